"""Share cards are drawn when a page is published or its brand looks different; rendering a page only looks them up."""

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django_tasks import task
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.models import Change
from cms.changes.recording import record
from cms.foundation.pages import BasePage
from cms.foundation.prepared import ask
from cms.foundation.scope import Scope
from cms.foundation.together import Loading
from cms.media.models import MediaImage

from .models import SocialCard
from .social_drawing import DESIGN, HEIGHT, WIDTH, Drawing, draw

#: Width and height of every card, in pixels.
SIZE = (WIDTH, HEIGHT)


@task()
def make_social_card(page_id: int) -> bool:
    """Draw the card of a live page unless it looks as it should already. Returns whether it was drawn.

    Drawing holds no transaction; the row is written in a short one, so that the change log hears of it.
    """
    page = Page.objects.filter(pk=page_id, live=True).first()
    specific: Any = page.specific if page is not None else None
    scope = specific.scope() if isinstance(specific, BasePage) else None
    if scope is None:
        return False
    drawing = drawing_of(specific, scope)
    digest = digest_of(drawing)
    card = SocialCard.objects.filter(page_id=page_id).first() or SocialCard(page_id=page_id)
    if card.drawn_from == digest:
        return False
    outdated = card.file.name
    # Nobody guesses the address of a card from what stands on it.
    name = salted_hmac("cms.discovery.social_cards", f"{page_id}:{digest}", algorithm="sha256").hexdigest()[:32]
    card.file.save(f"{name}.jpg", ContentFile(draw(drawing)), save=False)
    card.alt, card.drawn_from = alt_of(specific, scope), digest
    with transaction.atomic():
        card.save()
        if outdated and outdated != card.file.name:
            storage = card.file.storage
            transaction.on_commit(lambda: storage.delete(outdated))
    return True


@task()
def make_social_cards(brand_id: int) -> int:
    """Draw the cards of a brand's live pages that do not look as they should. Returns how many were drawn."""
    directory = BrandDirectory()
    brand = directory.by_id(brand_id)
    drawn = 0
    for root in directory.roots:
        if brand is not None and root.brand.pk == brand.pk:
            pages = Page.objects.filter(path__startswith=root.tree_path, live=True)
            drawn += sum(make_social_card.func(key) for key in pages.values_list("pk", flat=True))
    return drawn


@task(priority=-50)
def make_cards_of(keys: list[int]) -> int:
    """Draw the cards of many pages, such as an import's, once nothing else waits. Returns how many were drawn."""
    return sum(make_social_card.func(key) for key in keys)


def drawing_of(page: Any, scope: Scope) -> Drawing:
    """What stands on the card of a page: pictures in private collections do not."""
    brand = scope.brand
    hero = scope.get(MediaImage, getattr(page, "hero_image_id", None))
    colours = brand.colours()
    return Drawing(
        title=page.title,
        name=brand.name,
        domain=(brand.domain or brand.host).lower(),
        heading_font=brand.typefaces.heading.file,
        text_font=brand.typefaces.body.file,
        background=colours["primary"],
        text=colours["on_primary"],
        accent=colours["accent"],
        logo=_bytes_of(scope.get(MediaImage, brand.logo_dark_id)),
        mark=_bytes_of(scope.get(MediaImage, brand.favicon_id)) if hero is None else None,
        picture=_bytes_of(hero),
        focus=_focus(hero.image) if hero else (0.5, 0.5),
    )


def alt_of(page: Page, scope: Scope) -> str:
    """The card in words: what is written on it."""
    return f"{page.title} – {scope.brand.name}"


def digest_of(drawing: Drawing) -> str:
    """Digest of all that goes into a card."""
    digest = hashlib.sha256(str(DESIGN).encode())
    for name in drawing.__dataclass_fields__:
        value = getattr(drawing, name)
        part = value if isinstance(value, bytes) else repr(value).encode()
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _bytes_of(target: Any) -> bytes | None:
    """The file of a picture; None where it is gone, which is no reason to have no card."""
    if target is None:
        return None
    try:
        with target.image.open_file() as file:
            return file.read()
    except (FileNotFoundError, SourceImageIOError):
        return None


def _focus(image: MediaImage) -> tuple[float, float]:
    point = image.get_focal_point()
    if point is None:
        return 0.5, 0.5
    return round(point.centroid.x / image.width, 4), round(point.centroid.y / image.height, 4)


def load_social_cards(scope: Scope, keys: set) -> Loading[dict]:
    """Share cards by the primary key of their page."""
    (cards,) = yield [ask(_cards_of, keys=keys)]
    return {card.page_id: card for card in cards}


def _cards_of(keys) -> QuerySet:
    return SocialCard.objects.filter(page__among=keys)


# Receivers


def on_page_published(sender, instance: Page, **kwargs):
    transaction.on_commit(lambda: make_social_card.enqueue(instance.pk))


def on_brand_saved(sender, instance: Brand, raw: bool = False, **kwargs):
    if not raw:
        transaction.on_commit(lambda: make_social_cards.enqueue(instance.pk))


def on_card_changed(sender, instance: SocialCard, **kwargs):
    """Who shows the page, shows another card now."""
    page = Page.objects.filter(pk=instance.page_id).first()
    brand = BrandDirectory().brand_of(page) if page is not None else None
    if brand is not None and page is not None and page.live:
        record(Change.Kind.CHANGED, instance, brand=brand, tags=[f"socialcard:{page.pk}"])


def on_card_deleted(sender, instance: SocialCard, **kwargs):
    storage, name = instance.file.storage, instance.file.name or ""
    transaction.on_commit(lambda: storage.delete(name))
