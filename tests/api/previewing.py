"""Grants, codes and tokens of the tests' drafts."""

from datetime import timedelta

from brands.models import Brand
from cms.previews.grants import new_code, pane_grant, share, token_of
from tests.factories.brands import home_of, make_editor
from tests.factories.pages import make_content

FRONT_END = "https://www.{key}.example"


def make_draft(brand: Brand, title: str):
    """A page that is published, with a later draft of another title."""
    page = make_content(home_of(brand), f"Published by {brand.key}")
    page.title = page.draft_title = title
    page.save_revision()
    return page


def editors_grant(brand: Brand, title: str = "Drafted", editor=None):
    """The grant of an editor's pane with what she is writing."""
    return pane_grant(editor or make_editor(brand), brand, make_draft(brand, title))


def shared_grant(brand: Brand, title: str = "Drafted"):
    """The grant of a preview link."""
    return share(make_editor(brand), brand, make_draft(brand, title), timedelta(days=1))[0]


def bearer(grant) -> dict[str, str]:
    """The header that reads a grant's draft."""
    return {"authorization": f"Bearer {token_of(grant).text}"}


def code_of(grant) -> str:
    return new_code(grant)


def with_front_end(brand: Brand) -> str:
    """Give the brand a separate front end; its origin."""
    brand.front_end_url = FRONT_END.format(key=brand.key)
    brand.save()
    return brand.front_end_url
