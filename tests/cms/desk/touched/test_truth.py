"""What is told before a change is what it does: which pages read differently, at which addresses, who gets messages."""

from functools import partial
from urllib.parse import urlsplit

import pytest
from wagtail.models import Page

from brands.directory import ROOT_PATH_LENGTH, BrandDirectory
from cms.changes.models import Change, Message, Webhook
from cms.changes.webhooks.collecting import collect
from cms.desk.touched.deeds import Deed
from cms.desk.touched.reach import reach_of
from cms.foundation.tags import names_of
from cms.foundation.visibility import public
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from home.provisioning.teams import group_collection
from tests.api.test_layout import make_entries, to
from tests.factories.brands import home_of
from tests.factories.library import make_call_to_action, make_role, make_version, translate
from tests.factories.media import make_image
from tests.factories.pages import (
    make_article,
    make_article_index,
    make_comparison,
    make_contact,
    make_content,
    make_mirror,
    make_role_page,
    make_specialism,
)
from tests.factories.webhooks import make_webhook
from tests.settling import settle_all

from .conftest import cards


@pytest.fixture(autouse=True)
def _everything_is_settled(monkeypatch, settings):
    settle_all(monkeypatch)
    settings.CACHE_TAGS = True


CONTACT = {"text": "Write to us", "page": None, "url": "", "contact": True}


@pytest.fixture
def site(brands, role):
    """On each brand a section with role pages, comparisons, articles, what links there, and a webhook.

    Each offers a page that the other shows. Both show a call to action that leads to their contact page.
    """
    built = {}
    translate(role, "en")
    invitation = make_call_to_action(link=[{"type": "link", "value": CONTACT}])
    for brand in brands:
        home = home_of(brand)
        section, target = make_specialism(home, slug="section"), make_specialism(home, slug="target")
        other = make_role(brand=brand)
        about = make_role_page(section, role, slug="role")
        compared = make_comparison(section, [role, other], slug="compared")
        make_comparison(section, [other, make_role(brand=brand)], slug="beside")
        index = make_article_index(home, slug="articles")
        article = make_article(index, slug="article")
        link = f'<p><a linktype="page" id="{compared.pk}">There</a></p>'
        make_content(home, slug="links", introduction=link)
        make_content(home, slug="invites", body=[{"type": "call_to_action", "value": invitation.pk}])
        card = {"title": "Write to us", "text": "", "link": CONTACT}
        make_content(home, slug="card", body=[{"type": "link_cards", "value": {"heading": "Cards", "cards": [card]}}])
        bare = make_role(brand=brand)
        make_content(home, slug="cards", body=[cards(role, bare)])
        pictured = make_image(collection=group_collection())
        make_content(home, slug="picture", hero_image=pictured)
        make_content(home_of(brand, "en"), slug="english", body=[cards(role)])
        make_webhook(brand)
        menu = Menu.objects.create(brand=brand, locale=locale_of("nl"), place="header")
        built[brand.key] = {
            "home": home, "section": section, "target": target, "about": about, "compared": compared,
            "article": article, "pictured": pictured, "menu": menu,
            "first": make_role_page(section, bare, slug="first", publish=False),
            "draft": make_article(index, slug="draft", publish=False),
        }  # fmt: skip
    for brand, other in (brands, brands[::-1]):
        built[brand.key]["offered"] = make_content(built[brand.key]["section"], slug="offered")
        make_mirror(built[brand.key]["offered"], home_of(other), "mirror")
    return built


def publish(thing, **fields):
    """Publish it with another title, or with other fields."""
    thing = type(thing).objects.get(pk=thing.pk)
    for name, value in (fields or {"title": "Said anew"}).items():
        setattr(thing, name, value)
    thing.save_revision().publish()


def save(thing, **fields):
    thing = type(thing).objects.get(pk=thing.pk)
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()


def publish_role(role):
    publish(role, tagline="Said anew")


def unpublish(page):
    type(page).objects.get(pk=page.pk).unpublish()


def delete(page):
    type(page).objects.get(pk=page.pk).delete()


def move(page):
    target = Page.objects.get(slug="target", path__startswith=page.path[:ROOT_PATH_LENGTH])
    Page.objects.get(pk=page.pk).move(target, pos="last-child")


