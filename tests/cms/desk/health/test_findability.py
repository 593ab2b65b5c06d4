"""Title, description, headings and links to other pages."""

from tests.factories.brands import home_of
from tests.factories.pages import make_content

from .conftest import block, found, item, told

DESCRIPTION = "What a CIO does and what a CTO does, side by side, and which of the two your organisation needs."


def text(html: str, heading="Heading") -> dict:
    return block("text_section", {"heading": heading, "text": html})


def test_a_findable_page_loses_nothing(draft, iduet):
    one, two = (make_content(home_of(iduet)) for _ in range(2))
    html = f'<p><a linktype="page" id="{one.pk}">One</a> <a linktype="page" id="{two.pk}">two</a></p>'
    assert found(draft(search_description=DESCRIPTION, body=[text(html)]), "findability") == {}


def test_title_and_description(draft):
    page = draft(seo_title="t" * 61)
    lost = found(page, "findability")
    assert (lost["seo_title"], lost["search_description"]) == (2, 6)
    assert "61 characters" in told(page, "findability")
    assert "seo_title" not in found(draft(seo_title="t" * 60), "findability")
    assert found(draft(search_description="Short."), "findability")["search_description"] == 2
    assert found(draft(search_description="x" * 161), "findability")["search_description"] == 2


def test_sections_without_a_heading_and_no_more_than_four_count(draft):
    sections = [text("<p>Text.</p>", "") for _ in range(6)]
    lost = found(draft(body=sections), "findability")
    assert [lost[f"body.{each['id']}.heading"] for each in sections] == [1, 1, 1, 1, 0, 0]


def test_links_of_the_page_itself_count_and_only_those_that_readers_get(draft, iduet):
    public, secret = make_content(home_of(iduet)), make_content(home_of(iduet), publish=False)
    html = '<p><a linktype="page" id="{}">Go</a></p>'
    away = '<p><a href="https://example.com/">Away</a></p>'
    for body, points in (
        ([], 3),
        ([text(away)], 3),
        ([text(html.format(secret.pk))], 3),
        ([text(html.format(public.pk))], 1),
    ):
        assert found(draft(search_description=DESCRIPTION, body=body), "findability").get("body") == points
    inside = item({"title": "One", "text": "", "link": {"text": "", "page": public.pk}})
    card = block("link_cards", {"heading": "On", "introduction": "", "cards": [inside]})
    assert found(draft(search_description=DESCRIPTION, body=[card]), "findability").get("body") == 1
