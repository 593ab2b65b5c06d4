"""Pages of every type, published."""

import itertools
import json

from wagtail.models import Page

from brands.models import PageOffer
from cms.comparisons.models import ComparisonPage
from cms.navigation.models import PageTag
from cms.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactPage,
    ContentPage,
    ExamplesPage,
    FaqPage,
    RolePage,
    SpecialismPage,
)

_number = itertools.count(1001)  # no name is part of another


def make_page(page_type: type[Page], parent: Page, title: str | None = None, *, publish=True, tags=(), **fields):
    """A page below `parent`. StreamFields take lists of `{"type": …, "value": …}`, `tags` are words.

    The page is made as a draft and then published through the publishing code, which checks it.
    """
    number = next(_number)
    title = title or f"{page_type.__name__} {number}"
    values = {name: json.dumps(value) if isinstance(value, list) else value for name, value in fields.items()}
    page = page_type(title=title, slug=values.pop("slug", f"page-{number}"), locale=parent.locale, live=False, **values)
    page.page_tags = [PageTag(word=word, sort_order=place) for place, word in enumerate(tags)]
    parent.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    page.refresh_from_db()
    return page


def make_specialism(parent, title=None, **fields) -> SpecialismPage:
    return make_page(SpecialismPage, parent, title, **fields)


def make_comparison(parent, roles, title=None, *, body=None, **fields) -> ComparisonPage:
    """A comparison of the given roles, with an empty body unless one is given."""
    items = [{"type": "role", "value": role.pk} for role in roles]
    return make_page(ComparisonPage, parent, title, roles=items, body=body or [], **fields)


def make_role_page(parent, role, title=None, **fields) -> RolePage:
    return make_page(RolePage, parent, title, role=role, **fields)


def make_faq(parent, questions, title=None, **fields) -> FaqPage:
    """One topic with the given questions."""
    group = {"topic": "Algemeen", "questions": [question.pk for question in questions]}
    return make_page(FaqPage, parent, title, groups=[{"type": "topic", "value": group}], **fields)


def make_examples(parent, examples, title=None, **fields) -> ExamplesPage:
    items = [{"type": "example", "value": example.pk} for example in examples]
    return make_page(ExamplesPage, parent, title, examples=items, **fields)


def make_article_index(parent, title=None, **fields) -> ArticleIndexPage:
    return make_page(ArticleIndexPage, parent, title, **fields)


def make_article(parent, title=None, **fields) -> ArticlePage:
    return make_page(ArticlePage, parent, title, **{"author": "Redactie", **fields})


def make_contact(parent, title=None, **fields) -> ContactPage:
    return make_page(ContactPage, parent, title, **fields)


def make_content(parent, title=None, **fields) -> ContentPage:
    return make_page(ContentPage, parent, title, **fields)


def make_offer(page: Page) -> PageOffer:
    """The page is offered to the other brands."""
    return PageOffer.objects.get_or_create(page=Page.objects.get(pk=page.pk))[0]


def make_mirror(page: Page, parent: Page, slug: str | None = None) -> Page:
    """An alias below a page of another brand, of a page that its own brand offers."""
    make_offer(page)
    return page.create_alias(parent=parent, update_slug=slug)
