"""Pictures and documents of a parcel: looked at as uploads are, and not stored twice."""

import hashlib
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from brands.models import Brand
from cms.media.contents import check_contents
from cms.media.forms import PictureField
from cms.media.models import MediaImage
from home.provisioning.teams import brand_collection, group_collection

from . import ParcelError
from .contents import FILES, Filed, model_of

NUMBERS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class Filing:
    """Takes a parcel's files into a brand's collection."""

    def __init__(self, brand: Brand, folder: Path):
        self.folder = folder
        self.collection: Collection = brand_collection(brand)
        self.known = [self.collection, group_collection()]
        self.stored: list[Any] = []

    @staticmethod
    def model_of(filed: Filed) -> Any:
        return model_of(filed.model, FILES)

    def take(self, filed: Filed) -> tuple[int, bool]:
        """The key of the file here, and whether it is new.

        :raises ParcelError, ValidationError: when it could not be uploaded either.
        """
        model = self.model_of(filed)
        content = (self.folder / filed.file).read_bytes()
        name = str(filed.data.get("file") or PurePosixPath(filed.file).name)
        self._check(model, name, content)
        known = model.objects.filter(collection__in=self.known)
        for each in known.filter(file_hash=""):
            each.get_file_hash()  # which keeps it
        same = known.filter(file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest()).first()
        if same is not None:
            return same.pk, False
        made = model(title=str(filed.data.get("title") or name)[:255], collection=self.collection)
        if model is MediaImage:
            made.description = str(filed.data.get("description") or "")[:255]
            for attribute in NUMBERS:
                value = filed.data.get(attribute)
                setattr(made, attribute, value if isinstance(value, int) and 0 <= value < 100_000 else None)
        made.file.save(PurePosixPath(name).name, ContentFile(content), save=False)
        self.stored.append(made)
        made.file_size = len(content)
        made.file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        made.full_clean(exclude=["uploaded_by_user", "collection"])
        made.save()
        return made.pk, True

    @staticmethod
    def _check(model: Any, name: str, content: bytes) -> None:
        extension = PurePosixPath(name).suffix.lower().lstrip(".")
        known = settings.WAGTAILIMAGES_EXTENSIONS if model is MediaImage else settings.WAGTAILDOCS_EXTENSIONS
        most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE if model is MediaImage else settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        if extension not in known:
            raise ParcelError(f"“{name[:100]}” is no kind of file that is taken: {', '.join(known)}.")
        if len(content) > most:
            raise ParcelError(f"“{name[:100]}” has {len(content):,} bytes; {most:,} are taken.")
        file = SimpleUploadedFile(name, content)
        if model is MediaImage:
            PictureField().clean(file)
        else:
            try:
                check_contents(file, name)
            except ValidationError as refusal:
                raise ParcelError(f"“{name[:100]}”: {' '.join(refusal.messages)}") from refusal

    def discard(self) -> None:
        """Take away what a database does not take back."""
        for each in self.stored:
            each.file.storage.delete(each.file.name)
