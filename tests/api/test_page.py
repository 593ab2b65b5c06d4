"""GET /brands/{brand}/pages/{id}"""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.brands import home_of
from tests.factories.library import (
    make_call_to_action,
    make_example,
    make_question,
    make_role,
    make_version,
    translate,
)
from tests.factories.media import make_image
from tests.factories.pages import (
    make_article,
    make_article_index,
    make_comparison,
    make_contact,
    make_content,
    make_faq,
    make_mirror,
    make_role_page,
    make_specialism,
)


@pytest.fixture
def comparison(iduet, finhire):
    """A comparison that holds every kind of thing, so that each costs what it costs."""
    home = home_of(iduet)
    roles = [make_role("CIO", description="<p>The <b>CIO</b></p>"), make_role("CTO")]
    contact, image = make_contact(home), make_image()
    make_version(roles[1], iduet, tagline="Ours")
    make_version(roles[1], finhire, tagline="Theirs")
    make_role_page(home, roles[0], slug="cio")
    ours = {"type": "link", "value": {"text": "Write", "page": None, "url": "", "contact": True}}
    call = make_call_to_action(link=[ours])
    example = make_example(roles=[{"type": "role", "value": roles[1].pk}])
    question = make_question(brand=iduet, answer=f'<p>See <a linktype="page" id="{contact.pk}">contact</a></p>')
    cells = {str(role.translation_key): f"cell of {role}" for role in roles}
    body = [
        {"type": "criteria_table", "value": {"caption": "Both", "rows": [{"criterion": "Focus", "cells": cells}]}},
        {"type": "role_cards", "value": {"roles": [role.pk for role in roles]}},
        {"type": "examples", "value": {"examples": [example.pk]}},
        {"type": "questions", "value": {"questions": [question.pk]}},
        {"type": "call_to_action", "value": call.pk},
        {"type": "figure", "value": {"image": {"image": image.pk, "alt_text": "A chart"}, "caption": "Chart"}},
        {"type": "specialisations", "value": {"heading": "Specialisations"}},
        {"type": "cookie_table", "value": {"heading": "Cookies"}},
        {"type": "contact_details", "value": {"heading": "Contact"}},
        {"type": "group_brands", "value": {"heading": "Group"}},
    ]  # fmt: skip
    return make_comparison(make_specialism(home, "IT"), roles, "CIO vs. CTO", body=body, hero_image=make_image())


def references(value):
    """All `(kind, id)` that a part of an answer refers to."""
    if isinstance(value, dict) and "ref" in value:
        yield value["ref"], value["id"]
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(inside)


class TestDocument:
    def test_a_comparison_with_all_that_it_shows(self, read, comparison, iduet):
        page = read(f"/brands/iduet/pages/{comparison.pk}")["page"]
        assert (page["type"], page["brand"], page["language"]) == ("comparison", "iduet", "nl")
        assert [card["title"] for card in page["breadcrumbs"]] == ["Iduet", "IT"]
        assert page["hero"]["width"] == 32
        blocks = {block["type"]: block["value"] for block in page["body"]}
        assert blocks["criteria_table"]["rows"] == [{"criterion": "Focus", "cells": ["cell of CIO", "cell of CTO"]}]
        cards = {card["short_name"]: card for card in page["refs"]["role"].values()}
        assert (cards["CTO"]["origin"], cards["CTO"]["tagline"]) == ("brand version", "Ours")
        assert (cards["CIO"]["origin"], cards["CIO"]["url"]) == ("original", "/cio/")
        assert cards["CIO"]["description"] == {"html": "<p>The <b>CIO</b></p>", "markdown": "The **CIO**"}
        (call,) = page["refs"]["call_to_action"].values()
        assert call["link"]["kind"] == "contact"
        assert blocks["figure"]["image"]["alt"] == "A chart"
        (question,) = page["refs"]["question"].values()
        assert (question["origin"], blocks["questions"]["questions"]) == (
            "brand's own",
            [{"ref": "question", "id": question["id"]}],
        )
        assert '<a href="/page-' in question["answer"]["html"]

    def test_every_reference_is_answered_by_refs_and_every_ref_is_referred_to(self, read, comparison, finhire):
        page = read(f"/brands/iduet/pages/{comparison.pk}")["page"]
        refs = page.pop("refs")
        found = set(references(page))
        assert {(kind, int(key)) for kind, cards in refs.items() for key in cards} == found
        assert all(card["id"] == int(key) for cards in refs.values() for key, card in cards.items())
        assert {kind for kind, _ in found} == {"role", "question", "example", "call_to_action"}
        for kind in ("role", "question", "example"):
            for key, card in refs[kind].items():
                assert read(f"/brands/iduet/{kind}s/{key}") == card

    def test_the_same_item_is_said_once_however_often_it_is_shown(self, ask, comparison):
        text = ask(f"/brands/iduet/pages/{comparison.pk}").content.decode()
        assert text.count("The **CIO**") == 1
        assert text.count('{"ref":"role","id":') >= 6

    def test_translations_and_dates(self, read, iduet, finhire):
        dutch = make_content(home_of(iduet), "Voorwaarden", slug="voorwaarden")
        english = dutch.copy_for_translation(home_of(iduet, "en").locale)
        english.slug = "terms"
        assert read(f"/brands/iduet/pages/{dutch.pk}")["page"]["translations"] == []
        english.save_revision().publish()
        page = read(f"/brands/iduet/pages/{dutch.pk}")["page"]
        assert [(card["language"], card["url"]) for card in page["translations"]] == [("en", "/en/terms/")]
        assert page["published_at"] <= page["updated_at"]

    def test_an_alias_names_its_source_as_canonical(self, read, iduet, finhire):
        source = make_content(home_of(iduet), slug="source")
        alias = make_mirror(source, home_of(finhire), "mirror")
        seo = read(f"/brands/finhire/pages/{alias.pk}")["page"]["seo"]
        assert seo["canonical"] == "http://iduet.localhost:8000/source/"

    def test_children_in_tree_order(self, read, iduet, finhire):
        above = make_content(home_of(iduet))
        first, second = make_content(above), make_content(above)
        make_content(above, publish=False)
        make_content(first)
        answer = read(f"/brands/iduet/pages/{above.pk}", {"include": "children"})
        assert [card["id"] for card in answer["children"]] == [first.pk, second.pk]
        assert [card["children"] for card in answer["children"]] == [None, None]

    def test_children_of_children_without_those_of_hidden_pages(self, read, iduet, finhire):
        above = make_content(home_of(iduet))
        first, second = make_content(above), make_content(above)
        below = make_content(first)
        make_content(below)
        make_content(second)
        second.unpublish()
        answer = read(f"/brands/iduet/pages/{above.pk}", {"include": "children.children"})
        assert [(card["id"], [one["id"] for one in card["children"]]) for card in answer["children"]] == [
            (first.pk, [below.pk])
        ]

    def test_a_part_of_a_page(self, read, comparison):
        answer = read(f"/brands/iduet/pages/{comparison.pk}", {"fields": "title,seo.canonical", "include": "children"})
        whole = read(f"/brands/iduet/pages/{comparison.pk}", {"fields": "*"})
        assert (answer["kind"], whole["kind"]) == ("part", "page")
        assert answer["part"] == {
            "id": comparison.pk,
            "type": "comparison",
            "title": "CIO vs. CTO",
            "seo": {"canonical": whole["page"]["seo"]["canonical"]},
        }
        assert answer["children"] == []
        assert "page" not in answer

    def test_a_role_of_another_language_is_found_by_the_readers(self, read, iduet, finhire):
        role = make_role("CIO", tagline="Verbindt")
        translate(role, "en", tagline="Connects")
        page = make_role_page(home_of(iduet, "en"), role)
        answer = read(f"/brands/iduet/pages/{page.pk}")["page"]
        assert answer["refs"]["role"][str(answer["role"]["id"])]["tagline"] == "Connects"


