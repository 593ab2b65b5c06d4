"""What a page says of itself in schema.org's words (JSON-LD): one graph, made of what the page shows.

Nodes are named by addresses that stay: the group and the brands have the same name on every domain, so that a search
engine which reads two of them learns that they belong together. Every reference leads to a node of the same graph.
"""

import datetime
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from cms.foundation.partial import Partial


class Node(Partial):
    """Part of the graph. What there is nothing to say of is left out."""

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    def is_said(self, field: str, value: Any) -> bool:
        return value not in (None, [], "")


def _keyword(name: str) -> Any:
    return Field(alias=f"@{name}")


class NodeReference(Node):
    """Another node of the graph."""

    id: str = _keyword("id")


class PostalAddress(Node):
    """An office."""

    type: Literal["PostalAddress"] = _keyword("type")
    name: str
    streetAddress: str  # noqa: N815 - schema.org's names, here and below
    postalCode: str  # noqa: N815
    addressLocality: str  # noqa: N815
    addressCountry: str  # noqa: N815


class ImageObject(Node):
    """A picture."""

    type: Literal["ImageObject"] = _keyword("type")
    url: str
    width: int
    height: int
    caption: str | None = None


class Organization(Node):
    """The group, or one of its brands."""

    type: Literal["Organization"] = _keyword("type")
    id: str = _keyword("id")
    name: str
    legalName: str | None = None  # noqa: N815
    url: str | None = None
    description: str | None = None
    logo: ImageObject | None = None
    email: str | None = None
    telephone: str | None = None
    address: list[PostalAddress] = []
    sameAs: list[str] = []  # noqa: N815
    parentOrganization: NodeReference | None = None  # noqa: N815
    subOrganization: list[NodeReference] = []  # noqa: N815


class WebSite(Node):
    """The brand's site in one language."""

    type: Literal["WebSite"] = _keyword("type")
    id: str = _keyword("id")
    url: str
    name: str
    inLanguage: str  # noqa: N815
    publisher: NodeReference


class WebPage(Node):
    """The page."""

    type: Literal["WebPage"] = _keyword("type")
    id: str = _keyword("id")
    url: str
    name: str
    description: str | None = None
    inLanguage: str  # noqa: N815
    isPartOf: NodeReference  # noqa: N815
    breadcrumb: NodeReference | None = None
    primaryImageOfPage: ImageObject | None = None  # noqa: N815
    datePublished: datetime.datetime | None = None  # noqa: N815
    dateModified: datetime.datetime | None = None  # noqa: N815
    about: list[NodeReference] = []
    hasPart: list[NodeReference] = []  # noqa: N815


class ListItem(Node):
    """A step from the home page to this one."""

    type: Literal["ListItem"] = _keyword("type")
    position: int
    name: str
    item: str


class BreadcrumbList(Node):
    """The way from the home page to this one."""

    type: Literal["BreadcrumbList"] = _keyword("type")
    id: str = _keyword("id")
    itemListElement: list[ListItem]  # noqa: N815


class Answer(Node):
    """The answer to a question, as the page shows it, without its formatting."""

    type: Literal["Answer"] = _keyword("type")
    text: str


class AskedQuestion(Node):
    """A question, as the page shows it."""

    type: Literal["Question"] = _keyword("type")
    name: str
    acceptedAnswer: Answer  # noqa: N815


class FAQPage(Node):
    """The questions that the page answers, in its order."""

    type: Literal["FAQPage"] = _keyword("type")
    id: str = _keyword("id")
    isPartOf: NodeReference  # noqa: N815
    inLanguage: str  # noqa: N815
    mainEntity: list[AskedQuestion]  # noqa: N815


class QuantitativeValue(Node):
    """A range of amounts a year."""

    type: Literal["QuantitativeValue"] = _keyword("type")
    minValue: int  # noqa: N815
    maxValue: int  # noqa: N815
    unitText: Literal["YEAR"]  # noqa: N815


class MonetaryAmount(Node):
    """A salary."""

    type: Literal["MonetaryAmount"] = _keyword("type")
    currency: Literal["EUR"]
    value: QuantitativeValue


class Occupation(Node):
    """A role that the page explains."""

    type: Literal["Occupation"] = _keyword("type")
    id: str = _keyword("id")
    name: str
    alternateName: str | None = None  # noqa: N815
    description: str | None = None
    skills: list[str] = []
    estimatedSalary: MonetaryAmount | None = None  # noqa: N815
    url: str | None = None


class Article(Node):
    """The article that the page is."""

    type: Literal["Article"] = _keyword("type")
    id: str = _keyword("id")
    headline: str
    description: str | None = None
    inLanguage: str  # noqa: N815
    datePublished: datetime.date  # noqa: N815
    dateModified: datetime.datetime | None = None  # noqa: N815
    author: "Author"
    publisher: NodeReference
    image: ImageObject | None = None
    mainEntityOfPage: NodeReference  # noqa: N815


class Author(Node):
    """Who wrote an article: mostly an editorial team."""

    type: Literal["Organization"] = _keyword("type")
    name: str


AnyNode = Annotated[
    Organization | WebSite | WebPage | BreadcrumbList | FAQPage | Occupation | Article, Field(discriminator="type")
]


class Graph(Node):
    """A page's linked data, as it stands in `<script type="application/ld+json">`."""

    context: Literal["https://schema.org"] = _keyword("context")
    graph: list[AnyNode] = _keyword("graph")
