"""A brand version follows its original field by field or says it itself, and hears when the group changes its text."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation

from cms.changes.models import Change
from cms.library.differences import changed_under, waiting_versions
from cms.library.models import Question, Role
from tests.factories.editor import form_data
from tests.factories.forms import item_data
from tests.factories.library import make_question, make_role, make_version, translate

from .strangers import assert_tells_nothing


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def address(model, view: str, *args) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def version_address(original, brand) -> str:
    return reverse("library_version", args=[original._meta.model_name, original.pk, brand.key])


def republish(original, **fields):
    """The group says something else from now on."""
    fresh = type(original).objects.get(pk=original.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return type(original).objects.get(pk=original.pk)


def switches(html: BeautifulSoup) -> dict[str, bool]:
    return {box["value"]: box.has_attr("checked") for box in html.select("[data-own-field] input[name=own_fields]")}


class TestEditor:
    def test_each_field_says_whether_it_follows_and_shows_the_groups_text(self, brands, desk_client, editor_of):
        iduet, finhire = brands
        original = make_role("CIO", tagline="The group's line", salary_minimum=1, salary_maximum=2,
                             salary_source="A survey", salary_reference_date="2026-01-01")  # fmt: skip
        for brand, line in ((iduet, "Iduet's line"), (finhire, "Finhire's line")):
            version = make_version(original, brand, tagline=line)
            html = BeautifulSoup(
                desk_client(editor_of(brand)).get(address(Role, "edit", version.pk)).text, "html.parser"
            )
            own = {name for name, checked in switches(html).items() if checked}
            assert own == {"tagline"}
            assert set(switches(html)) == {
                *("short_name", "full_name", "name_language", "tagline", "description", "topics", "choose_when"),
                "salary_minimum",
            }  # the salary is followed whole
            shown = html.select_one("[data-contentpath=tagline]").find_parent(attrs={"data-own-field": True})
            assert "The group's line" in shown.select_one(".own-field__group").get_text()
            assert html.select_one("[name=tagline]")["value"] == line
            assert html.select_one("[name=short_name]")["value"] == "CIO"  # where “make our own” begins
            assert "A survey" in html.get_text()
            assert not html.select(".own-field__switch script, .own-field__group script")
            (other,) = {"Iduet's line", "Finhire's line"} - {line}
            assert other not in html.get_text()

    def test_a_box_makes_a_field_our_own_and_its_absence_follows_again(self, brands, desk_client, editor_of):
        iduet, _finhire = brands
        original = make_question("Why?", answer="<p>The group's answer.</p>")
        ours, theirs = (make_version(original, brand, question=f"{brand.name}?") for brand in brands)
        client, edit = desk_client(editor_of(iduet)), address(Question, "edit", ours.pk)
        data = form_data(client.get(edit))
        assert data["own_fields"] == "question"
        rich = item_data(Question, answer="<p>Our answer.</p>")["answer"]
        assert client.post(edit, {**data, "own_fields": ["answer"], "answer": rich}).status_code == 302
        draft = Question.objects.get(pk=ours.pk).get_latest_revision_as_object()
        assert (draft.own_fields, draft.question) == (["answer"], "")
        assert "Our answer." in draft.answer
        assert (draft.as_read().question, "Our answer." in draft.as_read().answer) == ("Why?", True)
        theirs.refresh_from_db()
        assert theirs.own_fields == ["question"]

    def test_what_stands_in_a_field_that_follows_is_neither_checked_nor_kept(self, iduet, desk_client, publisher_of):
        original = make_question("Why?")
        version = make_version(original, iduet, answer="<p>Ours.</p>")
        client, edit = desk_client(publisher_of(iduet)), address(Question, "edit", version.pk)
        data = form_data(client.get(edit))
        too_long = {**data, "question": "x" * 500, "own_fields": ["answer"], "action-publish": "1"}
        assert client.post(edit, too_long).status_code == 302
        version.refresh_from_db()
        assert (version.question, version.as_read().question) == ("", "Why?")
        of_now = {**form_data(client.get(edit)), "question": "x" * 500, "action-publish": "1"}
        refused = client.post(edit, {**of_now, "own_fields": ["answer", "question"]})
        assert set(refused.context["form"].errors) == {"question"}

    def test_a_version_stays_the_version_of_its_original_and_brand(self, brands, desk_client, publisher_of):
        iduet, finhire = brands
        original, another = make_question(), make_question()
        version = make_version(original, iduet, question="Ours?")
        client, edit = desk_client(publisher_of(iduet)), address(Question, "edit", version.pk)
        data = form_data(client.get(edit))
        for change in ({"original": another.pk}, {"original": ""}, {"brand": finhire.pk}, {"brand": ""}):
            response = client.post(edit, {**data, **change})
            assert response.status_code in (200, 404)
            version.refresh_from_db()
            draft = version.get_latest_revision_as_object()
            assert (draft.original, draft.brand) == (original, iduet)

    def test_a_version_is_begun_from_the_original_for_ones_own_brand(self, brands, desk_client, editor_of):
        iduet, finhire = brands
        original = translate(make_question("Waarom?"), "en", question="Why?")
        client, add = desk_client(editor_of(iduet)), address(Question, "add")
        asked = {"original": original.pk, "brand": iduet.pk, "locale": "en"}
        response = client.get(add, asked)
        html = BeautifulSoup(response.text, "html.parser")
        assert set(switches(html).values()) == {False}
        assert html.select_one("[name=question]")["value"] == "Why?"
        action = html.select_one("form[data-edit-form]")["action"]
        assert (
            client.post(action, {**form_data(response), "own_fields": "question", "question": "Ours?"}).status_code
            == 302
        )
        version = Question.objects.get(original=original)
        assert (version.brand, version.locale.language_code, version.own_fields) == (iduet, "en", ["question"])
        for refused in ({**asked, "brand": finhire.pk}, asked, {**asked, "original": "x"}, {"original": original.pk}):
            page = client.get(add, refused)
            assert page.status_code == 200
            assert page.context["form"].instance.original_id is None  # not hers, or there is one already

    def test_an_original_shows_who_differs_and_where_it_is_used(self, brands, librarian, desk_client):
        iduet, finhire = brands
        original = make_role("CIO")
        make_version(original, iduet, tagline="Iduet's line")
        html = BeautifulSoup(desk_client(librarian).get(address(Role, "edit", original.pk)).text, "html.parser")
        rows = {row.th.get_text(): row.get_text(" ", strip=True) for row in html.select("table tbody tr") if row.th}
        assert "its own: In one line" in rows["Iduet"]
        assert "the group's text" in rows["Finhire"]
        assert version_address(original, iduet) in str(html)
        assert version_address(original, finhire) not in str(html)


class TestInbox:
    def test_a_change_under_ones_own_text_waits_for_that_brand_alone(self, brands, desk_client, editor_of, librarian):
        iduet, finhire = brands
        original = make_question("Why?", answer="<p>Before.</p>")
        make_version(original, iduet, answer="<p>Iduet says.</p>")
        make_version(original, finhire, question="Finhire asks?")
        clients = {brand.key: desk_client(editor_of(brand)) for brand in brands}
        home, inbox = reverse("wagtailadmin_home"), reverse("library_inbox")
        assert "Nothing waits" in clients["iduet"].get(home).text
        republish(original, answer="<p>After.</p>")
        where = version_address(original, iduet)
        for page in (home, inbox):
            assert where in clients["iduet"].get(page).text
            assert version_address(original, finhire) not in clients["finhire"].get(page).text  # it follows the answer
            assert "Why?" not in clients["finhire"].get(page).text
            assert where not in desk_client(librarian).get(page).text
        text = BeautifulSoup(clients["iduet"].get(where).text, "html.parser").get_text(" ", strip=True)
        assert all(words in text for words in ("Before.", "After.", "Iduet says."))
        assert_tells_nothing(clients["finhire"], where, "Iduet says.", {"keep": "1"})

    def test_several_changes_are_one_and_a_change_taken_back_is_none(self, iduet):
        original = make_question(answer="<p>One.</p>")
        version = make_version(original, iduet, answer="<p>Ours.</p>")
        republish(original, answer="<p>Two.</p>")
        republish(original, answer="<p>Three.</p>")
        (waiting, (difference,)) = waiting_versions([iduet.pk])[0]
        assert waiting == version
        assert ("One." in difference.before, "Three." in difference.group, "Two." in difference.change) == (
            True, True, False)  # fmt: skip
        republish(original, answer="<p>One.</p>")
        assert waiting_versions([iduet.pk]) == []

    def test_the_same_words_as_the_editor_writes_them_are_no_change(self, iduet, finhire):
        original = make_question(answer="<p>One <i>and</i> two.</p>")
        make_version(original, iduet, answer="<p>Ours.</p>")
        make_version(original, finhire, answer="<p>Theirs.</p>")
        republish(original, answer='<p data-block-key="a1b2c">One <i>and</i> two.</p>')
        assert waiting_versions() == []
        republish(original, answer='<p data-block-key="a1b2c">One <b>and</b> two.</p>')
        assert len(waiting_versions()) == 2

    def test_a_draft_of_the_group_and_a_followed_field_wait_for_nobody(self, brands):
        original = make_question("Why?", answer="<p>One.</p>")
        make_version(original, brands[0], answer="<p>Ours.</p>")
        draft = Question.objects.get(pk=original.pk)
        draft.answer = "<p>Two.</p>"
        draft.save_revision()
        assert waiting_versions() == []
        republish(original, answer="<p>One.</p>", question="Why then?")
        assert waiting_versions() == []

    def test_keeping_ones_own_is_remembered_until_the_next_change(self, brands, desk_client, editor_of):
        iduet, finhire = brands
        original = make_question(answer="<p>One.</p>")
        for brand in brands:
            make_version(original, brand, answer=f"<p>{brand.name}.</p>")
        original = republish(original, answer="<p>Two.</p>")
        client, where = desk_client(editor_of(iduet)), version_address(original, iduet)
        assert client.post(where, {"keep": "1", "revision": original.live_revision_id}).status_code == 302
        assert [version.brand for version, _changed in waiting_versions()] == [finhire]
        version = Question.objects.get(original=original, brand=iduet)
        assert version.own_fields == ["answer"]
        version.save_revision().publish()  # nor does a later text of hers forget it
        assert changed_under(Question.objects.get(pk=version.pk)) == []
        republish(original, answer="<p>Three.</p>")
        assert {version.brand for version, _changed in waiting_versions()} == {iduet, finhire}

    def test_a_publisher_follows_again_at_once_and_an_editor_in_a_draft(
        self, brands, desk_client, editor_of, publisher_of, site_client
    ):
        original = make_role("CIO", tagline="One", choose_when="one is wanted")
        iduet, finhire = brands
        versions = [make_version(original, brand, tagline=brand.name, choose_when="ours") for brand in brands]
        original = republish(original, tagline="Two")
        data = {"follow": "1", "fields": ["tagline"], "revision": original.live_revision_id}
        before = Change.objects.count()
        desk_client(publisher_of(iduet)).post(version_address(original, iduet), data)
        versions[0].refresh_from_db()
        assert (versions[0].own_fields, versions[0].tagline, versions[0].as_read().tagline) == (
            ["choose_when"],
            "",
            "Two",
        )
        assert Change.objects.count() > before
        response = desk_client(editor_of(finhire)).post(version_address(original, finhire), data)
        assert any("draft" in str(message) for message in get_messages(response.wsgi_request))
        versions[1].refresh_from_db()
        assert sorted(versions[1].own_fields) == ["choose_when", "tagline"]
        assert versions[1].get_latest_revision_as_object().own_fields == ["choose_when"]
        assert waiting_versions() == []

    def test_an_answer_to_a_text_that_has_changed_again_changes_nothing(
        self, iduet, finhire, desk_client, publisher_of
    ):
        original = make_question(answer="<p>One.</p>")
        version = make_version(original, iduet, answer="<p>Ours.</p>")
        seen = republish(original, answer="<p>Two.</p>").live_revision_id
        republish(original, answer="<p>Three.</p>")
        client, where = desk_client(publisher_of(iduet)), version_address(original, iduet)
        for data in ({"keep": "1"}, {"follow": "1", "fields": ["answer"]}, {"follow": "1", "fields": ["brand"]}):
            client.post(where, {**data, "revision": seen})
            client.post(where, data)
        version.refresh_from_db()
        assert version.own_fields == ["answer"]
        assert len(waiting_versions()) == 1

    def test_a_draft_with_other_words_is_not_published_by_following_again(
        self, iduet, finhire, desk_client, publisher_of
    ):
        original = make_question("Why?", answer="<p>One.</p>")
        version = make_version(original, iduet, answer="<p>Ours.</p>")
        draft = Question.objects.get(pk=version.pk)
        draft.own_fields, draft.question = ["answer", "question"], "A draft?"
        draft.save_revision()
        original = republish(original, answer="<p>Two.</p>")
        data = {"follow": "1", "fields": ["answer"], "revision": original.live_revision_id}
        desk_client(publisher_of(iduet)).post(version_address(original, iduet), data)
        version.refresh_from_db()
        assert (version.own_fields, version.has_unpublished_changes) == ([], True)
        draft = version.get_latest_revision_as_object()
        assert (draft.own_fields, draft.question, draft.answer) == (["question"], "A draft?", "")

    def test_librarians_compare_and_answer_for_nobody(self, brands, librarian, desk_client):
        iduet, finhire = brands
        original = make_question(answer="<p>One.</p>")
        version = make_version(original, iduet, answer="<p>Ours.</p>")
        client, where = desk_client(librarian), version_address(original, iduet)
        page = client.get(where)
        assert "Ours." in page.text
        assert 'name="keep"' not in page.text
        client.post(where, {"follow": "1", "fields": ["answer"], "revision": original.live_revision_id})
        version.refresh_from_db()
        assert version.own_fields == ["answer"]
        assert client.get(version_address(original, finhire)).status_code == 404  # it has none
        assert client.get(version_address(version, iduet)).status_code == 404


class TestReport:
    def test_lists_what_one_may_see_and_exports_it_without_formulas(self, brands, librarian, desk_client, editor_of):
        iduet, finhire = brands
        original = make_role("CIO", tagline="The group's")
        make_version(original, iduet, tagline="=HYPERLINK(1)")
        make_version(original, finhire, tagline="+ours", publish=False)
        where = reverse("library_differences")
        for user, there, absent in (
            (editor_of(iduet), ["=HYPERLINK(1)"], ["+ours"]),
            (editor_of(finhire), ["+ours"], ["=HYPERLINK(1)"]),
            (librarian, ["=HYPERLINK(1)", "+ours"], []),
        ):
            client = desk_client(user)
            page = client.get(where).text
            sheet = b"".join(client.get(where, {"export": "csv"}).streaming_content).decode()
            for text in (page, sheet):
                assert all(words in text for words in there)
                assert not any(words in text for words in absent)
            assert all(f",'{words}," in sheet for words in there)
            assert client.get(where, {"export": "xlsx"}).status_code == 200
            assert client.get(reverse("library_differences_results")).status_code == 200
