"""What search engines and share cards are told of a page: the same in the HTML head and in the API."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import override

from brands.models import Brand
from cms.blocks.contact_details import ALL as EVERY_ROW
from cms.blocks.contact_details import ContactRows
from cms.foundation.links import Representation, fields_of, public_path
from cms.foundation.pages import PageDocument, Seo
from cms.foundation.rich_text import RichText
from cms.foundation.scope import Scope
from cms.library.models.question import QuestionAndAnswer
from cms.library.models.role import RoleCard
from cms.media.models import MediaImage
from cms.media.pictures import Picture

from . import graph
from .models import SocialCard
from .sitemap import Alternate
from .social_cards import SIZE

#: Pixels to a side. Google shows no smaller logo: developers.google.com/search/docs/appearance/structured-data/logo
LEAST_OF_A_LOGO = 112
_END_OF_BLOCK = re.compile(r"</(?:p|li|h[1-6]|ul|ol|td|th)>|<br\s*/?>")


class SocialImage(Representation):
    """The picture that other sites show beside a link: the page's card or, until there is one, the brand's."""

    url: str
    width: int
    height: int
    alt: str


class FullSeo(Seo):
    """All that search engines and share cards are told of a page."""

    robots: str
    social_image: SocialImage | None
    alternates: list[Alternate]
    json_ld: graph.Graph


def seo_references(brand: Brand) -> Iterator[tuple[type, Any]]:
    """What `full_seo` needs beside the page's own references, to be loaded with them."""
    yield ContactRows, EVERY_ROW
    for key in (brand.logo_light_id, brand.favicon_id, brand.social_image_id):
        if key is not None:
            yield MediaImage, key


def full_seo(page: PageDocument, scope: Scope) -> FullSeo:
    """The whole of what a page's head tells, from what the page shows."""
    image = social_image(page, scope)
    return FullSeo(
        **dict(page.seo),
        robots="noindex, nofollow" if scope.preview else "index, follow, max-image-preview:large",
        social_image=image,
        alternates=_alternates(page, scope.brand),
        json_ld=_Graph(page, scope, _told(getattr(page, "hero", None), scope.brand) or image).made(),
    )


def social_image(page: PageDocument, scope: Scope) -> SocialImage | None:
    """The page's card; until that is drawn the brand's picture, and where it has none, the page's own."""
    card = scope.get(SocialCard, page.id)
    if card is not None and not scope.preview:
        width, height = SIZE
        return SocialImage(url=full_address(scope.brand, card.file.url), width=width, height=height, alt=card.alt)
    target = scope.get(MediaImage, scope.brand.social_image_id)
    picture = target.picture("social", alt=scope.brand.name) if target else getattr(page, "hero", None)
    return _told(picture, scope.brand)


def _told(picture: Picture | None, brand: Brand) -> SocialImage | None:
    if picture is None:
        return None
    return SocialImage(
        url=full_address(brand, picture.src), width=picture.width, height=picture.height, alt=picture.alt
    )


def full_address(brand: Brand, address: str) -> str:
    """Full address of a file: files are on the brand's own host, wherever its pages are shown."""
    return brand.root_url + address if address.startswith("/") else address


def visible_text(text: RichText) -> str:
    """A formatted text as one reads it, in one line."""
    return " ".join(unescape(strip_tags(_END_OF_BLOCK.sub(" ", text.html))).split())


def _alternates(page: PageDocument, brand: Brand) -> list[Alternate]:
    """The page in all its languages, itself among them; none where it has one language or stands elsewhere."""
    if not page.translations or page.seo.canonical != page.url:
        return []
    others = [Alternate(language=card.language, url=brand.public_url + card.url) for card in page.translations]
    return sorted([Alternate(language=page.language, url=page.url), *others], key=lambda each: each.language)


def _shown(value: Any, kinds: tuple[type, ...]) -> Iterator[Any]:
    """Everything of some kinds that a representation shows, in its order."""
    if isinstance(value, kinds):
        yield value
    elif isinstance(value, Representation):
        for name in fields_of(type(value)):
            if isinstance(each := getattr(value, name), _HOLDERS):
                yield from _shown(each, kinds)
    elif isinstance(value, list):
        for each in value:
            yield from _shown(each, kinds)