#: Name → the thing of a brand, the deed to it, and what then happens.
DEEDS = {
    "an original": (lambda own, brand, role: role, None, publish_role),
    "a version": (lambda own, brand, role: make_version(role, brand, tagline="Ours"), None, publish_role),
    "a picture": (lambda own, brand, role: own["pictured"], None, partial(save, description="Described anew")),
    "a menu": (
        lambda own, brand, role: own["menu"], None,
        lambda menu: publish(menu, entries=make_entries(to(menu.brand.site.root_page, "Said anew"))),
    ),
    "a brand": (lambda own, brand, role: brand, None, partial(save, name="Renamed")),
    "a move": (lambda own, brand, role: own["compared"], lambda own: Deed("move", own["target"]), move),
    "publishing a draft": (lambda own, brand, role: own["draft"], lambda own: Deed("publish"), publish),
    "publishing a role page": (lambda own, brand, role: own["about"], lambda own: Deed("publish"), publish),
    "publishing a role's first page": (lambda own, brand, role: own["first"], lambda own: Deed("publish"), publish),
    "publishing the first contact page": (
        lambda own, brand, role: make_contact(own["home"], slug="contact", publish=False), lambda own: Deed("publish"),
        publish,
    ),
    "unpublishing the contact page": (
        lambda own, brand, role: make_contact(own["home"], slug="contact"), lambda own: Deed("unpublish"), unpublish,
    ),
    "publishing the contact page of a menu": (
        lambda own, brand, role: _with_menu(own, make_contact(own["home"], slug="contact", publish=False)),
        lambda own: Deed("publish"), publish,
    ),
    "publishing what others mirror": (
        lambda own, brand, role: own["offered"], lambda own: Deed("publish"), publish,
    ),
    "publishing another address": (
        lambda own, brand, role: _with_draft(own["section"], slug="elsewhere"), lambda own: Deed("publish"),
        partial(publish, slug="elsewhere"),
    ),
    "unpublishing": (lambda own, brand, role: own["compared"], lambda own: Deed("unpublish"), unpublish),
    "unpublishing a role page": (lambda own, brand, role: own["about"], lambda own: Deed("unpublish"), unpublish),
    "deleting": (lambda own, brand, role: own["compared"], lambda own: Deed("delete"), delete),
    "deleting a section": (lambda own, brand, role: own["section"], lambda own: Deed("delete"), delete),
    "unpublishing a section": (lambda own, brand, role: own["section"], lambda own: Deed("unpublish"), unpublish),
}  # fmt: skip


def _with_menu(own, page):
    publish(own["menu"], entries=make_entries(CONTACT))
    return page


def _with_draft(page, **fields):
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    return type(page).objects.get(pk=page.pk)


@pytest.mark.parametrize(("number", "name"), list(enumerate(DEEDS)))
def test_it_is_what_happens(number, name, site, brands, role, client):
    """Whatever reads differently afterwards was told, and nothing that is not asked for anew."""
    brand = brands[number % 2]
    own = site[brand.key]
    thing_of, deed_of, do = DEEDS[name]
    thing, deed = thing_of(own, brand, role), deed_of(own) if deed_of else None
    for webhook in Webhook.objects.all():
        collect(webhook)
    before = _made_of(client)
    reach = reach_of(thing, BrandDirectory(), None, deed)
    told = {each.page.pk for each in reach.pages}
    addresses = {address for each in reach.pages for address in each.addresses}
    answered = {address for address in addresses if _answers(client, address)}
    last = Change.objects.latest("pk").pk
    Message.objects.all().delete()

    do(thing)

    after = _made_of(client)
    tags = set(names_of(tag for row in Change.objects.filter(pk__gt=last) for tag in row.tags))
    dropped = {pk for pk, (made_of, _) in before.items() if made_of & tags} | (after.keys() - before.keys())
    differs = {pk for pk in before.keys() | after.keys() if before.get(pk, ("", ""))[1] != after.get(pk, ("", ""))[1]}
    assert differs, "the deed changes something"
    assert _slugs(differs - told) == set()
    assert _slugs(told - dropped) == set()
    assert [address for address in addresses - answered if not _answers(client, address)] == []
    for webhook in Webhook.objects.all():
        collect(webhook)
    assert {webhook.pk for webhook in reach.webhooks} == set(Message.objects.values_list("webhook", flat=True))


def _made_of(client) -> dict[int, tuple[set[str], str]]:
    """Public page → what its answer names of what it was made of, and what it says."""
    directory, found = BrandDirectory(), {}
    for page in public(Page.objects.filter(depth__gt=1)):
        if directory.brand_of(page) is None:
            continue
        parts = urlsplit(page.get_full_url())
        response = client.get(parts.path, headers={"host": parts.netloc})
        assert response.status_code == 200, page.url_path
        found[page.pk] = set(response["Cache-Tag"].split(",")), response.text
    return found


def _answers(client, address: str) -> bool:
    parts = urlsplit(address)
    return client.get(parts.path, headers={"host": parts.netloc}).status_code == 200


def _slugs(keys) -> set[str]:
    return set(Page.objects.filter(pk__in=keys).values_list("slug", flat=True))
