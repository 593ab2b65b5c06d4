"""Making a brand: its row, site, root pages, collection and teams. All or nothing, and twice without harm."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from brands.models import Brand, BrandHost, BrandLanguage, Team
from brands.models.brand import validate_hostname
from cms.foundation.holding import hold_pages
from home.models import HomePage

from .teams import GROUP_COLLECTION, ensure_brand_teams
from .workflows import approvers_missing, ensure_brand_workflow


class BrandError(Exception):
    """A brand cannot be made as asked. The message says what to change; `field` names what of the order, if one."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


@dataclass
class BrandOrder:
    """What is needed to make a brand."""

    key: str
    name: str
    hostname: str
    languages: Sequence[str] = field(default_factory=lambda: [settings.LANGUAGE_CODE])
    port: int = 443


def locale_of(language_code: str) -> Locale:
    """The locale of one of the house's languages; refuses others."""
    known = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    if language_code not in known:
        raise BrandError(
            _("There is no language “%(code)s”. Choose from: %(known)s.")
            % {"code": language_code, "known": ", ".join(known)},
            "languages",
        )
    return Locale.objects.get_or_create(language_code=language_code)[0]


@transaction.atomic
def ensure_brand(order: BrandOrder) -> tuple[Brand, bool]:
    """Make the brand, or complete what it lacks. Returns the brand and whether it is new.

    :raises BrandError: when the key, host or languages cannot be used; nothing is then written.
    """
    hold_pages()
    check_order(order)
    brand = Brand.objects.filter(key=order.key).first()
    created = brand is None
    if brand is None:
        brand = _create(order)
    for position, code in enumerate(order.languages):
        BrandLanguage.objects.get_or_create(brand=brand, locale=locale_of(code), defaults={"sort_order": position})
    complete_brand(brand)
    return Brand.objects.get(pk=brand.pk), created


def complete_brand(brand: Brand) -> None:
    """Give a brand what its row asks for: a root page per language, a collection, and teams that may work there."""
    codes = list(BrandLanguage.objects.filter(brand=brand).values_list("locale__language_code", flat=True))
    roots = ensure_roots(brand, codes)
    ensure_brand_teams(brand, roots)
    ensure_brand_workflow(brand, roots)
    if brand.site.site_name != brand.name:
        brand.site.site_name = brand.name
        brand.site.save()


def check_order(order: BrandOrder) -> None:
    """:raises BrandError: when there can be no such brand."""
    if not order.languages or order.languages[0] != settings.LANGUAGE_CODE:
        raise BrandError(
            _("The first language is %(default)s: it stands at “/”.") % {"default": settings.LANGUAGE_CODE}, "languages"
        )
    for code in order.languages:
        locale_of(code)
    if not 0 < order.port < 65536:
        raise BrandError(_("%(port)s is not a port: choose from 1 to 65535.") % {"port": order.port})
    existing = Brand.objects.filter(key=order.key).select_related("site").first()
    check_host(order.hostname, existing)
    if existing is None:
        _check_identity(order)
    elif existing.host != order.hostname:
        raise BrandError(
            _("%(key)s already exists, on %(host)s. Change its host in the desk.")
            % {"key": order.key, "host": existing.host},
            "key",
        )


def check_host(hostname: str, brand: Brand | None = None) -> None:
    """:raises BrandError: when a host cannot be the canonical host of a brand, or of the given one."""
    try:
        validate_hostname(hostname)
    except ValidationError as error:
        raise BrandError(" ".join(error.messages), "hostname") from error
    if hostname in (settings.DESK_HOST, settings.API_HOST):
        raise BrandError(_("%(host)s is the host of the desk or of the API.") % {"host": hostname}, "hostname")
    sites, aliases = Site.objects.filter(hostname=hostname), BrandHost.objects.filter(hostname=hostname)
    if brand is not None:
        sites, aliases = sites.exclude(pk=brand.site_id), aliases.exclude(brand=brand)
    if sites.exists() or aliases.exists():
        raise BrandError(_("%(host)s already belongs to another brand.") % {"host": hostname}, "hostname")