#: What else may show something.
_HOLDERS = (Representation, list)


class _Graph:
    """The graph of one page."""

    def __init__(self, page: PageDocument, scope: Scope, image: SocialImage | None):
        self.page, self.scope, self.brand = page, scope, scope.brand
        root = scope.directory.root_of(scope.brand, scope.language_code)
        self.home = scope.brand.public_url + (public_path(root, root.url_path) if root else "/")
        self.image: graph.ImageObject | None = None
        if image is not None:
            self.image = graph.ImageObject(
                type="ImageObject", url=image.url, width=image.width, height=image.height, caption=image.alt or None
            )

    def made(self) -> graph.Graph:
        shown = list(_shown(self.page, (RoleCard, QuestionAndAnswer)))
        roles = list({card.id: card for card in shown if isinstance(card, RoleCard)}.values())
        questions = list({card.id: card for card in shown if isinstance(card, QuestionAndAnswer)}.values())
        occupations = [self._occupation(card) for card in roles]
        parts: list[Any] = []
        if questions:
            parts.append(self._faq(questions))
        if hasattr(self.page, "author") and hasattr(self.page, "date"):
            parts.append(self._article())
        breadcrumbs = self._breadcrumbs() if self.page.breadcrumbs else None
        page = self._page(breadcrumbs, occupations, parts)
        nodes: list[Any] = [*self._organizations(), self._site(), page, *([breadcrumbs] if breadcrumbs else [])]
        return graph.Graph(context="https://schema.org", graph=[*nodes, *parts, *occupations])

    def _named(self, what: str) -> str:
        """Name of a node that belongs to this page."""
        return f"{self.page.url}#{what}"

    def _organizations(self) -> list[graph.Organization]:
        """The group, and its brands with what they say of themselves; this page's brand in full."""
        brands = self.scope.directory.brands
        group = graph.NodeReference(id=f"{brands[0].public_url}/#group")
        members = [self._own_brand(group) if one.pk == self.brand.pk else _sister(one, group) for one in brands]
        return [
            graph.Organization(
                type="Organization",
                id=group.id,
                name=settings.WAGTAIL_SITE_NAME,
                subOrganization=[graph.NodeReference(id=one.id) for one in members],
            ),
            *members,
        ]

    def _own_brand(self, group: graph.NodeReference) -> graph.Organization:
        brand, rows, texts = self.brand, self.scope.get(ContactRows, EVERY_ROW), self.scope.texts
        return graph.Organization(
            type="Organization",
            id=organization_id(brand),
            name=brand.name,
            legalName=brand.legal_name or None,
            url=f"{brand.public_url}/",
            description=texts.statement if texts else None,
            logo=self._logo(),
            email=brand.email or None,
            telephone=brand.phone or None,
            address=[
                graph.PostalAddress(
                    type="PostalAddress",
                    name=row.label,
                    streetAddress=row.street,
                    postalCode=row.postal_code,
                    addressLocality=row.city,
                    addressCountry=row.country,
                )
                for row in rows.addresses
            ],
            sameAs=[row.url for row in rows.social_links],
            parentOrganization=group,
        )

    def _logo(self) -> graph.ImageObject | None:
        """The logo, or the icon where only that is large enough for search engines to show."""
        kept = {"logo": self.brand.logo_light_id, "icon": self.brand.favicon_id}
        targets = {size: self.scope.get(MediaImage, key) for size, key in kept.items()}
        pictures = [target.picture(size, alt=self.brand.name) for size, target in targets.items() if target]
        large = [picture for picture in pictures if min(picture.width, picture.height) >= LEAST_OF_A_LOGO]
        if targets["logo"] is None:
            return None
        logo = (large or pictures)[0]
        url = full_address(self.brand, logo.src)
        return graph.ImageObject(type="ImageObject", url=url, width=logo.width, height=logo.height)

    def _site(self) -> graph.WebSite:
        return graph.WebSite(
            type="WebSite",
            id=f"{self.home}#website",
            url=self.home,
            name=self.brand.name,
            inLanguage=self.scope.language_code,
            publisher=graph.NodeReference(id=organization_id(self.brand)),
        )

    def _page(self, breadcrumbs, occupations: list[graph.Occupation], parts: list[Any]) -> graph.WebPage:
        page = self.page
        about = [one.id for one in occupations] or ([organization_id(self.brand)] if not page.breadcrumbs else [])
        return graph.WebPage(
            type="WebPage",
            id=self._named("webpage"),
            url=page.url,
            name=page.seo.title,
            description=page.seo.description or None,
            inLanguage=page.language,
            isPartOf=graph.NodeReference(id=f"{self.home}#website"),
            breadcrumb=breadcrumbs and graph.NodeReference(id=breadcrumbs.id),
            primaryImageOfPage=self.image if getattr(page, "hero", None) else None,
            datePublished=page.published_at,
            dateModified=page.updated_at,
            about=[graph.NodeReference(id=one) for one in about],
            hasPart=[graph.NodeReference(id=part.id) for part in parts],
        )

    def _breadcrumbs(self) -> graph.BreadcrumbList:
        above = [(card.title, self.brand.public_url + card.url) for card in self.page.breadcrumbs]
        with override(self.scope.language_code):
            above[0] = (_("Home"), above[0][1])  # as the visible ones begin
        steps = [*above, (self.page.title, self.page.url)]
        return graph.BreadcrumbList(
            type="BreadcrumbList",
            id=self._named("breadcrumbs"),
            itemListElement=[
                graph.ListItem(type="ListItem", position=number, name=name, item=address)
                for number, (name, address) in enumerate(steps, start=1)
            ],
        )

    def _faq(self, questions: list[QuestionAndAnswer]) -> graph.FAQPage:
        return graph.FAQPage(
            type="FAQPage",
            id=self._named("faq"),
            isPartOf=graph.NodeReference(id=self._named("webpage")),
            inLanguage=self.page.language,
            mainEntity=[
                graph.AskedQuestion(
                    type="Question",
                    name=card.question,
                    acceptedAnswer=graph.Answer(type="Answer", text=visible_text(card.answer)),
                )
                for card in questions
            ],
        )

    def _article(self) -> graph.Article:
        page: Any = self.page
        return graph.Article(
            type="Article",
            id=self._named("article"),
            headline=page.title,
            description=page.seo.description or None,
            inLanguage=page.language,
            datePublished=page.date,
            dateModified=page.updated_at,
            author=graph.Author(type="Organization", name=page.author or self.brand.name),
            publisher=graph.NodeReference(id=organization_id(self.brand)),
            image=self.image,
            mainEntityOfPage=graph.NodeReference(id=self._named("webpage")),
        )

    def _occupation(self, card: RoleCard) -> graph.Occupation:
        salary = card.salary and graph.MonetaryAmount(
            type="MonetaryAmount",
            currency="EUR",
            value=graph.QuantitativeValue(
                type="QuantitativeValue", minValue=card.salary.minimum, maxValue=card.salary.maximum, unitText="YEAR"
            ),
        )
        return graph.Occupation(
            type="Occupation",
            id=f"{self.home}#occupation-{card.key}",
            name=card.full_name or card.short_name,
            alternateName=card.short_name if card.full_name not in ("", card.short_name) else None,
            description=visible_text(card.description) or None,
            skills=card.topics,
            estimatedSalary=salary or None,
            url=card.url and self.brand.public_url + card.url,
        )


def organization_id(brand: Brand) -> str:
    """Name of a brand in every graph of the group."""
    return f"{brand.public_url}/#organization"


def _sister(brand: Brand, group: graph.NodeReference) -> graph.Organization:
    return graph.Organization(
        type="Organization",
        id=organization_id(brand),
        name=brand.name,
        url=f"{brand.public_url}/",
        parentOrganization=group,
    )
