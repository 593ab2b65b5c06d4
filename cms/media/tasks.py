"""Making renditions: when an image is uploaded or its focal point moves, never while a page is rendered."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task
from PIL import Image as PillowImage

from .models import MediaImage, Rendition
from .pictures import fits_focal_point


@task()
def make_renditions(image_id: int) -> int:
    """Make the named renditions that an image lacks, then remove those that no longer fit. Returns how many it has."""
    image = MediaImage.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    specs = image.named_specs()
    image.get_renditions(*specs)
    MediaImage.objects.filter(pk=image_id).update(placeholder=dominant_colour(image))
    outdated = [
        rendition
        for rendition in Rendition.objects.filter(image=image)
        if rendition.filter_spec in specs and not fits_focal_point(rendition, image)
    ]
    for rendition in outdated:
        rendition.delete()
    return len(specs)


def dominant_colour(image: MediaImage) -> str:
    """Average colour of an image as ``#rrggbb``."""
    with image.open_file() as file, PillowImage.open(file) as picture:
        picture.draft("RGB", (64, 64))
        return f"#{picture.convert('RGB').resize((1, 1)).tobytes().hex()}"


def renditions_are_missing(image: MediaImage) -> bool:
    """Whether a named rendition that fits the present focal point does not exist."""
    made = {
        rendition.filter_spec
        for rendition in Rendition.objects.filter(image=image)
        if fits_focal_point(rendition, image)
    }
    return not made.issuperset(image.named_specs())


@receiver(post_save, sender=MediaImage)
def enqueue_renditions(sender, instance: MediaImage, raw: bool = False, **kwargs):
    if not raw and instance.file and renditions_are_missing(instance):
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))
