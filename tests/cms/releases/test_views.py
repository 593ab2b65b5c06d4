"""Releases in the desk: editors make them, publishers plan them, in Amsterdam's time, each brand its own."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from cms.releases.calendar import Month
from cms.releases.models import Release
from tests.factories.brands import home_of, make_editor, make_publisher
from tests.factories.forms import item_data
from tests.factories.library import make_role
from tests.factories.pages import make_content

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
SAY_WHEN = "Zeg wanneer hij live gaat"
ADD = "wagtailsnippets_releases_release:add"


def make_release(brand, **fields) -> Release:
    moment = timezone.now() + timedelta(hours=1)
    return Release.objects.create(brand=brand, **{"title": f"Zomer {brand.key}", "starts_at": moment, **fields})


def hold_address(thing) -> str:
    label = ("wagtailcore", "page") if hasattr(thing, "url_path") else (thing._meta.app_label, thing._meta.model_name)
    return reverse("release_hold", args=[*label, thing.pk])


def plan_address(release) -> str:
    return reverse("release_plan", args=[release.pk])


def test_an_editor_makes_one_in_amsterdams_time_whatever_her_own(finhire, desk_client):
    editor = make_editor(finhire)
    UserProfile.objects.create(user=editor, current_time_zone="America/New_York")
    data = item_data(Release, brand=finhire, title="Zomer", starts_at="2031-07-01 09:00", ends_at="2031-09-01 09:00")
    answer = desk_client(editor).post(reverse(ADD), data)
    release = Release.objects.get()
    assert answer["location"] == plan_address(release)
    assert release.starts_at == datetime(2031, 7, 1, 9, tzinfo=AMSTERDAM)
    for address in (plan_address(release), reverse("wagtailsnippets_releases_release:list")):
        assert "09:00" in desk_client(editor).get(address).text


def test_an_end_before_the_start_is_said_at_its_field(finhire, desk_client, editor_of):
    data = item_data(Release, brand=finhire, title="Zomer", starts_at="2031-07-01 09:00", ends_at="2031-07-01 08:00")
    answer = desk_client(editor_of(finhire)).post(reverse(ADD), data)
    assert list(answer.context["form"].errors) == ["ends_at"]


class TestAdding:
    def test_from_its_own_editor_to_a_release_of_its_brand(self, iduet, finhire, desk_client, editor_of):
        release, other = make_release(finhire), make_release(iduet)
        client = desk_client(editor_of(finhire))
        for thing in (make_content(home_of(finhire)), make_role(brand=finhire)):
            assert "Zomer iduet" not in client.get(hold_address(thing)).text
            for _twice in range(2):
                assert client.post(hold_address(thing), {"release": release.pk})["location"] == plan_address(release)
            assert client.post(hold_address(thing), {"release": other.pk}).status_code == 200
        assert release.entries.count() == 2
        assert not other.entries.exists()

    def test_not_of_another_brand_nor_the_groups(self, iduet, finhire, desk_client, editor_of):
        client = desk_client(editor_of(finhire))
        assert client.get(hold_address(make_content(home_of(iduet)))).status_code == 404
        assert client.get(hold_address(make_role())).status_code == 302  # refused with a message
        assert client.get(reverse("release_hold", args=["library", "nothing", "1"])).status_code == 404

    def test_taking_out(self, finhire, desk_client, editor_of):
        release, client = make_release(finhire), desk_client(editor_of(finhire))
        client.post(hold_address(make_content(home_of(finhire))), {"release": release.pk})
        client.post(plan_address(release), {"remove": str(release.entries.get().pk)})
        assert not release.entries.exists()


class TestPlanning:
    @pytest.fixture
    def release(self, finhire, desk_client, iduet):
        release = make_release(finhire)
        page = make_content(home_of(finhire), "New", publish=False)
        desk_client(make_editor(finhire)).post(hold_address(page), {"release": release.pk})
        return release

    def state(self, release) -> str:
        return Release.objects.get(pk=release.pk).state

    def test_takes_a_publisher_of_the_brand(self, release, finhire, iduet, desk_client):
        editor = get_user_model().objects.get(email="editor@finhire.localhost")
        assert desk_client(editor).post(plan_address(release), {"plan": "1"}).status_code == 302
        assert self.state(release) == "draft"
        assert desk_client(make_publisher(iduet)).post(plan_address(release), {"plan": "1"}).status_code == 404
        assert self.state(release) == "draft"
        client = desk_client(make_publisher(finhire))
        for action, state in (("plan", "planned"), ("take_back", "draft"), ("now", "live"), ("end", "ended")):
            client.post(plan_address(release), {action: "1"})
            assert self.state(release) == state
            assert client.get(plan_address(release)).status_code == 200

    def test_what_stands_in_the_way_is_said(self, release, finhire, desk_client):
        page = release.entries.get().thing
        page.introduction = '<p><a linktype="page" id="987654">there</a></p>'
        page.save_revision()
        client = desk_client(make_publisher(finhire))
        answer = client.post(plan_address(release), {"plan": "1"}, follow=True)
        assert "there" in "".join(str(each) for each in answer.context["messages"])
        assert self.state(release) == "draft"

    def test_it_offers_what_can_be_done_with_it(self, iduet, finhire, desk_client):
        client = desk_client(make_publisher(finhire))

        def offered(release):
            page = client.get(plan_address(release)).text
            return [name for name in ("plan", "now") if f'name="{name}"' in page], page.count(SAY_WHEN)

        for date, dated in ((timezone.now() + timedelta(days=1), True), (timezone.now() - timedelta(1), False),
                            (None, False)):  # fmt: skip
            release = make_release(finhire, starts_at=date)
            assert offered(release) == ([], 0), "nothing is in it"
            client.post(hold_address(make_content(home_of(finhire))), {"release": release.pk})
            assert offered(release) == ((["plan", "now"], 0) if dated else (["now"], 1)), "it says what lacks"
        assert client.get(plan_address(make_release(iduet))).status_code == 404

    def test_a_moment_that_has_passed_is_no_plan(self, release, finhire, desk_client):
        Release.objects.update(starts_at=timezone.now() - timedelta(hours=1))
        desk_client(make_publisher(finhire)).post(plan_address(release), {"plan": "1"})
        assert self.state(release) == "draft"

    def test_what_is_planned_is_not_changed(self, release, finhire, desk_client):
        client, edit = desk_client(make_publisher(finhire)), reverse(
            "wagtailsnippets_releases_release:edit", args=[release.pk]
        )  # fmt: skip
        client.post(plan_address(release), {"plan": "1"})
        assert client.get(edit)["location"] == plan_address(release)
        client.post(edit, item_data(Release, brand=finhire, title="Other"))
        client.post(plan_address(release), {"remove": str(release.entries.get().pk)})
        assert Release.objects.get().title == "Zomer finhire"
        assert release.entries.count() == 1


class TestTheCalendar:
    def test_it_has_ones_own_brands_releases_and_dates(self, iduet, finhire, desk_client, administrator):
        moment = datetime(2031, 7, 1, 0, 30, tzinfo=AMSTERDAM)  # still June in UTC
        for brand in (iduet, finhire):
            make_release(brand, starts_at=moment)
            page = make_content(home_of(brand), f"Later {brand.key}", publish=False)
            page.go_live_at = moment
            page.save_revision(approved_go_live_at=moment)
        text = desk_client(make_editor(finhire)).get(reverse("releases_calendar"), {"month": "2031-07"}).text
        assert {name for name in ("Zomer iduet", "Zomer finhire", "Later iduet", "Later finhire") if name in text} == {
            "Zomer finhire", "Later finhire",
        }  # fmt: skip
        assert "00:30" in text
        foreign = desk_client(make_editor(iduet)).get(
            reverse("releases_calendar"), {"month": "2031-07", "brand": "finhire"}
        )
        assert "Zomer finhire" not in foreign.text
        everything = desk_client(administrator).get(reverse("releases_calendar"), {"month": "2031-07"}).text
        assert "Zomer iduet" in everything
        assert "Zomer finhire" in everything

    def test_an_empty_month_says_so(self, finhire, desk_client, editor_of):
        assert desk_client(editor_of(finhire)).get(reverse("releases_calendar")).context["empty"]

    @pytest.mark.parametrize("asked", ["", "x", "2031-13", "0001-01", "9999-12", "2031-07-01", "\0"])
    def test_any_month_is_one(self, asked, finhire, desk_client, editor_of):
        assert desk_client(editor_of(finhire)).get(reverse("releases_calendar"), {"month": asked}).status_code == 200

    def test_months_follow_each_other(self):
        assert [str(Month(2031, 12).moved(1)), str(Month(2031, 1).moved(-1))] == ["2032-01", "2030-12"]


def test_its_form_does_not_say_live_of_what_is_being_made(brands, desk_client, editor_of):
    for brand in brands:
        release, client = make_release(brand), desk_client(editor_of(brand))
        for address in (reverse(ADD), reverse("wagtailsnippets_releases_release:edit", args=[release.pk])):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "data-side-panel=" not in answer.text
