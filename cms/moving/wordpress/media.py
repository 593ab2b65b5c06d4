"""Files of another site as images and documents of the brand: looked at as an upload is, each once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection

from cms.media.forms import PictureField
from cms.media.models import MediaDocument, MediaImage

from ..converting.pieces import Picture
from ..writing.links import Links
from ..writing.memory import Memory
from .uploads import NoFile, Uploads, below_uploads, whole

Fetch = Callable[[str], bytes]
Told = Callable[[str, str], None]
LONGEST_ALT, LONGEST_TITLE, LONGEST_CREDIT = 255, 255, 120


@dataclass
class Attachment:
    """A file there: its number, path below the uploads, address, and what is said of it."""

    id: str
    path: str
    url: str
    link: str
    title: str
    alt: str
    caption: str
    digest: str
    credit: str = ""
    remarks: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Image:
    """An image here, as blocks need to know it."""

    pk: int
    description: str
    title: str
    credit: str = ""


class Media:
    """Brings files over, and finds them again for the pictures of bodies.

    :param fetch: gets a file by its address, where somebody asked for that.
    """

    def __init__(
        self, memory: Memory, links: Links, uploads: Uploads, collection: Collection, fetch: Fetch | None = None,
        user: Any = None,
    ):  # fmt: skip
        self.memory, self.links, self.uploads, self.collection = memory, links, uploads, collection
        self.fetch, self.user = fetch, user
        self.images: dict[str, Image] = {}
        self.paths: dict[str, str] = {}  # path below the uploads → name of the attachment
        self.made: list[Any] = []
        self._field = PictureField()

    def bring(self, attachment: Attachment) -> tuple[str, Any]:
        """What became of an attachment (an outcome of `ImportLine`), and the image or document that it is here."""
        self.paths.setdefault(attachment.path, attachment.id)
        known = self._known(attachment)
        if known is not None:
            return known
        name = PurePosixPath(attachment.path).name
        try:
            content = self._content(attachment)
            thing = self._made(name, content, attachment)
        except NoFile as missing:
            attachment.remarks.append(("file", str(missing)))
            return "left", None
        except ValidationError as wrong:
            attachment.remarks.append(("refused file", f"{name}: {' '.join(wrong.messages)}"))
            return "left", None
        self.memory.remember(attachment.id, thing, url=attachment.url, digest=attachment.digest)
        self._index(attachment, thing)
        if isinstance(thing, MediaImage) and not thing.description:
            attachment.remarks.append(("alt", thing.title))
        return "made", thing

    def find(self, picture: Picture) -> Image | None:
        """The image of a picture in a body: by its number, by its address, or straight out of the uploads."""
        if picture.number in self.images:
            return self.images[picture.number]
        if not picture.src or (picture.src.startswith("http") and not self.links.is_old(picture.src)):
            return None
        path = below_uploads(picture.src)
        for each in (path, whole(path)):
            if (found := self.images.get(self.paths.get(each, ""))) is not None:
                return found
        path = next((each for each in (whole(path), path) if self.uploads.has(each)), "")
        if not path and self.fetch is None:
            return None
        name = f"upload:{path or below_uploads(picture.src)}"[:190]
        title = picture.alt or PurePosixPath(path or picture.src).stem
        attachment = Attachment(name, path, picture.src, "", title, picture.alt, "", "")
        self.bring(attachment)
        return self.images.get(attachment.id)

    def discard(self) -> None:
        """Take away the files whose rows were rolled back."""
        for thing in self.made:
            if thing.file and thing.file._committed:
                thing.file.storage.delete(thing.file.name)

    # One file

    def _known(self, attachment: Attachment) -> tuple[str, Any] | None:
        row = self.memory.rows.get(attachment.id)
        if row is None:
            return None
        thing = row.content_type.model_class()._default_manager.filter(pk=row.object_id).first()  # type: ignore[union-attr]
        if thing is None:
            attachment.remarks.append(("deleted", attachment.title))
            return None
        self._index(attachment, thing)
        return "same", thing

    def _content(self, attachment: Attachment) -> bytes:
        names = dict.fromkeys((attachment.path, below_uploads(attachment.url), whole(attachment.path)))
        for name in filter(None, names):
            if self.uploads.has(name):
                return self.uploads.read(name)
        if self.fetch is not None:
            return self.fetch(self.links.absolute(attachment.url))
        raise NoFile(attachment.path or attachment.url)

    def _made(self, name: str, content: bytes, attachment: Attachment) -> Any:
        extension = PurePosixPath(name).suffix.lower().lstrip(".")
        title = (attachment.title or name)[:LONGEST_TITLE]
        thing: Any
        if extension in settings.WAGTAILIMAGES_EXTENSIONS:
            self._field.clean(SimpleUploadedFile(name[-100:], content))
            thing = MediaImage(
                title=title, description=attachment.alt[:LONGEST_ALT], credit=attachment.credit[:LONGEST_CREDIT]
            )
        elif extension in settings.WAGTAILDOCS_EXTENSIONS:
            thing = MediaDocument(title=title)
        else:
            raise ValidationError("this kind of file is not kept here.")
        thing.collection, thing.uploaded_by_user = self.collection, self.user
        thing.file = ContentFile(content, name=name[-100:])
        thing.file_size = len(content)
        thing.full_clean(exclude=["width", "height"])
        self.made.append(thing)
        thing.save()
        return thing

    def _index(self, attachment: Attachment, thing: Any) -> None:
        self.paths.setdefault(attachment.path, attachment.id)
        if isinstance(thing, MediaImage):
            self.images[attachment.id] = Image(thing.pk, thing.description, thing.title, thing.credit)
            return
        target = ("document", thing.pk)
        self.links.add_all((attachment.url, attachment.link), target)
        if attachment.id.isdecimal():
            self.links.add(f"/?attachment_id={attachment.id}", target)
