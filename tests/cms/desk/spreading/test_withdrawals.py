"""Who takes something from the public is told where it may still be seen, and when it is seen nowhere any more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from cms.changes.models import Change, Purge, Reader
from cms.delivery.hosts import name
from cms.delivery.models import Host
from cms.delivery.spreading import place_here, spread
from cms.desk.spreading import noticing, views, withdrawals
from cms.desk.spreading.withdrawals import is_withdrawal, last_of, spreading
from tests.cms.delivery.conftest import host
from tests.factories.brands import home_of, make_administrator, make_editor, make_publisher
from tests.factories.library import make_question
from tests.factories.pages import make_content, make_mirror

__all__ = ["host"]

NOWHERE, STILL = "nowhere any more", "Visitors may still see"


@pytest.fixture(autouse=True)
def _commits(host, monkeypatch):
    """What a request has committed is taken in on its own host before anybody asks."""

    def after_commit(change):
        spread()
        return spreading(change)

    for module in (noticing, views):
        monkeypatch.setattr(module, "spreading", after_commit)
    with translation.override("en"):
        yield


@pytest.fixture
def other_host():
    """Another host, which has read what there is by now."""
    return Host.objects.create(mark="x", name="node-2", settled=place_here().settled, seen_at=timezone.now())


def follow(other: Host) -> None:
    spread()
    place = place_here()
    other.settled, other.ahead, other.seen_at = place.settled, sorted(place.ahead), timezone.now()
    other.save()


@pytest.fixture
def page(iduet, host):
    made = make_content(home_of(iduet), "Weggehaald")
    spread()
    return made


@pytest.fixture
def publisher(iduet, desk_client):
    return desk_client(make_publisher(iduet))


def unpublish(client, page):
    return client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)


def told(response) -> list[str]:
    return [" ".join(str(each).split()) for each in response.context["messages"]]


def last() -> Change:
    return Change.objects.order_by("-pk").first()


def address(change) -> str:
    return reverse("spreading", args=[change.pk])


def asked(client, change):
    return client.get(address(change), headers={"accept": "application/json"})


def test_with_one_host_and_no_cache_it_is_everywhere_at_once(publisher, page):
    words = " ".join(told(unpublish(publisher, page)))
    assert f"Visitors see “{page.title}” {NOWHERE}." in words
    assert STILL not in words


def test_hosts_that_have_not_followed_are_named_until_they_have(publisher, page, other_host):
    response = unpublish(publisher, page)
    words = " ".join(told(response))
    assert f"{STILL} “{page.title}”: node-2 have not let go of it yet." in words
    change = Change.objects.filter(kind="unpublished").latest("pk")
    assert address(change) in words
    shown = publisher.get(address(change))
    assert "Host node-2" in shown.text
    assert "has not followed yet" in shown.text
    assert "Look again" in shown.text
    assert asked(publisher, change).json()["done"] is False
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert STILL in " ".join(told(publisher.get(edit)))
    follow(other_host)
    state = asked(publisher, change)
    assert (state.json()["done"], state.headers["Cache-Control"].count("no-store")) == (True, 1)
    assert NOWHERE in state.json()["words"]
    shown = publisher.get(address(change))
    assert "node-2" not in shown.text
    assert "Look again" not in shown.text
    assert STILL not in " ".join(told(publisher.get(edit)))


def test_a_host_that_is_gone_is_said_not_to_answer(publisher, page, other_host):
    unpublish(publisher, page)
    other_host.seen_at -= timedelta(minutes=10)
    other_host.save()
    shown = publisher.get(address(Change.objects.filter(kind="unpublished").latest("pk"))).text
    assert "does not answer since" in shown
    assert "has not followed yet" not in shown


def test_caches_in_front_are_named_too(publisher, page, iduet, finhire, settings):
    cache = {"BACKEND": "tests.cms.changes.purging.fakes.ByTag"}
    settings.WAGTAILFRONTENDCACHE = {
        "ours": {**cache, "NAME": "ours", "HOSTNAMES": [iduet.host]},
        "theirs": {**cache, "NAME": "theirs", "HOSTNAMES": [finhire.host]},
    }
    words = " ".join(told(unpublish(publisher, page)))
    assert "ours have not let go" in words
    assert "theirs" not in words
    change = Change.objects.filter(kind="unpublished").latest("pk")
    assert "is being told" in publisher.get(address(change)).text
    place = {"read_transaction": 2**60, "read_row": 2**60}
    Reader.objects.update_or_create(name="caches", defaults=place)
    purge = Purge.objects.create(cache="ours", tags=[f"page:{page.pk}"], tries=4, problem="busy")
    assert "was told 4 times" in publisher.get(address(change)).text
    purge.delete()
    assert asked(publisher, change).json()["done"] is True


def test_what_becomes_private_is_told_to_the_editor_s_script(publisher, page, other_host):
    asked_of = reverse("spreading_of_page", args=[page.pk])
    assert publisher.get(asked_of).status_code == 404
    data = {"restriction_type": PageViewRestriction.LOGIN}
    answer = publisher.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), data)
    assert answer.json()["step"] == "set_privacy_done"
    state = publisher.get(asked_of).json()
    assert (state["done"], state["address"]) == (False, address(last_of(page)))
    edit = publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert STILL in " ".join(told(edit))
    assert "js/desk/spreading.js" in edit.text
    follow(other_host)
    assert publisher.get(asked_of).json()["done"] is True


def test_items_that_are_withdrawn_too(publisher, iduet, other_host):
    question = make_question(brand=iduet)
    space = type(question).snippet_viewset.get_admin_url_namespace()
    follow(other_host)
    response = publisher.post(reverse(f"{space}:unpublish", args=[question.pk]), follow=True)
    assert f"{STILL} “{question}”" in " ".join(told(response))


def test_nothing_is_said_where_nothing_left(publisher, page, other_host):
    draft = make_content(page)
    draft.unpublish()
    response = publisher.post(reverse("wagtailadmin_pages:delete", args=[draft.pk]), follow=True)
    assert (STILL in response.text, NOWHERE in response.text) == (False, False)


def test_another_brand_s_is_not_there(iduet, finhire, desk_client, page, other_host):
    page.unpublish()
    spread()
    change = last_of(page)
    for person, status in (
        (make_editor(iduet), 200), (make_editor(finhire), 404), (make_publisher(finhire), 404),
        (make_administrator(), 200),
    ):  # fmt: skip
        client = desk_client(person)
        for where in (address(change), reverse("spreading_of_page", args=[page.pk])):
            assert client.get(where).status_code == status, where
    assert client.get(reverse("spreading", args=[last().pk + 1000])).status_code == 404
    published = Change.objects.filter(kind="published").first()
    assert client.get(address(published)).status_code == 404


def test_of_what_leaves_in_two_brands_each_hears_of_her_own(iduet, finhire, desk_client, host, other_host):
    page = make_content(home_of(finhire), "Van Finhire")
    alias = make_mirror(page, home_of(iduet))
    alias.title = "Bij Iduet"
    alias.save()
    spread()
    words = " ".join(told(unpublish(desk_client(make_publisher(finhire)), page)))
    assert "“Van Finhire”" in words
    assert "Bij Iduet" not in words


def test_which_rows_say_that_something_left(iduet):
    def row(kind, before=(), after=()):
        return Change(kind=kind, addresses_before=list(before), addresses_after=list(after))

    left = [row("unpublished"), row("deleted", ["a"]), row("changed", ["a"])]
    stays = [row("changed"), row("changed", ["a"], ["a"]), row("moved", ["a"], ["b"]), row("published", [], ["a"])]
    assert [is_withdrawal(each) for each in left + stays] == [True] * 3 + [False] * 4
    for each in left + stays:
        each.brand, each.object_type, each.object_id = iduet, "x", "1"
        each.save()
    assert {each.pk for each in withdrawals.withdrawals().filter(object_type="x")} == {each.pk for each in left}


def test_it_is_said_in_dutch(page, other_host):
    page.unpublish()
    with translation.override("nl"):
        words = spreading(last_of(page)).words
    assert words == f"Bezoekers zien “{page.title}” misschien nog: {name()}, node-2 hebben het nog niet losgelaten."
