"""Two brands full of things that the public may not see, a word of its own in each."""

import itertools
import json
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from brands.models import Brand, BrandAddress
from cms.consent.models import Cookie
from cms.library.models import Role
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.library import make_call_to_action, make_example, make_question, make_role, make_version
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content, make_role_page, make_specialism


@dataclass
class Planted:
    """Words by what they stand in. `secret` may be read nowhere, `own` with its brand only."""

    secret: dict[str, str] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    hidden_pages: dict[str, Page] = field(default_factory=dict)
    _number: itertools.count = field(default_factory=lambda: itertools.count(1))

    def word(self, what: str) -> str:
        """A word that may be read nowhere."""
        return self.secret.setdefault(what, f"qzsecret{next(self._number)}x")

    def own_word(self, brand: Brand, what: str) -> str:
        """A word that only this brand's readers may read."""
        return self.own.setdefault(brand.key, {}).setdefault(what, f"qzown{next(self._number)}x")

    def forbidden(self, brand: Brand) -> dict[str, str]:
        """Words that readers of a brand may not come across."""
        others = {
            f"{key}: {what}": word
            for key, words in self.own.items()
            if key != brand.key
            for what, word in words.items()
        }
        return self.secret | others


def said(word: str) -> dict:
    """Fields of a page that all say the word."""
    return {
        "slug": word,
        "introduction": f"<p>{word}</p>",
        "search_description": word,
        "seo_title": word,
        "tags": [word],
        "body": [{"type": "text_section", "value": {"heading": word, "text": f"<p>{word}</p>"}}],
    }


def plant(brands: tuple[Brand, ...]) -> Planted:
    """Fill the brands, each with public things of its own and with hidden ones that public pages refer to."""
    planted = Planted()
    shared = make_role("Shared")
    for brand in brands:
        _plant_library(planted, brand, shared)
        _plant_pages(planted, brand)
        _plant_around(planted, brand)
    for item, make in (("role", make_role), ("question", make_question), ("example", make_example)):
        make(planted.word(f"draft {item} of the group"), publish=False)
    make_version(shared, brands[0], tagline=planted.own_word(brands[0], "version"))
    Redirect.objects.create(old_path=f"/{planted.word('redirect of all sites')}", redirect_link="https://example.com/")
    return planted


def _plant_library(planted: Planted, brand: Brand, shared: Role) -> None:
    key = brand.key
    make_version(shared, brand, publish=False, tagline=planted.word(f"draft version, {key}")).delete()
    for kind, make in (("role", make_role), ("question", make_question), ("example", make_example)):
        make(planted.own_word(brand, kind), brand=brand)
        make(planted.word(f"draft {kind}, {key}"), brand=brand, publish=False)
        changed = make(planted.own_word(brand, f"{kind} as published"), brand=brand)
        setattr(changed, changed.content_fields[0], planted.word(f"{kind} as drafted, {key}"))
        changed.save_revision()
        expired = make(planted.word(f"expired {kind}, {key}"), brand=brand)
        type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now())


def _plant_pages(planted: Planted, brand: Brand) -> None:
    key, home = brand.key, home_of(brand)

    def page(what: str, parent: Page = home, **fields) -> Page:
        word = planted.word(f"{what}, {key}")
        made = make_content(parent, word, **{**said(word), **fields})
        planted.hidden_pages[f"{what}, {key}"] = made
        return made

    make_content(home, word := planted.own_word(brand, "page"), **said(word))
    page("draft", publish=False)
    page("scheduled", go_live_at=timezone.now() + timezone.timedelta(hours=1))
    expired = page("expired")
    Page.objects.filter(pk=expired.pk).update(expire_at=timezone.now())
    for kind in ("login", "groups", "password"):
        private = page(f"private by {kind}")
        below = page(f"below private by {kind}", private)
        alias = below.create_alias(parent=home, update_slug=planted.word(f"alias of {kind}, {key}"))
        planted.hidden_pages[f"alias of {kind}, {key}"] = alias
        PageViewRestriction.objects.create(
            page=private, restriction_type=kind, password=planted.word(f"password, {key}")
        )
    changed = make_content(home, planted.own_word(brand, "page as published"))
    changed.title = changed.draft_title = planted.word(f"page as drafted, {key}")
    changed.save_revision()
    _plant_references(planted, brand)


def _plant_references(planted: Planted, brand: Brand) -> None:
    """A public page that refers to what was hidden after it was published."""
    key, home = brand.key, home_of(brand)
    target = make_content(home, word := planted.word(f"unpublished target, {key}"), **said(word))
    planted.hidden_pages[f"unpublished target, {key}"] = target
    role = make_role(planted.word(f"unpublished role, {key}"), brand=brand)
    make_role_page(home, role, planted.own_word(brand, "role page"))
    link = {"text": planted.word(f"text of a link, {key}"), "page": target.pk, "url": "", "contact": False}
    call = make_call_to_action(planted.word(f"call, {key}"), brand=brand, link=[{"type": "link", "value": link}])
    collection = Collection.get_first_root_node().add_child(name=planted.word(f"collection, {key}"))
    image = make_image(planted.word(f"image, {key}"), collection=collection, description=planted.word(f"alt, {key}"))
    document = make_document(planted.word(f"document, {key}"), collection=collection)
    text = (
        f'<p>See <a linktype="page" id="{target.pk}">it</a> or <a linktype="document" id="{document.pk}">this</a></p>'
    )
    body = [
        {"type": "text_section", "value": {"heading": "Text", "text": text}},
        {"type": "role_cards", "value": {"roles": [role.pk]}},
        {"type": "call_to_action", "value": call.pk},
        {"type": "figure", "value": {"image": {"image": image.pk, "alt_text": planted.word(f"alt here, {key}")}}},
        {"type": "link_cards", "value": {"cards": [{"title": "Card", "text": "", "link": link}]}},
    ]
    make_specialism(home, planted.own_word(brand, "page that refers"), body=body, hero_image=image)
    Redirect.objects.create(
        site=brand.site, old_path=f"/{planted.word(f'redirect to a hidden page, {key}')}", redirect_page=target
    )
    target.unpublish()
    role.unpublish()
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def _plant_around(planted: Planted, brand: Brand) -> None:
    key = brand.key
    link = {"text": planted.own_word(brand, "menu"), "page": None, "url": "https://example.com/", "contact": False}
    menu = Menu(brand=brand, locale=locale_of("nl"), place="header", entries=json.dumps([_entry(link)]))
    menu.save()
    menu.save_revision().publish()
    draft = {**link, "text": planted.word(f"draft menu, {key}")}
    Menu.objects.create(
        brand=brand, locale=locale_of("nl"), place="footer", live=False, entries=json.dumps([_entry(draft)])
    )
    Cookie.objects.create(
        brand=brand, name=planted.own_word(brand, "cookie"), provider="us", category="other", duration_unit="session"
    )
    word = planted.own_word(brand, "address")
    BrandAddress.objects.create(brand=brand, label=word, street=word, postal_code="1", city=word)
    Redirect.objects.create(
        site=brand.site, old_path=f"/{planted.own_word(brand, 'redirect')}", redirect_link="https://example.com/"
    )


def _entry(link: dict) -> dict:
    return {"type": "entry", "value": {"heading": "", "link": link, "children": []}}
