"""The brand's cookie registry as a table."""

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from cms.blocks.text_section import heading_block
from cms.consent.models import Cookie, CookiePurpose
from cms.consent.policy import LASTS, Policy
from cms.foundation.cookies import CONSENT
from cms.foundation.links import Representation
from cms.foundation.prepared import ask
from cms.foundation.representation import Represented, Section
from cms.foundation.together import Loading


class CookieEntry(Representation):
    """A cookie as a visitor reads of it."""

    name: str
    provider: str
    duration: str
    purpose: str


class CookieCategory(Representation):
    """A category with its meaning, and its cookies: none, where the site sets none."""

    key: str
    name: str
    meaning: str
    cookies: list[CookieEntry]


class CookieTable(Representation):
    """All five categories, always."""

    heading: str
    categories: list[CookieCategory]


def meanings() -> dict[str, str]:
    """What each category is for, in the active language."""
    return {
        "necessary": gettext("Without these the site does not work, for example to keep a form safe."),
        "functional": gettext("These remember a choice of yours, such as a language or a region."),
        "performance": gettext("These measure how fast and how well pages work, so that they can be mended."),
        "analytics": gettext("These count visits and show how people find their way, as totals."),
        "other": gettext("Everything that fits none of the categories above, such as content from other sites."),
    }


class CookieRegistry:
    """Kind of a reference to the cookie registry of the reader's brand; its keys are `ALL` and those of pages."""

    def __init__(self, scope, cookies: list[Cookie], purposes: list[CookiePurpose]):
        self.cookies = sorted(cookies, key=lambda cookie: (cookie.name, cookie.pk))
        self.purposes = {row.cookie_id: row.purpose for row in purposes}
        self.policy = Policy(self.cookies)
        self.tag = f"cookies:{scope.brand.key}"

    def tags(self) -> list[str]:
        return [self.tag]


ALL = "all"


def load_registry(scope, keys: set) -> Loading[dict]:
    """The cookies of the scope's brand, with their purposes in the scope's language."""
    cookies, purposes = yield [
        ask(_cookies, scope.brand.pk),
        ask(_purposes, scope.brand.pk, scope.locale.pk),
    ]
    return dict.fromkeys(keys, CookieRegistry(scope, cookies, purposes))


def _cookies(brand: int) -> QuerySet:
    return Cookie.objects.filter(brand=brand)


def _purposes(brand: int, locale: int) -> QuerySet:
    return CookiePurpose.objects.filter(cookie__brand=brand, locale=locale)


def registry_of(scope) -> CookieRegistry:
    """The registry of the scope's brand; with a page it was loaded with what the page needs."""
    page = scope.page.pk if scope.page is not None else None
    return scope.get(CookieRegistry, page or ALL)


def cookie_categories(scope) -> list[CookieCategory]:
    """The registry of the scope's brand by category, in the scope's language."""
    registry = registry_of(scope)
    with override(scope.language_code):
        explained = meanings()
        own: dict[str, list[CookieEntry]] = {category.value: [] for category in Cookie.Category}
        if registry.policy.asks:
            own[Cookie.Category.NECESSARY].append(_the_choice_itself(scope))
        return [
            CookieCategory(
                key=category.value,
                name=str(category.label).capitalize(),
                meaning=explained[category.value],
                cookies=[
                    CookieEntry(
                        name=cookie.name,
                        provider=cookie.provider,
                        duration=cookie.duration_text,
                        purpose=registry.purposes.get(cookie.pk, ""),
                    )
                    for cookie in registry.cookies
                    if cookie.category == category
                ]
                + own[category.value],
            )
            for category in Cookie.Category
        ]


def _the_choice_itself(scope) -> CookieEntry:
    """The one that we set when a visitor has chosen."""
    return CookieEntry(
        name=CONSENT,
        provider=scope.brand.name,
        duration=ngettext("%(number)s day", "%(number)s days", LASTS) % {"number": LASTS},
        purpose=gettext("Remembers which cookies you allow or refuse, with a random number that proves it."),
    )


class CookieTableBlock(Represented, Section):
    """What the site keeps in a visitor's browser."""

    schema = CookieTable

    heading = heading_block()

    def references(self, value):
        yield CookieRegistry, ALL

    def represent(self, value, scope):
        return CookieTable(heading=value["heading"] or "", categories=cookie_categories(scope))

    class Meta:
        icon = "table"
        label = _("Cookie table")
        description = _("The brand's cookie registry by category. Made from the registry; nothing to type.")
        template = "blocks/cookie_table.html"
        preview_value = {"heading": "Cookies"}
