"""Making renditions: when an image is uploaded or its focal point moves, never while a page is rendered."""

from io import BytesIO

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django_tasks import task
from PIL import Image as PillowImage
from wagtail.images.models import Filter

from .models import MediaImage, Rendition
from .pictures import fits_focal_point


@task()
def make_renditions(image_id: int) -> int:
    """Make the named renditions that an image lacks, then remove those that no longer fit. Returns how many it has.

    Cutting takes seconds and holds no transaction; what was made is written with the image's own row in a short one,
    so that whoever watches images learns of it.
    """
    image = MediaImage.objects.filter(pk=image_id).first()
    if image is None:
        return 0
    specs = image.named_specs()
    made = {rendition.filter_spec for rendition in _fitting(image)}
    with image.open_file() as file:
        original = file.read()
    cut = [
        image.generate_rendition_instance(Filter(spec=spec), BytesIO(original)) for spec in specs if spec not in made
    ]
    image.placeholder = dominant_colour(image)
    with transaction.atomic():
        Rendition.objects.bulk_create(cut, ignore_conflicts=True)  # another worker may have been faster
        image.save(update_fields=["placeholder"])
        for rendition in Rendition.objects.filter(image=image, filter_spec__in=specs):
            if not fits_focal_point(rendition, image):
                rendition.delete()
    return len(specs)


def dominant_colour(image: MediaImage) -> str:
    """Average colour of an image as ``#rrggbb``."""
    with image.open_file() as file, PillowImage.open(file) as picture:
        picture.draft("RGB", (64, 64))
        return f"#{picture.convert('RGB').resize((1, 1)).tobytes().hex()}"


def renditions_are_missing(image: MediaImage) -> bool:
    """Whether a named rendition that fits the present focal point does not exist."""
    return not {rendition.filter_spec for rendition in _fitting(image)}.issuperset(image.named_specs())


def _fitting(image: MediaImage) -> list[Rendition]:
    """Renditions that were cut around the focal point that the image has now."""
    return [rendition for rendition in Rendition.objects.filter(image=image) if fits_focal_point(rendition, image)]


@receiver(post_save, sender=MediaImage)
def enqueue_renditions(sender, instance: MediaImage, raw: bool = False, **kwargs):
    if not raw and instance.file and renditions_are_missing(instance):
        transaction.on_commit(lambda: make_renditions.enqueue(instance.pk))