def _check_identity(order: BrandOrder) -> None:
    """Key and name are right and free; a name is also that of teams and a collection."""
    try:
        Brand(key=order.key, name=order.name).full_clean(exclude=["site"])
    except ValidationError as error:
        field = next(iter(error.message_dict))
        raise BrandError(" ".join(error.messages), field if field in ("key", "name") else None) from error
    if order.name.casefold() == GROUP_COLLECTION.casefold():
        raise BrandError(_("%(name)s is the group itself.") % {"name": order.name}, "name")
    for code in order.languages:
        if Page.objects.filter(depth=2, slug=_root_slug(order.key, code)).exists():
            message = _("There is a root page “%(slug)s” already. Choose another key.")
            raise BrandError(message % {"slug": _root_slug(order.key, code)}, "key")


@transaction.atomic
def move_to_host(brand: Brand, hostname: str) -> None:
    """Make this the brand's canonical host. The present one stays as an alias, so that old addresses lead on.

    :raises BrandError: when the host cannot be used; nothing is then written.
    """
    before = brand.host
    if hostname == before:
        return
    check_host(hostname, brand)
    BrandHost.objects.filter(brand=brand, hostname=hostname).delete()
    brand.site.hostname = hostname
    brand.site.save()
    BrandHost.objects.get_or_create(brand=brand, hostname=before)


def _create(order: BrandOrder) -> Brand:
    root = _root_page(order.name, order.key, locale_of(settings.LANGUAGE_CODE))
    site = Site.objects.create(
        hostname=order.hostname, port=order.port, site_name=order.name, root_page=root, is_default_site=False
    )
    brand = Brand(key=order.key, name=order.name, site=site)
    brand.save()
    return brand


def _root_slug(key: str, language_code: str) -> str:
    return f"{key}-{language_code}"


def _root_page(name: str, key: str, locale: Locale, translation_of: Page | None = None) -> HomePage:
    page = HomePage(title=name, slug=_root_slug(key, locale.language_code), locale=locale)
    if translation_of is not None:
        page.translation_key = translation_of.translation_key
    Page.get_first_root_node().add_child(instance=page)
    page.save_revision().publish()
    return page


def ensure_roots(brand: Brand, languages: Sequence[str]) -> list[Page]:
    """A root page per language, translations of each other."""
    main = brand.site.root_page.specific
    roots = []
    for code in languages:
        locale = locale_of(code)
        found = HomePage.objects.filter(translation_key=main.translation_key, locale=locale).first()
        roots.append(found or _root_page(brand.name, brand.key, locale, main))
    return roots


def remove_welcome_site() -> None:
    """Remove the site and page that Wagtail's own migrations make: no site is the default here."""
    for site in Site.objects.filter(brand=None):
        page = site.root_page
        site.delete()
        if page.depth == 2 and not Site.objects.filter(root_page=page).exists() and not page.get_children().exists():
            page.delete()


@dataclass
class Finding:
    """Something that `brand check` found."""

    brand: str
    message: str


def check_brands() -> list[Finding]:
    """What is missing or contradictory, in words that say what to do."""
    findings = []
    for brand in Brand.objects.select_related("site").prefetch_related("languages__locale"):
        codes = [row.locale.language_code for row in brand.languages.all()]
        if settings.LANGUAGE_CODE not in codes:
            findings.append(Finding(brand.key, _("has no Dutch, which stands at “/”")))
        for row in brand.languages.all():
            root = HomePage.objects.filter(
                translation_key=brand.site.root_page.translation_key, locale=row.locale
            ).first()
            if root is None:
                findings.append(Finding(brand.key, _("has no home page in %(language)s") % {"language": row.locale}))
            elif not root.live:
                findings.append(
                    Finding(brand.key, _("its home page in %(language)s is not published") % {"language": row.locale})
                )
            if root is not None and approvers_missing(brand, root):
                findings.append(
                    Finding(brand.key, _("nobody approves its pages in %(language)s") % {"language": row.locale})
                )
            if not row.statement or not row.strapline:
                findings.append(
                    Finding(brand.key, _("lacks strapline or statement in %(language)s") % {"language": row.locale})
                )
        kinds = set(brand.teams.values_list("kind", flat=True))
        findings.extend(
            Finding(brand.key, _("has no team of %(kind)s") % {"kind": kind.label})
            for kind in (Team.Kind.EDITORS, Team.Kind.PUBLISHERS)
            if kind not in kinds
        )
        if brand.site.is_default_site:
            findings.append(Finding(brand.key, _("is the default site; no site may be")))
        try:
            brand.check_contrast()
        except ValidationError as error:
            findings.append(Finding(brand.key, " ".join(error.messages)))
    return findings
