"""Pictures and documents that come along with content: looked at as uploads are, and not stored twice."""

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.models import Collection

from brands.models import Brand
from cms.media.contents import check_contents
from cms.media.forms import PictureField
from cms.media.models import MediaDocument, MediaImage
from home.provisioning.teams import brand_collection, group_collection

NUMBERS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class NotFiled(Exception):
    """A file that could not be uploaded either; says why."""


class Filing:
    """Takes files into a brand's collection."""

    def __init__(self, brand: Brand, user: Any = None):
        self.collection: Collection = brand_collection(brand)
        self.known = [self.collection, group_collection()]
        self.user = user
        self.stored: list[Any] = []

    def take(self, model: Any, data: dict[str, Any], name: str, content: bytes) -> tuple[Any, bool]:
        """The picture or document here, and whether it is new.

        :param data: what is said of it: title, description, focal point.
        :raises NotFiled, ValidationError: when it could not be uploaded either.
        """
        self._check(model, name, content)
        known = model.objects.filter(collection__in=self.known)
        for each in known.filter(file_hash=""):
            each.get_file_hash()  # which keeps it
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        same = known.filter(file_hash=digest).first()
        if same is not None:
            return same, False
        made = model(title=str(data.get("title") or name)[:255], collection=self.collection, uploaded_by_user=self.user)
        if model is MediaImage:
            made.description = str(data.get("description") or "")[:255]
            for attribute in NUMBERS:
                value = data.get(attribute)
                setattr(made, attribute, value if isinstance(value, int) and 0 <= value < 100_000 else None)
        made.file.save(PurePosixPath(name).name, ContentFile(content), save=False)
        self.stored.append(made)
        made.file_size = len(content)
        made.file_hash = digest
        made.full_clean(exclude=["uploaded_by_user", "collection"])
        made.save()
        return made, True

    @staticmethod
    def _check(model: Any, name: str, content: bytes) -> None:
        extension = PurePosixPath(name).suffix.lower().lstrip(".")
        known = settings.WAGTAILIMAGES_EXTENSIONS if model is MediaImage else settings.WAGTAILDOCS_EXTENSIONS
        most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE if model is MediaImage else settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        if extension not in known:
            told = _("“%(name)s” is no kind of file that is taken: %(known)s.")
            raise NotFiled(told % {"name": name[:100], "known": ", ".join(known)})
        if len(content) > most:
            told = _("“%(name)s” has %(bytes)s bytes; %(most)s are taken.")
            raise NotFiled(told % {"name": name[:100], "bytes": f"{len(content):,}", "most": f"{most:,}"})
        file = SimpleUploadedFile(name, content)
        if model is MediaImage:
            PictureField().clean(file)
        else:
            try:
                check_contents(file, name)
            except ValidationError as refusal:
                raise NotFiled(f"“{name[:100]}”: {' '.join(refusal.messages)}") from refusal

    def discard(self) -> None:
        """Take away what a database does not take back."""
        for each in self.stored:
            each.file.storage.delete(each.file.name)


def kind_of_file(name: str) -> Any:
    """The model that keeps files of such a name; None where none does."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension in settings.WAGTAILIMAGES_EXTENSIONS:
        return MediaImage
    return MediaDocument if extension in settings.WAGTAILDOCS_EXTENSIONS else None
