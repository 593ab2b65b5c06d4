"""Every endpoint of the API, a line each."""

from .contract import DeliveryAPI
from .endpoints import (
    brand,
    brands,
    changes,
    compare,
    decide,
    examples,
    exchange,
    forms,
    layout,
    page,
    pages,
    preview,
    problems,
    questions,
    redirects,
    resolve,
    roles,
    search,
    sitemap,
    unlock,
)
from .limits import PerClient

api = DeliveryAPI(
    title="Delivery API of Iduet Group",
    version="1",
    urls_namespace="delivery",
    throttle=PerClient(),
    description=(
        "What the brands of Iduet Group publish: one request per page, exact types. Reading needs no key. "
        "Every address answers GET, HEAD and OPTIONS, on the API host and on every brand's host with the same answers. "
        "Addresses that begin with `/` belong to the brand that the answer is about. Changes are additive. "
        "One client may ask as often a minute as the operator allows (600 unless stated otherwise); beyond that the "
        "answer is 429 with `Retry-After`."
    ),
)

for endpoint in (
    brands.brands,
    brand.brand,
    resolve.resolve,
    pages.pages,
    page.page,
    unlock.unlock,
    preview.preview,
    exchange.exchange_preview_code,
    roles.roles,
    roles.role,
    questions.questions,
    questions.question,
    examples.examples,
    examples.example,
    compare.compare,
    decide.decide,
    layout.layout,
    forms.form,
    forms.submit_form,
    redirects.redirects,
    sitemap.sitemap,
    changes.changes,
    search.search,
    problems.problem_kinds,
    problems.problem_kind,
):
    api.add(endpoint)
