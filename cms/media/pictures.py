"""How a picture looks as data: one representation for templates and the API."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images.models import Filter

from cms.foundation.links import Representation
from cms.foundation.prepared import ask
from cms.foundation.scope import LINKED, Scope, register_loader
from cms.foundation.together import Loading
from cms.foundation.visibility import visible_media

from .models import MediaDocument, MediaImage, Rendition
from .sizes import FORMATS, SIZES, Size

MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}


class Source(Representation):
    """Files of one format, for a browser to choose from by width."""

    type: str
    srcset: str
    sizes: str


class FocalPoint(Representation):
    """The point that must stay in view, as fractions of width and height."""

    x: float
    y: float


class Picture(Representation):
    """A picture in a named size. `src` is the fallback; `placeholder` a colour to show until it is there."""

    alt: str
    width: int
    height: int
    src: str
    sources: list[Source]
    focal_point: FocalPoint
    placeholder: str
    credit: str


class PictureTarget:
    """An image behind a reference, with the renditions that exist."""

    def __init__(self, image: MediaImage, renditions: list[Rendition]):
        self.image = image
        # Later entries win: a rendition cut around an older focal point shows only until its successor is made.
        by_age = sorted(renditions, key=lambda rendition: fits_focal_point(rendition, image))
        self.renditions = {rendition.filter_spec: rendition for rendition in by_age}

    def tags(self) -> list[str]:
        return [f"image:{self.image.pk}"]

    def picture(self, size_name: str, alt: str = "", decorative: bool = False) -> Picture:
        """The picture in a named size. What has not been made yet is left out; the nearest that exists stands in."""
        size, image = SIZES[size_name], self.image
        fallback = self._rendition(size, image.fallback_format) or self._nearest(size.widths[-1])
        point = image.get_focal_point()
        return Picture(
            alt="" if decorative else (alt or image.description),
            width=fallback.width if fallback else image.width,
            height=fallback.height if fallback else image.height,
            src=fallback.url if fallback else image.file.url,
            sources=[source for file_format in FORMATS if (source := self._source(size, file_format))],
            focal_point=FocalPoint(
                x=round(point.centroid.x / image.width, 4) if point else 0.5,
                y=round(point.centroid.y / image.height, 4) if point else 0.5,
            ),
            placeholder=image.placeholder or "#e5e7eb",
            credit=image.credit,
        )

    def address(self, size_name: str, width: int) -> str:
        """Address of the fallback file of one width; of the nearest file where it has not been made yet."""
        spec = SIZES[size_name].spec(width, self.image.fallback_format)
        made = self.renditions.get(spec) or self._nearest(width)
        return made.url if made else self.image.file.url

    def _rendition(self, size: Size, file_format: str) -> Rendition | None:
        for width in reversed(size.widths):
            if (rendition := self.renditions.get(size.spec(width, file_format))) is not None:
                return rendition
        return None

    def _nearest(self, width: int) -> Rendition | None:
        return min(self.renditions.values(), key=lambda rendition: abs(rendition.width - width), default=None)

    def _source(self, size: Size, file_format: str) -> Source | None:
        made = [self.renditions.get(size.spec(width, file_format)) for width in size.widths]
        entries = list(dict.fromkeys(f"{item.url} {item.width}w" for item in made if item))
        if not entries:
            return None
        hint = size.hint_for(self.image.width, self.image.height)
        return Source(type=MEDIA_TYPES[file_format], srcset=", ".join(entries), sizes=hint)


def load_images(scope: Scope, keys: set) -> Loading[dict]:
    """Public images by primary key with the renditions that exist; none is made."""
    images, renditions = yield [
        ask(_public_images, keys=keys),
        ask(_renditions, keys=keys),
    ]
    return picture_targets(images, renditions)


def picture_targets(images: Iterable[MediaImage], renditions: Iterable[Rendition]) -> dict[int, PictureTarget]:
    """Images by primary key, each with those renditions that are its."""
    made: dict[int, list[Rendition]] = defaultdict(list)
    for rendition in renditions:
        made[rendition.image_id].append(rendition)
    return {image.pk: PictureTarget(image, made[image.pk]) for image in images}


def _public_images(keys) -> QuerySet:
    return visible_media(MediaImage.objects.filter(pk__among=keys))


def _renditions(keys) -> QuerySet:
    return Rendition.objects.filter(image__among=keys)


def fits_focal_point(rendition: Rendition, image: MediaImage) -> bool:
    """Whether a rendition was cut around the focal point that the image has now."""
    point = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    return rendition.focal_point_key == _focal_point_key(rendition.filter_spec, point)


@lru_cache(maxsize=10_000)
def _focal_point_key(spec: str, point: tuple[int | None, ...]) -> str:
    x, y, width, height = point
    image = MediaImage(focal_point_x=x, focal_point_y=y, focal_point_width=width, focal_point_height=height)
    return Filter(spec=spec).get_cache_key(image)


class DocumentTarget:
    """A document behind a reference."""

    def __init__(self, document: MediaDocument):
        self.document = document
        # Of a brand's site, whatever host asks: the API's own has no documents.
        self.url = reverse("wagtaildocs_serve", args=[document.pk, document.filename], urlconf=settings.SITE_URLCONF)

    def tags(self) -> list[str]:
        return [f"mediadocument:{self.document.pk}"]


def load_documents(scope: Scope, keys: set) -> Loading[dict]:
    """Documents in collections without a privacy setting, by primary key."""
    (documents,) = yield [ask(_public_documents, keys=keys)]
    return {document.pk: DocumentTarget(document) for document in documents}


def _public_documents(keys) -> QuerySet:
    return visible_media(get_document_model().objects.filter(pk__among=keys))


def register_loaders() -> None:
    register_loader(MediaImage, load_images)
    register_loader(get_document_model(), load_documents, LINKED)