class TestRefusals:
    def test_another_brands_page_a_draft_and_a_number_too_far(self, refusal, iduet, finhire):
        page, draft = make_content(home_of(iduet)), make_content(home_of(iduet), publish=False)
        assert refusal(f"/brands/finhire/pages/{page.pk}") == (404, "not-found", [])
        assert refusal(f"/brands/iduet/pages/{draft.pk}") == (404, "not-found", [])
        assert refusal("/brands/iduet/pages/999999") == (404, "not-found", [])
        assert refusal(f"/brands/nobody/pages/{page.pk}") == (404, "brand-not-found", [])

    @pytest.mark.parametrize("key", ["0", "-1", "one", "1.5", "9" * 30, "1e9"])
    def test_what_is_no_key(self, refusal, iduet, key):
        assert refusal(f"/brands/iduet/pages/{key}") == (400, "invalid-parameter", ["id"])

    def test_include_is_an_allow_list(self, ask, refusal, iduet):
        path = f"/brands/iduet/pages/{home_of(iduet).pk}"
        assert refusal(path, {"include": "drafts"}) == (400, "invalid-parameter", ["include"])
        assert ask(path, {"include": "drafts"}).json()["errors"][0]["valid"] == [
            "children",
            "children.children",
            "layout",
        ]

    def test_fields_are_an_allow_list_two_deep(self, refusal, iduet):
        path = f"/brands/iduet/pages/{home_of(iduet).pk}"
        for wrong in ("password", "seo.title.x", "owner.email", "refs.role.1"):
            assert refusal(path, {"fields": wrong}) == (400, "invalid-parameter", ["fields"])

    def test_privacy(self, refusal, iduet, finhire):
        page = make_content(home_of(iduet))
        restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        assert refusal(f"/brands/iduet/pages/{page.pk}") == (401, "password-needed", [])
        assert refusal(f"/brands/finhire/pages/{page.pk}") == (404, "not-found", [])
        restriction.restriction_type = "login"
        restriction.save()
        assert refusal(f"/brands/iduet/pages/{page.pk}") == (404, "not-found", [])


class TestQueries:
    """At most eight, whatever a page holds."""

    def test_a_page_with_everything(self, queries_of, comparison):
        # brands; the page, its type's fields; items, menus, cookies and images; roles; links; last change
        assert queries_of(f"/brands/iduet/pages/{comparison.pk}") == 7

    def test_with_its_layout(self, queries_of, comparison):
        assert queries_of(f"/brands/iduet/pages/{comparison.pk}", {"include": "layout"}) == 7

    def test_with_its_children_too(self, queries_of, comparison):
        for include in ("layout,children", "layout,children.children"):
            assert queries_of(f"/brands/iduet/pages/{comparison.pk}", {"include": include}) == 8

    def test_pages_that_list_others(self, queries_of, iduet, finhire):
        index = make_article_index(home_of(iduet))
        make_article(index)
        assert queries_of(f"/brands/iduet/pages/{index.pk}") == 6
        make_article(index)
        assert queries_of(f"/brands/iduet/pages/{index.pk}") == 6

    def test_a_faq(self, queries_of, iduet, finhire):
        faq = make_faq(home_of(iduet), [make_question(), make_question()])
        assert queries_of(f"/brands/iduet/pages/{faq.pk}") == 6
