"""A page that exists, pasted: its draft beside its source, corrected and saved."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from cms.comparisons.models import ComparisonPage
from cms.library.models import Example, Question, Role
from cms.moving.models import ImportLine
from cms.pages.models import ContentPage
from tests.factories.brands import home_of
from tests.factories.library import make_role

pytestmark = pytest.mark.django_db
SOURCE = Path(__file__).parents[3] / "data" / "cio-vs-cto.txt"


def form_of(html) -> dict[str, str]:
    """What the form would send, unchanged, but for its buttons."""
    form = BeautifulSoup(html, "html.parser").find("form", class_="arrivals")
    sent = {}
    for each in form.find_all(["input", "textarea", "select"]):
        name = each.get("name")
        if not name or (each.get("type") == "checkbox" and not each.has_attr("checked")):
            continue
        if each.name == "select":
            chosen = each.find("option", selected=True) or each.find("option")
            sent[name] = chosen["value"] if chosen else ""
        else:
            given = "on" if each.get("type") == "checkbox" else ""
            sent[name] = each.text.removeprefix("\n") if each.name == "textarea" else each.get("value", given)
    return sent


@pytest.fixture
def paste(desk_client, editor_of, finhire):
    """`paste(source)` shows the draft; `paste(source, save=True, **changed)` saves it with these fields changed."""
    client = desk_client(editor_of(finhire))
    address = reverse("paste_page")

    def pasting(source, save=False, tree=None, **changed):
        given = {"tree": str((tree or home_of(finhire)).pk), "source": source, "title": "", "address": ""}
        shown = client.post(address, given)
        if not save:
            return shown
        return client.post(address, {**form_of(shown.content.decode()), "save": "1", **changed}, follow=True)

    return pasting


def test_the_real_page_becomes_a_comparison_with_all_that_it_says(paste, finhire):
    make_role("CIO", language="en")
    shown = paste(SOURCE.read_text(encoding="utf-8"), tree=home_of(finhire, "en")).content.decode()
    assert "business processes and digital transformation" in shown
    assert shown.count("The question is missing") + shown.count("De vraag ontbreekt") >= 6
    saved = paste(SOURCE.read_text(encoding="utf-8"), save=True, tree=home_of(finhire, "en"))
    assert saved.status_code == 200
    page = ComparisonPage.objects.get()
    assert (page.title, page.live, page.locale.language_code) == ("CIO vs. CTO", False, "en")
    body = {block.block_type: block.value for block in page.body}
    assert [Role.objects.get(pk=child.value.pk).short_name for child in page.roles] == ["CIO", "CTO"]
    assert [(fact.value["value"], fact.value["label"]) for fact in page.facts] == [
        ("CIO", "business & governance"), ("CTO", "tech & product"), ("25+", "years of experience"),
    ]  # fmt: skip
    lines = body["choice_list"]["lines"]
    assert [line["reason"] for line in lines] == [
        "enterprise IT & governance", "product & technology", "operations & delivery", "engineering teams",
        "temporary transformation",
    ]  # fmt: skip
    assert [line["engagement"] for line in lines] == ["permanent"] * 4 + ["interim"]
    assert [len(line["roles"]) for line in lines] == [1, 1, 1, 1, 2]
    examples = [Example.objects.get(pk=each.pk) for each in body["examples"]["examples"]]
    assert [example.title for example in examples] == ["Enterprise – CIO", "SaaS – CTO"]
    assert all(example.situation and example.result.startswith("<p>Iduet recommended") for example in examples)
    questions = [Question.objects.get(pk=each.pk) for each in body["questions"]["questions"]]
    assert [question.question for question in questions] == [""] * 6
    assert all(question.answer for question in questions)
    assert not any(question.live for question in questions)
    assert body["specialisations"]["heading"] == "IT Specializations"
    told = [(remark["about"], remark["words"]) for remark in ImportLine.objects.get().remarks]
    assert [words for about, words in told if about == "specialisation"] == [
        "ICT recruitment", "Cloud recruitment", "Data & AI recruitment", "IT management", "IT Interim",
    ]  # fmt: skip
    assert sum(about == "question" for about, _words in told) == 6
    assert {"getting_started", "strategic_choice", "advantage", "comparison_text", "role_cards", "group_brands"} < set(
        body
    )


def test_what_is_corrected_is_saved_so(paste, finhire):
    source = "<h1>Over ons</h1><p>Wij werven.</p><h2>Team</h2><p>Tien mensen.</p><h2>Weg</h2><p>Weg ermee.</p>"
    paste(source, save=True, draft_title="Wie wij zijn", **{"s0-heading": "Ons team", "s1-keep": ""})
    page = ContentPage.objects.get()
    assert (page.title, page.slug, page.live) == ("Wie wij zijn", "wie-wij-zijn", False)
    assert [block.value["heading"] for block in page.body] == ["Ons team"]
    assert page.owner is not None


def test_scripts_are_neither_shown_nor_kept(paste):
    source = "<h1>Hi</h1><p>a<script>alert(1)</script><img src=x onerror=alert(2)></p>"
    shown = paste(source).content.decode()
    assert "<script>alert(1)" not in shown
    assert "<img src=x" not in shown
    paste(source, save=True)
    page = ContentPage.objects.get()
    assert "alert" not in f"{page.introduction} {page.body.raw_data}"


def test_nothing_pasted_is_said_at_the_field(paste):
    before = Page.objects.count()
    assert paste("").status_code == 200
    assert Page.objects.count() == before


def test_another_brands_tree_is_none_to_choose(paste, iduet):
    before = Page.objects.count()
    shown = paste("<p>x</p>", tree=home_of(iduet))
    assert "arrivals__draft" not in shown.content.decode()
    assert Page.objects.count() == before


def test_nor_is_another_brands_page_to_put_it_below(paste, iduet, finhire):
    before = Page.objects.count()
    paste("<h1>T</h1><p>x</p>", save=True, parent=str(home_of(iduet).pk))
    assert Page.objects.count() == before


def test_librarians_have_no_tree(desk_client, librarian):
    response = desk_client(librarian).get(reverse("paste_page"))
    assert response.status_code == 302
    assert response["location"] == reverse("wagtailadmin_home")


def test_the_menu_above_a_page_leads_there(desk_client, editor_of, finhire):
    home = home_of(finhire)
    shown = desk_client(editor_of(finhire)).get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
    assert f"{reverse('paste_page')}?parent={home.pk}" in shown
