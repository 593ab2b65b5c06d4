"""What waits for a person stands on her first page, of her own brands and in her language, and of no other brand."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log

from cms.desk.waiting.own_drafts import OwnDraftsView
from cms.desk.waiting.panel import work_for
from cms.desk.waiting.rows import MOST_DRAFTS
from cms.library.models import Suggestion
from cms.releases.models import Overdue, Release
from tests.factories.brands import home_of, make_editor, make_publisher
from tests.factories.library import make_question, make_version
from tests.factories.pages import make_content

SOON = timedelta(days=2)


def draft_of(user, brand, title, **fields):
    page = make_content(home_of(brand), title, publish=False, owner=user, **fields)
    page.save_revision(user=user)
    return page


def hand_in(thing, user):
    return thing.get_workflow().start(thing, user)


def send_back(thing, publisher, comment=""):
    thing.current_workflow_task_state.reject(user=publisher, comment=comment)


@pytest.fixture
def work(rf):
    """`work(user)` gives brand → what waits for somebody on her first page."""

    def gathered(user):
        request = rf.get("/admin/")
        request.user = type(user).objects.get(pk=user.pk)
        return {each.brand and each.brand.key: each for each in work_for(request)}

    return gathered


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "html.parser")


def told(each) -> list[tuple[str, str]]:
    return [(row.title, row.why) for row in each.rows]


@pytest.fixture
def dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield


class TestDrafts:
    def test_hers_that_nobody_was_asked_to_approve(self, brands, work, english):
        for brand in brands:
            editor = make_editor(brand)
            draft_of(editor, brand, f"Begun {brand.key}")
            hand_in(draft_of(editor, brand, "Handed in"), editor)
            draft_of(make_publisher(brand), brand, "A colleague's")
            draft_of(editor, brand, "Published").save_revision(user=editor).publish()
            question = make_question(f"Asked {brand.key}?", brand=brand, publish=False)
            question.save_revision(user=editor)
            (found,) = work(editor).values()
            assert found.brand == brand
            assert set(told(found)) == {
                (f"Begun {brand.key}", "your draft"), (f"Asked {brand.key}?", "your draft"),
            }  # fmt: skip

    def test_one_that_a_date_or_a_planned_release_holds_is_not_among_them(self, finhire, work, english):
        editor = make_editor(finhire)
        page = draft_of(editor, finhire, "Dated")
        page.go_live_at = timezone.now() + SOON
        page.save_revision(user=editor, approved_go_live_at=page.go_live_at)
        held = draft_of(editor, finhire, "Held")
        release = Release.objects.create(brand=finhire, title="Summer", starts_at=timezone.now() + SOON * 9)
        entry = release.entries.model.of(release, held)
        entry.revision = held.latest_revision
        entry.save()
        assert ("Held", "your draft") in told(work(editor)["finhire"])
        Release.objects.update(state=Release.State.PLANNED)
        assert told(work(editor)["finhire"]) == [("Dated", "goes live")]

    def test_of_many_the_newest_are_named_and_the_others_counted(self, finhire, work):
        editor = make_editor(finhire)
        for number in range(MOST_DRAFTS):
            draft_of(editor, finhire, f"Page {number}")
            make_question(f"Question {number}?", brand=finhire, publish=False).save_revision(user=editor)
        found = work(editor)["finhire"]
        assert (len(found.drafts), found.more) == (MOST_DRAFTS, MOST_DRAFTS)
        assert [row.at for row in found.drafts] == sorted((row.at for row in found.drafts), reverse=True)
        assert f"Question {MOST_DRAFTS - 1}?" == found.drafts[0].title

    def test_all_of_them_stand_behind_the_count_of_that_brand_alone(self, brands, desk_client):
        for brand, other in (brands, brands[::-1]):
            editor = make_editor(brand)
            for number in range(MOST_DRAFTS + 1):
                draft_of(editor, brand, f"Page {number} of {brand.key}")
            make_question(f"Question of {brand.key}?", brand=brand, publish=False).save_revision(user=editor)
            client = desk_client(editor)
            way = soup(client.get("/admin/")).select_one(".waiting-more a")
            told = [cell.get_text(strip=True) for cell in soup(client.get(way["href"])).select("main td.title")]
            assert told == [
                f"Question of {brand.key}?",
                *(f"Page {n} of {brand.key}" for n in range(MOST_DRAFTS, -1, -1)),
            ]
            assert client.get(reverse("own_drafts", args=[other.key])).status_code == 404
            assert client.get(reverse("own_drafts", args=["group"])).status_code == 404

    def test_many_are_told_page_by_page(self, finhire, desk_client, monkeypatch, dutch):
        monkeypatch.setattr(OwnDraftsView, "paginate_by", 2)
        editor = make_editor(finhire)
        for number in range(3):
            draft_of(editor, finhire, f"Page {number}")
        client, address = desk_client(editor), reverse("own_drafts", args=["finhire"])
        first, second = (soup(client.get(address, {"page": number})) for number in (1, 2))
        assert [len(one.select("main td.title")) for one in (first, second)] == [2, 1]
        assert "Pagina 1 van 2" in first.select_one("main nav").get_text()
        assert client.get(address, {"page": 3}).status_code == 404

    def test_a_librarian_has_the_groups_and_who_has_none_reads_so(self, brands, librarian, desk_client, english):
        question = make_question("The group's?", publish=False)
        question.save_revision(user=librarian)
        client = desk_client(librarian)
        assert "The group&#x27;s?" in client.get(reverse("own_drafts", args=["group"])).text
        question.save_revision().publish()
        assert "No draft of yours is open." in client.get(reverse("own_drafts", args=["group"])).text


class TestSentBack:
    def test_it_comes_first_with_what_was_written_and_is_told_once(self, brands, work, desk_client, english):
        for brand in brands:
            editor, publisher = make_editor(brand), make_publisher(brand)
            page = draft_of(editor, brand, f"Returned {brand.key}")
            hand_in(page, editor)
            send_back(page, publisher, "Which year?")
            draft_of(editor, brand, "Later")
            found = work(editor)[brand.key]
            assert told(found)[0] == (f"Returned {brand.key}", "sent back to you")
            assert found.sent_back[0].note == "Which year?"
            assert [row.title for row in found.drafts] == ["Later"]
            assert work(publisher) == {}
            shown = desk_client(editor).get(reverse("wagtailadmin_home")).text
            assert shown.count("sent back to you") == 1
            assert "Changes requested" not in shown

    def test_a_page_of_hers_that_a_colleague_handed_in(self, finhire, work, english):
        editor, publisher = make_editor(finhire), make_publisher(finhire)
        page = draft_of(editor, finhire, "Ours")
        hand_in(page, publisher)
        send_back(page, publisher)
        assert told(work(editor)["finhire"]) == [("Ours", "sent back to you")]

    def test_an_item_of_the_library(self, finhire, work, english):
        editor, publisher = make_editor(finhire), make_publisher(finhire)
        question = make_question("Why?", brand=finhire, publish=False)
        question.save_revision(user=editor)
        hand_in(question, editor)
        send_back(question, publisher)
        (row,) = work(editor)["finhire"].sent_back
        assert (row.title, row.kind) == ("Why?", "Question")
        assert row.url == reverse("wagtailsnippets_library_question:edit", args=[question.pk])


def leads(each) -> dict[str, str]:
    return {lead.text: lead.url for lead in each.leads}


class TestWhatStandsElsewhere:
    def test_what_waits_for_approval_is_counted_with_the_way_to_the_list(self, brands, work, librarian, english):
        for brand in brands:
            editor, publisher = make_editor(brand), make_publisher(brand)
            for title in ("One", "Two"):
                hand_in(draft_of(editor, brand, title), editor)
            assert leads(work(publisher)[brand.key]) == {"2 wait for your approval": "#awaiting-review-section"}
            assert work(editor) == {}
        original = make_question("Why?", publish=False)
        original.save_revision(user=librarian)
        hand_in(original, librarian)
        assert leads(work(librarian)[None]) == {"1 waits for your approval": "#awaiting-review-section"}

    def test_texts_that_the_group_has_changed(self, brands, work, english):
        original = make_question("Why?", answer="<p>Because.</p>")
        for brand in brands:
            make_version(original, brand, answer="<p>Ours.</p>")
        original.answer = "<p>Because of it.</p>"
        original.save_revision().publish()
        for brand in brands:
            found = work(make_editor(brand))
            assert leads(found[brand.key]) == {"1 text that the group has changed": reverse("library_inbox")}

    def test_answers_to_her_suggestions_and_those_that_wait_for_librarians(self, brands, work, librarian, english):
        original = make_question("Why?")
        made = {}
        for brand in brands:
            for state in (Suggestion.State.DECLINED, Suggestion.State.WITHDRAWN, Suggestion.State.WAITING):
                made.setdefault(brand.key, make_editor(brand) if brand.key not in made else None)
                suggestion = Suggestion(
                    brand=brand, made_by=made[brand.key], item=original, title="Why?", reason="So.",
                    base=original.serializable_data(), content=original.serializable_data(),
                )  # fmt: skip
                suggestion.save()
                if state != Suggestion.State.WAITING:
                    suggestion.finish(state, librarian, "No.")
        for brand in brands:
            found = work(made[brand.key])
            assert leads(found[brand.key]) == {
                "1 of your suggestions was answered": reverse("library_suggestions")
            }  # fmt: skip
        assert leads(work(librarian)[None]) == {"2 suggestions wait for you": reverse("library_suggestions")}
        Suggestion.objects.exclude(answered_at=None).update(answered_at=timezone.now() - timedelta(days=15))
        assert work(made["finhire"]) == {}

    def test_what_the_clock_could_not_do(self, brands, work, english):
        for brand in brands:
            Overdue.objects.create(
                what=f"revision:{brand.pk}", brand=brand, object_type="wagtailcore.page", object_id="1", title="Broken",
                due_at=timezone.now(), reason="no", tried_again_at=timezone.now(),
            )  # fmt: skip
        for brand in brands:
            assert leads(work(make_editor(brand))[brand.key]) == {"1 scheduled change was not done": "#overdue-section"}


def test_moments_ahead_are_those_of_the_next_days_the_soonest_first(brands, work, librarian, english):
    now = timezone.now()
    for brand in brands:
        Release.objects.create(brand=brand, title=f"Summer {brand.key}", starts_at=now + SOON, ends_at=now + SOON * 20)
        page = make_content(home_of(brand), f"Leaves {brand.key}")
        page.expire_at = now + SOON * 2
        page.save()
        late = make_content(home_of(brand), "Much later", publish=False)
        late.save_revision(approved_go_live_at=now + SOON * 30)
        question = make_question(f"Comes {brand.key}?", brand=brand, publish=False)
        question.save_revision(approved_go_live_at=now + SOON * 3)
    make_question("The group's?", publish=False).save_revision(approved_go_live_at=now + SOON)
    for brand in brands:
        assert {None} & set(found := work(make_editor(brand))) == set()
        assert told(found[brand.key]) == [
            (f"Summer {brand.key}", "goes live (being made)"), (f"Leaves {brand.key}", "expires"),
            (f"Comes {brand.key}?", "goes live"),
        ]  # fmt: skip
    assert told(work(librarian)[None]) == [("The group's?", "goes live")]


class TestOfOthers:
    def test_nothing_of_a_brand_that_she_no_longer_works_for(self, iduet, finhire, desk_client):
        """What she began, got back, locked and handed in there is in no panel any more."""
        moved, publisher = make_editor(iduet), make_publisher(iduet)
        pages = {name: draft_of(moved, iduet, f"Kwartelslag {name}") for name in ("begun", "back", "locked", "asked")}
        for name in ("back", "asked"):
            hand_in(pages[name], moved)
        send_back(pages["back"], publisher, "Zandmuur")
        pages["locked"].locked, pages["locked"].locked_by, pages["locked"].locked_at = True, moved, timezone.now()
        pages["locked"].save()
        log(instance=pages["begun"], action="wagtail.edit", user=moved)
        home = reverse("wagtailadmin_home")
        assert "Kwartelslag" in desk_client(moved).get(home).text
        moved.groups.set(make_publisher(finhire).groups.all())
        found = desk_client(moved).get(home).text
        assert "Kwartelslag" not in found
        assert "Zandmuur" not in found

    def test_somebody_of_no_team_has_no_panel(self, brands, desk_client):
        alone = make_editor(brands[0])
        alone.groups.clear()
        alone.user_permissions.add(Permission.objects.get(codename="access_admin"))
        assert "waiting-section" not in desk_client(alone).get(reverse("wagtailadmin_home")).text


class TestTheFirstPage:
    @pytest.mark.parametrize(
        ("language", "sentence", "why"),
        [
            ("en", "Nothing waits for you. A good moment to make something new.", "your draft"),
            ("nl", "Er wacht niets op je. Een goed moment om iets nieuws te maken.", "je concept"),
        ],
    )
    def test_says_it_in_her_language(self, language, sentence, why, brands, desk_client):
        for brand in brands:
            with translation.override(language):
                editor = make_editor(brand)
                client = desk_client(editor)
                assert sentence in _panel(client).get_text(" ", strip=True)
                draft_of(editor, brand, "Kwartelslag")
                panel = _panel(client)
                assert sentence not in panel.get_text(" ", strip=True)
                assert panel.h3.get_text() == brand.name
                cells = [cell.get_text(" ", strip=True) for cell in panel.select("tbody td")]
                assert (cells[0], cells[2]) == ("Kwartelslag", why)

    def test_it_stands_above_all_others(self, finhire, desk_client):
        page = BeautifulSoup(desk_client(make_editor(finhire)).get(reverse("wagtailadmin_home")).content, "html.parser")
        assert page.select_one(".w-panel--dashboard")["id"] == "waiting-section"


def _panel(client):
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return page.select_one("#waiting-section")


def test_the_number_of_queries_does_not_follow_what_waits(finhire, work):
    editor, publisher = make_editor(finhire), make_publisher(finhire)

    def more(number):
        draft_of(editor, finhire, f"Begun {number}")
        back = draft_of(editor, finhire, f"Back {number}")
        hand_in(back, editor)
        send_back(back, publisher)
        hand_in(draft_of(editor, finhire, f"In {number}"), editor)
        late = make_content(home_of(finhire), f"Late {number}", publish=False)
        late.save_revision(approved_go_live_at=timezone.now() + SOON)
        make_question(f"Asked {number}?", brand=finhire, publish=False).save_revision(user=editor)
        Release.objects.create(brand=finhire, title=f"Release {number}", starts_at=timezone.now() + SOON)

    def asked(user):
        with CaptureQueriesContext(connection) as queries:
            assert work(user)
        return len(queries)

    more(0)
    for user in (editor, publisher):
        asked(user)  # content types are remembered from now on
    before = [asked(editor), asked(publisher)]
    for number in range(1, 5):
        more(number)
    assert [asked(editor), asked(publisher)] == before
