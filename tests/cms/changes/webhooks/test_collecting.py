"""What a webhook is told: each change of its own brand that it wants to hear of, once, with all that it makes old."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.changes import addresses, waking
from cms.changes.addresses import Address, AddressIndex
from cms.changes.models import Message, Webhook
from cms.changes.reading import KEPT
from cms.changes.webhooks.collecting import collect, listening, trim
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content
from tests.factories.webhooks import make_webhook


def messages(webhook) -> list[dict]:
    """What a webhook is told since, by its type and data."""
    last = Message.objects.filter(webhook=webhook).order_by("-pk").values_list("pk", flat=True).first() or 0
    collect(Webhook.objects.select_related("brand__site").get(pk=webhook.pk))
    new = Message.objects.filter(webhook=webhook, pk__gt=last).order_by("pk")
    bodies = [json.loads(each.body) for each in new]
    assert [each.event for each in new] == [body["type"] for body in bodies]
    return bodies


@pytest.fixture
def index(tmp_path, monkeypatch, settings):
    """What the store of this host knows to be made of which tags."""
    made = AddressIndex(tmp_path / "addresses.sqlite3")
    monkeypatch.setattr(addresses, "index", lambda: made)
    settings.RESPONSE_STORE = True
    yield made
    made.close()


def at(host: str, path: str, query: str = "") -> Address:
    return Address("http", host, path, query, "html")


def test_a_page_on_its_way(webhook, iduet, finhire):
    other, _ = make_webhook(finhire)
    page = make_content(home_of(iduet), "Terms", slug="terms")
    address = f"{iduet.root_url}/terms/"
    (told,) = messages(webhook)
    assert told["type"] == "page.published"
    assert told["data"].items() >= {"brand": "iduet", "page": page.pk, "before": [], "after": [address]}.items()
    assert f"page:{page.pk}" in told["data"]["tags"]
    page.slug = "conditions"
    page.save_revision().publish()
    page.refresh_from_db()
    moved = f"{iduet.root_url}/conditions/"
    assert [(each["data"]["before"], each["data"]["after"]) for each in messages(webhook)] == [([address], [moved])]
    page.unpublish()
    assert [(each["type"], each["data"]["before"]) for each in messages(webhook)] == [("page.unpublished", [moved])]
    assert messages(webhook) == messages(other) == []


def test_what_pages_share_and_what_a_brand_is(webhook, iduet, finhire):
    other, _ = make_webhook(finhire)
    role = make_role("CIO")
    (told,) = messages(webhook)
    assert (told["type"], told["data"]["page"]) == ("content.changed", None)
    assert f"role:{role.pk}" in told["data"]["tags"]
    assert [each["type"] for each in messages(other)] == ["content.changed"]
    Menu.objects.create(brand=iduet, locale=locale_of("nl"), place="legal", live=True)
    assert [each["data"]["tags"] for each in messages(webhook)] == [["menus:iduet:nl"]]
    assert messages(other) == []
    iduet.save()
    (told,) = messages(webhook)
    assert (told["type"], told["data"]["exact"]) == ("brand.changed", False)
    assert told["data"]["tags"] == ["brand:iduet"]


def test_events_that_were_not_chosen_are_passed_over(webhook, iduet, finhire):
    chosen, _ = make_webhook(iduet, events=["page.unpublished"])
    page = make_content(home_of(iduet))
    make_role()
    assert messages(chosen) == []
    assert {each["type"] for each in messages(webhook)} == {"page.published", "content.changed"}
    page.unpublish()
    assert [each["type"] for each in messages(chosen)] == ["page.unpublished"]


def test_nothing_private_is_told(webhook, iduet):
    closed = make_content(home_of(iduet), slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    make_content(closed, "Secret plan", slug="secret-plan")
    below = [each for each in messages(webhook) if "secret-plan" in json.dumps(each)]
    assert below == []


class TestAddresses:
    def test_are_the_pages_own_where_nobody_knows_more(self, webhook, iduet):
        make_content(home_of(iduet), slug="terms")
        (told,) = messages(webhook)
        assert (told["data"]["addresses"], told["data"]["exact"]) == ([f"{iduet.root_url}/terms/"], False)

    def test_are_all_that_the_store_has_made_of_it_and_no_other_brands(self, webhook, iduet, finhire, index):
        page = make_content(home_of(iduet), slug="terms")
        api = f"/api/v1/brands/iduet/pages/{page.pk}"
        own = [at(iduet.host, "/terms/"), at(iduet.host, "/sitemap.xml"), at("api.localhost", api, "fields=title")]
        foreign = [
            at(finhire.host, "/"),
            at("api.localhost", "/api/v1/brands/finhire/pages"),
            at("api.localhost", "/api/v1/brands"),
        ]
        for address in (*own, *foreign):
            index.remember(address, {f"page:{page.pk}"})
        (told,) = messages(webhook)
        expected = [
            f"{iduet.root_url}/terms/",
            f"{iduet.root_url}/sitemap.xml",
            f"http://api.localhost:8000{api}?fields=title",
        ]
        assert (told["data"]["addresses"], told["data"]["exact"]) == (sorted(expected), True)

    def test_of_a_front_end_are_those_that_it_asked_for(self, iduet, index):
        iduet.front_end_url, iduet.headless_only = "https://www.iduet.example", True
        iduet.save()
        webhook, _ = make_webhook(iduet)
        role = make_role()
        asked = at("api.localhost", "/api/v1/brands/iduet/resolve", "path=/en/caf%C3%A9/&include=layout")
        index.remember(asked, {f"role:{role.pk}"})
        (told,) = messages(webhook)
        assert told["data"]["addresses"] == [
            "http://api.localhost:8000/api/v1/brands/iduet/resolve?path=/en/caf%C3%A9/&include=layout",
            "https://www.iduet.example/en/caf%C3%A9/",
        ]
        assert told["data"]["exact"]

    def test_that_are_not_said_any_more_are_not_said_by_the_store_either(self, webhook, iduet, index):
        page = make_content(home_of(iduet), slug="terms")
        for path in ("/terms/", "/sitemap.xml"):
            index.remember(at(iduet.host, path), {f"page:{page.pk}"})
        messages(webhook)
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        (told,) = messages(webhook)
        lists = [f"{iduet.root_url}/sitemap.xml"]
        assert (told["type"], told["data"]["addresses"], told["data"]["exact"]) == ("page.changed", lists, False)
        assert f"page:{page.pk}" in told["data"]["tags"]

    def test_are_nobodys_to_name_where_hosts_do_not_know_of_each_other(self, webhook, iduet, index, settings):
        settings.SEVERAL_HOSTS = True
        page = make_content(home_of(iduet), slug="terms")
        index.remember(at(iduet.host, "/sitemap.xml"), {f"page:{page.pk}"})
        (told,) = messages(webhook)
        assert (told["data"]["addresses"], told["data"]["exact"]) == ([f"{iduet.root_url}/terms/"], False)


class TestPlace:
    def test_a_new_webhook_begins_with_what_changes_next(self, iduet):
        make_content(home_of(iduet))
        webhook, _ = make_webhook(iduet)
        assert messages(webhook) == []
        make_content(home_of(iduet))
        assert [each["type"] for each in messages(webhook)] == ["page.published"]

    def test_of_the_time_in_which_it_was_not_active_it_is_not_told(self, webhook, iduet):
        webhook.active = False
        webhook.save()
        make_content(home_of(iduet))
        assert webhook not in listening()
        webhook.active = True
        webhook.save()
        assert messages(webhook) == []
        make_content(home_of(iduet))
        assert len(messages(webhook)) == 1

    def test_who_edits_it_moves_nothing_meanwhile(self, webhook, iduet):
        loaded = Webhook.objects.get(pk=webhook.pk)
        make_content(home_of(iduet))
        assert len(messages(webhook)) == 1
        loaded.name = "Another"
        loaded.save()
        assert messages(webhook) == []
        assert Webhook.objects.get(pk=webhook.pk).name == "Another"

    def test_of_two_who_read_at_once_one_makes_the_messages(self, webhook, iduet):
        two = Webhook.objects.select_related("brand__site").get(pk=webhook.pk)
        make_content(home_of(iduet))
        assert len(messages(webhook)) == 1
        assert collect(two) == 0
        assert Message.objects.filter(webhook=webhook).count() == 1

    def test_more_than_is_read_at_once(self, webhook, iduet, monkeypatch):
        monkeypatch.setattr("cms.changes.webhooks.collecting.MOST", 2)
        pages = [make_content(home_of(iduet)) for _ in range(5)]
        assert [each["data"]["page"] for each in messages(webhook)] == [page.pk for page in pages]

    def test_who_may_have_missed_something_is_told_to_ask_for_everything(self, webhook):
        long_ago = timezone.now() - KEPT - timedelta(minutes=1)
        Webhook.objects.filter(pk=webhook.pk).update(read_at=long_ago)
        assert [(each["type"], each["data"]["change"]) for each in messages(webhook)] == [("brand.changed", None)]
        assert messages(webhook) == []

    def test_a_quiet_brand_tells_nothing_until_it_goes_live(self, webhook, iduet, finhire):
        iduet.quiet = True
        iduet.save()
        make_content(home_of(iduet))
        waking.tell_changes.call()
        assert not Message.objects.exists()
        iduet.quiet = False
        iduet.save()
        assert "page.published" in {each["type"] for each in messages(webhook)}


def test_what_ended_long_ago_is_forgotten(webhook):
    now = timezone.now()
    for state, days in (("delivered", 31), ("delivered", 29), ("given up", 91), ("given up", 89)):
        Message.objects.create(
            webhook=webhook, event="page.published", state=state, ended_at=now - timedelta(days=days), body="{}"
        )
    waiting = Message.objects.create(webhook=webhook, event="page.published", body="{}")
    Message.objects.filter(pk=waiting.pk).update(made_at=now - timedelta(days=400))
    assert trim() == 2
    left = Message.objects.order_by("pk").values_list("state", flat=True)
    assert list(left) == ["delivered", "given up", "waiting"]
