"""`/llms.txt` (llmstxt.org): what a brand is and where its pages stand as Markdown, for who reads without a browser."""

import re
from collections import defaultdict

from django.http import HttpResponse
from django.utils import translation
from django.utils.text import capfirst
from django.views.decorators.http import require_safe
from wagtail.models import Page

from brands.directory import BrandDirectory, Root, directory_for
from brands.models import Brand
from cms.foundation.links import CARD_FIELDS, public_path
from cms.foundation.negotiation import markdown_path
from cms.foundation.tags import add_tags

from .sitemap import root_of, sitemap_pages
from .views import STORABLE

#: As many as one reads at once; the sitemap has them all.
MOST = 2000
_MARKED = re.compile(r"([\\\[\]])")


@require_safe
def llms(request) -> HttpResponse:
    """The public pages of the host's brand by language and kind."""
    directory = directory_for(request)
    pages = sitemap_pages(directory, request.brand).only(*CARD_FIELDS).order_by("path")[:MOST]
    text = written(directory, request.brand, list(pages))
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Cache-Control"] = STORABLE
    return response


def written(directory: BrandDirectory, brand: Brand, pages: list[Page]) -> str:
    """The file: the brand, then a list per language and kind of page."""
    add_tags(f"brand:{brand.key}", *(f"page:{page.pk}" for page in pages))
    sections: dict[Root, dict[type[Page], list[str]]] = defaultdict(lambda: defaultdict(list))
    for page in pages:
        root = root_of(directory, page)
        sections[root][page.specific_class].append(_entry(brand, root, page))
    parts = [f"# {_plain(brand.name)}"]
    for root, kinds in sections.items():
        texts = brand.language(root.language_code)
        with translation.override(root.language_code):
            language = capfirst(translation.get_language_info(root.language_code)["name_local"])
            if texts is not None and texts.statement:
                parts.append(f"> {_plain(texts.statement)}")
            for kind, entries in kinds.items():
                heading = f"## {capfirst(str(kind._meta.verbose_name_plural))} ({language})"
                parts.append("\n".join([heading, "", *entries]))
    optional = [
        f"- [Search]({brand.root_url}/api/v1/brands/{brand.key}/search?q=): JSON, all words in `q`",
        f"- [Sitemap]({brand.root_url}/sitemap.xml): every page with its translations",
        f"- [API]({brand.root_url}/api/v1/openapi.json): OpenAPI description of all that is published",
    ]
    # “Optional” is a word of the format: what a reader in a hurry may pass over.
    parts.append("\n".join(["## Optional", "", *optional]))
    return "\n\n".join(parts) + "\n"


def _entry(brand: Brand, root: Root, page: Page) -> str:
    path = public_path(root, page.url_path)
    address = brand.public_url + (path if brand.headless_only else markdown_path(path))
    about = f": {_plain(page.search_description)}" if page.search_description else ""
    return f"- [{_plain(page.title)}]({address}){about}"


def _plain(text: str) -> str:
    """Text of one line that begins no link."""
    return _MARKED.sub(r"\\\1", " ".join(text.split()))
