"""Two people on one page or item: the second is told, sees both versions and decides."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Revision
from wagtail.test.utils.form_data import querydict_from_html

from cms.library.models import Question
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of, make_user
from tests.factories.editor import form_data
from tests.factories.library import make_question, make_role
from tests.factories.pages import make_comparison, make_content

PUBLISH = {"action-publish": "1"}


@pytest.fixture
def two(brands, publisher_of, desk_client):
    """Two publishers of Finhire at their own desks, and one of Iduet who has nothing to do with it."""
    first = publisher_of(brands[1])
    second = make_user("second@finhire.localhost", "Finhire publishers")
    return desk_client(first), desk_client(second)


@pytest.fixture
def page(finhire):
    return make_content(home_of(finhire), "Terms", slug="terms", search_description="As it was")


def editor(thing) -> str:
    name = "wagtailadmin_pages" if hasattr(thing, "url_path") else type(thing).snippet_viewset.url_namespace
    return reverse(f"{name}:edit", args=[thing.pk])


def opened(client, thing, **changes) -> dict:
    """What the form of an editor that is open now sends later."""
    return form_data(client.get(editor(thing)), **changes)


def chosen(response, choice: str) -> dict:
    """What the page with the two versions sends when a button is pressed."""
    html = response.content.decode()
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    place = next(number for number, form in enumerate(forms) if form.find(attrs={"name": "opened_revision_id"}))
    posted = {name: values if len(values) > 1 else values[0]
              for name, values in querydict_from_html(html, form_index=place).lists()}  # fmt: skip
    posted.pop("collision", None)
    return posted | {"collision": choice}


def text(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("action", [{}, PUBLISH, {"action-submit": "1"}])
    def test_the_second_sees_both_versions_and_nothing_is_written(self, two, page, action):
        first, second = two
        later = opened(second, page, title="Terms, by the second") | action
        assert first.post(editor(page), opened(first, page, title="Terms, by the first") | PUBLISH).status_code == 302
        before = Revision.objects.count()
        asked = second.post(editor(page), later)
        assert asked.status_code == 409
        assert "Terms, by the first" in text(asked)
        assert '<span class="addition">second</span>' in asked.context["rows"][0].mine
        assert asked.context["is_live"]
        page.refresh_from_db()
        assert (page.title, Revision.objects.count()) == ("Terms, by the first", before)

    def test_on_top_means_on_top_and_the_other_stays_in_the_history(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's") | PUBLISH
        first.post(editor(page), opened(first, page, title="The first's") | PUBLISH)
        asked = second.post(editor(page), later)
        assert second.post(editor(page), chosen(asked, "keep")).status_code == 302
        page.refresh_from_db()
        assert page.title == "The second's"
        assert "The first's" in [revision.as_object().title for revision in page.revisions.all()]

    def test_who_keeps_hers_is_asked_again_when_there_is_yet_another(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's") | PUBLISH
        first.post(editor(page), opened(first, page, title="The first's") | PUBLISH)
        asked = second.post(editor(page), later)
        first.post(editor(page), opened(first, page, title="The first's again") | PUBLISH)
        again = second.post(editor(page), chosen(asked, "keep"))
        assert again.status_code == 409
        assert "The first's again" in text(again)

    def test_taking_theirs_drops_hers(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's") | PUBLISH
        first.post(editor(page), opened(first, page, title="The first's") | PUBLISH)
        asked = second.post(editor(page), later)
        answer = second.post(editor(page), chosen(asked, "take"), follow=True)
        assert 'value="The first&#x27;s"' in answer.content.decode()
        page.refresh_from_db()
        assert page.title == "The first's"

    def test_going_back_keeps_her_text_and_asks_again(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's") | PUBLISH
        first.post(editor(page), opened(first, page, title="The first's") | PUBLISH)
        asked = second.post(editor(page), later)
        before = Revision.objects.count()
        back = second.post(editor(page), chosen(asked, "back"))
        assert back.status_code == 200
        assert Revision.objects.count() == before
        sent = form_data(back)
        assert sent["title"] == "The second's"
        assert second.post(editor(page), sent | PUBLISH).status_code == 409

    def test_a_mistake_in_the_form_hides_no_newer_version(self, two, page):
        first, second = two
        later = opened(second, page, title="") | PUBLISH
        first.post(editor(page), opened(first, page, title="The first's") | PUBLISH)
        assert second.post(editor(page), later).status_code == 409

    def test_what_she_did_not_touch_is_marked(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's") | PUBLISH
        first.post(editor(page), opened(first, page, search_description="By the first") | PUBLISH)
        rows = second.post(editor(page), later).context["rows"]
        assert {row.name: row.only_theirs for row in rows} == {"title": False, "search_description": True}

    def test_fields_of_blocks_and_rows_are_compared(self, two, finhire):
        first, second = two
        roles = [make_role("CIO"), make_role("CTO"), make_role("CFO")]
        page = make_comparison(home_of(finhire), roles[:2], "CIO or CTO", tags=["one"])
        later = opened(second, page, roles=[("role", roles[0].pk), ("role", roles[2].pk)])
        data = opened(first, page, introduction=json.dumps({"blocks": [
            {"key": "a", "type": "unstyled", "text": "New words", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [], "data": {}}], "entityMap": {}}))  # fmt: skip
        first.post(editor(page), data | {"page_tags-0-word": "two"})
        rows = {row.name: row for row in second.post(editor(page), later).context["rows"]}
        assert "New words" in rows["introduction"].theirs
        assert "CFO" in rows["roles"].mine
        assert "CFO" not in rows["roles"].theirs
        assert "two" in rows["page_tags"].theirs

    def test_two_who_say_the_same_do_not_collide(self, two, page):
        first, second = two
        later = opened(second, page, title="The same") | PUBLISH
        first.post(editor(page), opened(first, page, title="The same"))
        assert second.post(editor(page), later).status_code == 302
        page.refresh_from_db()
        assert (page.live, page.title, page.has_unpublished_changes) == (True, "The same", False)

    def test_an_editor_that_was_opened_before_there_was_any_version_is_stale_too(self, two, page):
        first, second = two
        page.latest_revision = page.live_revision = None
        page.save()
        page.revisions.all().delete()
        later = opened(second, page, title="The second's") | PUBLISH
        first.post(editor(page), opened(first, page, title="The first's") | PUBLISH)
        assert second.post(editor(page), later).status_code == 409

    def test_after_her_own_autosave_she_is_not_asked(self, two, page):
        client = two[0]
        data = opened(client, page, title="Autosaved")
        saved = client.post(editor(page), data, headers={"accept": "application/json"}).json()
        assert saved["success"]
        data |= saved["field_updates"]
        assert client.post(editor(page), data | {"title": "Published"} | PUBLISH).status_code == 302
        page.refresh_from_db()
        assert page.title == "Published"

    def test_an_autosave_of_the_other_counts(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's") | PUBLISH
        assert first.post(
            editor(page), opened(first, page, title="Autosaved"), headers={"accept": "application/json"}
        ).json()["success"]
        asked = second.post(editor(page), later)
        assert asked.status_code == 409
        assert "Autosaved" in text(asked)

    def test_a_refused_autosave_says_that_nothing_is_overwritten(self, two, page):
        first, second = two
        later = opened(second, page, title="The second's")
        first.post(editor(page), opened(first, page, title="The first's"))
        refused = second.post(editor(page), later, headers={"accept": "application/json"})
        assert refused.status_code == 400
        assert refused.json()["error_code"] == "invalid_revision"
        assert "zie je beide" in refused.json()["error_message"]
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == "The first's"

    def test_editors_wait_for_their_autosave(self, two, page):
        create = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", page.get_parent().pk])
        for address in (editor(page), create):
            html = BeautifulSoup(two[0].get(address).content, "html.parser")
            assert html.select_one("script[src$='js/desk/collisions.js']")
            # What the script leans on.
            assert html.select_one("form[data-edit-form][data-controller~=w-autosave]")

    def test_no_name_or_word_of_another_brand(self, two, page, iduet, desk_client, publisher_of):
        stranger = desk_client(publisher_of(iduet))
        assert stranger.post(editor(page), {"collision": "take"}).status_code == 404


@pytest.mark.django_db
class TestItems:
    def test_the_second_decides(self, two, finhire):
        first, second = two
        item = make_question("Why?", brand=finhire)
        later = opened(second, item, question="Why, by the second?") | PUBLISH
        first.post(editor(item), opened(first, item, question="Why, by the first?") | PUBLISH)
        asked = second.post(editor(item), later)
        assert asked.status_code == 409
        assert "Why, by the first?" in text(asked)
        assert Question.objects.get(pk=item.pk).question == "Why, by the first?"
        back = second.post(editor(item), chosen(asked, "back"))
        assert form_data(back)["question"] == "Why, by the second?"
        assert second.post(editor(item), form_data(back) | PUBLISH).status_code == 409
        assert second.post(editor(item), chosen(asked, "keep")).status_code == 302
        assert Question.objects.get(pk=item.pk).question == "Why, by the second?"

    def test_menus_too(self, two, finhire):
        first, second = two
        menu = Menu.objects.create(brand=finhire, locale=locale_of("nl"), place="footer")
        menu.save_revision()
        entry = {"heading": "First", "link": {}, "children": []}
        later = opened(second, menu, entries=[("entry", entry | {"heading": "Second"})])
        first.post(editor(menu), opened(first, menu, entries=[("entry", entry)]))
        asked = second.post(editor(menu), later)
        assert asked.status_code == 409
        assert "First" in text(asked)

    def test_going_back_to_an_earlier_version_asks_too(self, two, finhire):
        first, second = two
        item = make_question("Why?", brand=finhire)
        revert = reverse("wagtailsnippets_library_question:revisions_revert", args=[item.pk, item.latest_revision_id])
        later = form_data(second.get(revert)) | {"question": "Why then?"}
        first.post(editor(item), opened(first, item, question="Why, by the first?") | PUBLISH)
        assert second.post(revert, later).status_code == 409

    def test_a_refused_autosave_says_that_nothing_is_overwritten(self, two, finhire):
        first, second = two
        item = make_question("Why?", brand=finhire)
        later = opened(second, item, question="Why, by the second?")
        first.post(editor(item), opened(first, item, question="Why, by the first?"))
        refused = second.post(editor(item), later, headers={"accept": "application/json"})
        assert (refused.status_code, refused.json()["error_code"]) == (400, "invalid_revision")
        assert "zie je beide" in refused.json()["error_message"]

    def test_editors_wait_for_their_autosave(self, two, finhire):
        page = BeautifulSoup(two[0].get(editor(make_question("Why?", brand=finhire))).content, "html.parser")
        assert page.select_one("script[src$='js/desk/collisions.js']")
        assert page.select_one("form[data-edit-form][data-controller~=w-autosave]")
        assert page.select_one("form[data-controller~=w-session]")

    def test_after_her_own_autosave_she_is_not_asked(self, two, finhire):
        item, client = make_question("Why?", brand=finhire), two[0]
        data = opened(client, item, question="Autosaved?")
        data |= client.post(editor(item), data, headers={"accept": "application/json"}).json()["field_updates"]
        assert client.post(editor(item), data | {"question": "Published?"} | PUBLISH).status_code == 302
