"""Suggestions to the librarians, offers of a brand's own items, and the one step from a page to the text behind it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from cms.library.models import Question, Role, Suggestion
from tests.factories.brands import home_of, make_user
from tests.factories.editor import form_data
from tests.factories.library import make_example, make_question, make_role, make_version, translate
from tests.factories.pages import make_content

from .strangers import assert_tells_nothing


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def suggest_address(item) -> str:
    return reverse("library_suggest", args=[item._meta.model_name, item.pk])


def here(item) -> str:
    return reverse("library_edit", args=[item._meta.model_name, item.pk])


def edit_address(item) -> str:
    return reverse(item.snippet_viewset.get_url_name("edit"), args=[item.pk])


def suggest(client, original, brand, **changes) -> Suggestion:
    """Send the form of a suggestion with these fields changed."""
    data = {**form_data(client.get(suggest_address(original))), **changes, "reason": "A typo", "brand": brand.pk}
    response = client.post(suggest_address(original), data)
    assert response.status_code == 302, (response.context["form"].errors, response.context["reason"].errors)
    return Suggestion.objects.latest("pk")


def answer(client, suggestion, action: str, text: str = "", **data):
    item = suggestion.item
    sent = {action: "1", "answer": text, "revision": item.live_revision_id or "", **data}
    return client.post(reverse("library_suggestion", args=[suggestion.pk]), sent)


class TestSuggesting:
    def test_changes_nothing_until_a_librarian_takes_it_over(self, brands, librarian, desk_client, editor_of):
        iduet, _finhire = brands
        original = make_question("Wat is een CTO", answer="<p>The group's answer.</p>")
        client = desk_client(editor_of(iduet))
        page = client.get(suggest_address(original))
        assert page.status_code == 200
        assert "This is the group's text." in page.text
        suggestion = suggest(client, original, iduet, question="Wat is een CTO?")
        original.refresh_from_db()
        assert (original.question, original.has_unpublished_changes) == ("Wat is een CTO", False)
        assert original.revisions.count() == 1
        seen = client.get(reverse("library_suggestion", args=[suggestion.pk])).text
        assert "waiting" in seen
        assert 'name="take"' not in seen
        assert "A typo" in desk_client(librarian).get(reverse("wagtailadmin_home")).text
        assert "A typo" in desk_client(librarian).get(edit_address(original)).text

        assert answer(desk_client(librarian), suggestion, "take", "Thank you").status_code == 302
        original.refresh_from_db()
        suggestion.refresh_from_db()
        assert (original.question, original.has_unpublished_changes) == ("Wat is een CTO?", False)
        assert (suggestion.state, suggestion.answer) == ("taken", "Thank you")
        for where in (reverse("wagtailadmin_home"), reverse("library_suggestions")):
            told = client.get(where).text
            assert "taken over" in told
            assert "Thank you" in told

    def test_takes_over_its_own_fields_and_says_what_the_group_changed_since(
        self, brands, librarian, desk_client, editor_of
    ):
        iduet, finhire = brands
        original = make_role("CIO", tagline="One", choose_when="one is wanted")
        first = suggest(desk_client(editor_of(iduet)), original, iduet, tagline="Two")
        second = suggest(desk_client(editor_of(finhire)), original, finhire, tagline="Three", choose_when="two")
        client = desk_client(librarian)
        answer(client, first, "take")
        assert "Changed since by the group" in client.get(reverse("library_suggestion", args=[second.pk])).text
        stale = {"revision": second.base["live_revision"]}
        answer(client, second, "take", **stale)
        second.refresh_from_db()
        assert second.is_waiting  # she had not seen the text as it is now
        fresh = Role.objects.get(pk=original.pk)
        fresh.full_name = "A draft of the librarian's"
        fresh.save_revision()
        answer(client, second, "take")
        original.refresh_from_db()
        assert (original.tagline, original.choose_when, original.full_name) == ("Three", "two", "CIO in full")
        draft = original.get_latest_revision_as_object()
        assert (draft.tagline, draft.full_name) == ("Three", "A draft of the librarian's")

    def test_is_declined_with_words_and_taken_back_by_its_maker(self, brands, librarian, desk_client, editor_of):
        iduet, _finhire = brands
        original = make_question()
        editor = desk_client(editor_of(iduet))
        declined, withdrawn = (suggest(editor, original, iduet, question=text) for text in ("One?", "Two?"))
        client = desk_client(librarian)
        assert answer(client, declined, "decline").status_code == 200  # without a word
        assert Suggestion.objects.waiting().count() == 2
        answer(client, declined, "decline", "It is right as it is")
        answer(client, withdrawn, "withdraw")  # not hers
        withdrawn.refresh_from_db()
        assert withdrawn.is_waiting
        answer(editor, withdrawn, "withdraw")
        states = {one.pk: one.state for one in Suggestion.objects.all()}
        assert states == {declined.pk: "declined", withdrawn.pk: "withdrawn"}
        answer(client, withdrawn, "take")  # too late
        original.refresh_from_db()
        assert original.question not in ("One?", "Two?")

    def test_needs_a_difference_a_reason_and_what_may_be_published(self, iduet, finhire, desk_client, editor_of):
        original = make_question("Why?")
        client = desk_client(editor_of(iduet))
        data = {**form_data(client.get(suggest_address(original))), "brand": iduet.pk}
        for change in (
            {"reason": "No difference"},
            {"question": "Why then?", "reason": ""},
            {"question": "", "reason": "Empty"},
            {"question": "Why then?", "reason": "For another brand", "brand": finhire.pk},
        ):
            response = client.post(suggest_address(original), {**data, **change})
            assert response.status_code == 200
            if "question" in change:
                assert response.context["form"]["question"].value() == change["question"]  # nothing is lost
        assert not Suggestion.objects.exists()

    def test_belongs_to_its_brand(self, brands, desk_client, editor_of, publisher_of):
        people = {brand: (desk_client(editor_of(brand)), desk_client(publisher_of(brand))) for brand in brands}
        for brand, other in (brands, brands[::-1]):
            maker, colleague = people[brand]
            suggestion = suggest(maker, make_question(), brand, question=f"{brand.name} asks?")
            where = reverse("library_suggestion", args=[suggestion.pk])
            for stranger in people[other]:
                assert_tells_nothing(stranger, where, f"{brand.name} asks?", {"take": "1"})
                assert "A typo" not in stranger.get(reverse("library_suggestions")).text
                assert "A typo" not in stranger.get(reverse("wagtailadmin_home")).text
            assert "A typo" in colleague.get(reverse("library_suggestions")).text
            for action in ("take", "decline", "withdraw"):  # answered by librarians, taken back by its maker
                answer(colleague, suggestion, action, "No")
            suggestion.refresh_from_db()
            assert suggestion.is_waiting
            suggestion.delete()

    def test_is_of_published_originals_alone_by_who_works_for_a_brand(
        self, brands, librarian, administrator, desk_client, editor_of
    ):
        iduet, _finhire = brands
        client = desk_client(editor_of(iduet))
        own, version = make_question(brand=iduet), make_version(make_question(), iduet, question="Ours?")
        for item in (own, version):
            assert client.get(suggest_address(item)).status_code == 404
        assert client.get(suggest_address(make_question(publish=False))).status_code == 302
        assert client.get(reverse("library_suggest", args=["question", "x"])).status_code == 404
        assert client.get(reverse("library_suggest", args=["menu", "1"])).status_code == 404
        for user in (librarian, administrator):  # they edit it
            assert desk_client(user).get(suggest_address(make_question())).status_code in (302, 403)


class TestOffering:
    def offer(self, client, item):
        where = reverse("library_offer", args=[item._meta.model_name, item.pk])
        assert client.get(where).status_code == 200
        response = client.post(where, {"reason": "Good for all"})
        return Suggestion.objects.latest("pk") if response.status_code == 302 else None

    @pytest.mark.parametrize("keep", [True, False])
    def test_an_adopted_item_stays_where_it_is_used(self, brands, librarian, desk_client, editor_of, site_client, keep):
        iduet, _finhire = brands
        item = make_question("Iduet's question?", brand=iduet)
        english = translate(item, "en", question="Iduet's question in English?")
        make_content(home_of(iduet), slug="shows",
                     body=[{"type": "questions", "value": {"heading": "", "questions": [item.pk]}}])  # fmt: skip
        suggestion = self.offer(desk_client(editor_of(iduet)), item)
        client = desk_client(librarian)
        assert client.get(edit_address(item)).status_code == 404
        assert "Iduet&#x27;s question?" in client.get(reverse("library_suggestion", args=[suggestion.pk])).text
        answer(client, suggestion, "take", "Welcome", **({"keep_text": "on"} if keep else {}))
        for row in (item, english):
            row.refresh_from_db()
            assert (row.brand, row.live, row.origin) == (None, True, "original")
            assert row.get_latest_revision_as_object().brand is None
        suggestion.refresh_from_db()
        assert suggestion.state == "taken"
        versions = Question.objects.filter(original__in=[item, english])
        assert {(version.brand, version.live) for version in versions} == ({(iduet, True)} if keep else set())
        assert len({version.translation_key for version in versions}) == (1 if keep else 0)
        assert client.get(edit_address(item)).status_code == 200
        item.question = "The group's question?"
        item.save_revision().publish()
        shown = site_client(iduet, "/shows/").text
        assert ("Iduet&#x27;s question?" in shown or "Iduet's question?" in shown) is keep
        assert ("The group" in shown) is not keep

    def test_what_would_not_work_elsewhere_is_refused_with_the_reason(self, brands, librarian, desk_client, editor_of):
        iduet, _finhire = brands
        own = make_role("Iduet's role", brand=iduet)
        example = make_example(brand=iduet, roles=[{"type": "role", "value": own.pk}])
        draft = make_question(brand=iduet, publish=False)
        client = desk_client(editor_of(iduet))
        for item, reason in ((example, "adopt that first"), (draft, "It is not published.")):
            where = reverse("library_offer", args=[item._meta.model_name, item.pk])
            assert reason in client.get(where).text
            assert self.offer(client, item) is None
        assert not Suggestion.objects.exists()
        suggestion = self.offer(client, own)
        own.unpublish()
        answer(desk_client(librarian), suggestion, "take")
        own.refresh_from_db()
        suggestion.refresh_from_db()
        assert (own.brand, suggestion.is_waiting) == (iduet, True)

    def test_is_done_by_the_brand_that_owns_it(self, brands, librarian, desk_client, editor_of):
        iduet, finhire = brands
        item = make_question("Iduet's question?", brand=iduet)
        where = reverse("library_offer", args=["question", item.pk])
        for user in (editor_of(finhire), librarian):
            assert_tells_nothing(desk_client(user), where, "Iduet's question?", {"reason": "Mine now"})
        assert desk_client(editor_of(iduet)).get(
            reverse("library_offer", args=["question", make_question().pk])
        ).status_code == 404  # fmt: skip


class TestFromAPage:
    def test_leads_to_the_text_that_her_reader_gets(self, brands, librarian, administrator, desk_client, editor_of):
        iduet, finhire = brands
        original, own = make_question(), make_question(brand=iduet)
        version = make_version(original, iduet, question="Ours?")
        client, other = desk_client(editor_of(iduet)), desk_client(editor_of(finhire))
        assert client.get(here(original)).url == edit_address(version)
        assert client.get(here(own)).url == edit_address(own)
        assert other.get(here(original)).url == f"{suggest_address(original)}?brand=finhire"
        assert other.get(here(own)).status_code == 404
        for user in (librarian, administrator):
            assert desk_client(user).get(here(original)).url == edit_address(original)

    def test_the_page_that_she_comes_from_says_brand_and_language(self, brands, desk_client):
        _iduet, _finhire = brands
        both = make_user("both@desk.localhost", "Iduet editors", "Finhire editors")
        original = make_question("Waarom?")
        english = translate(original, "en", question="Why?")
        versions = [make_version(english, brand, question=f"{brand.name}?") for brand in brands]
        client = desk_client(both)
        for brand, version in zip(brands, versions, strict=True):
            page = make_content(home_of(brand, "en"))
            editor = f"http://desk.localhost:8000{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
            assert client.get(here(original), headers={"referer": editor}).url == edit_address(version)
            adding = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home_of(brand, "en").pk])
            from_new = client.get(here(original), headers={"referer": f"http://desk.localhost:8000{adding}"})
            assert from_new.url == edit_address(version)
            foreign = client.get(here(original), headers={"referer": editor.replace("desk.", "elsewhere.")})
            assert foreign.url == f"{suggest_address(original)}?brand=finhire"

    def test_a_chosen_item_says_whose_it_is(self, brands, desk_client, editor_of):
        iduet, _finhire = brands
        original, own = make_question("Why?"), make_question("Ours?", brand=iduet)
        page = make_content(home_of(iduet), body=[
            {"type": "questions", "value": {"heading": "", "questions": [original.pk, own.pk]}}])  # fmt: skip
        client = desk_client(editor_of(iduet))
        text = BeautifulSoup(
            client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text, "html.parser"
        ).prettify()
        for words in (
            "Why? \\u00b7 the group",
            "Ours? \\u00b7 only Iduet",
            here(original),
            here(own),
            "Edit this answer",
        ):
            assert words in text
        chosen = client.get(reverse("wagtailsnippetchoosers_library_question:chosen", args=[original.pk])).json()
        assert chosen["result"]["string"] == "Why? · the group's"
        assert chosen["result"]["edit_url"] == here(original)
