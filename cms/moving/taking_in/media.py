"""Pictures and documents of a folder: looked at as uploads are, each once, and none from the net."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.core.exceptions import ValidationError

from cms.media.models import MediaImage

from ..converting.pieces import Picture
from ..filing import Filing, NotFiled, kind_of_file
from ..writing.links import Links, Target
from .source import Refused, Source
from .survey import Remark

#: A host that no site has: what relative addresses lead to where the pages tell no address of their own.
NOWHERE = "https://files.invalid"
#: Folders whose files stand at the root of a site.
OF_SITE = ("", "static/", "public/", "assets/")


class Media:
    """Files of a folder as pictures and documents here."""

    def __init__(self, source: Source, filing: Filing, prefix: str):
        self.source, self.filing, self.prefix = source, filing, prefix
        self.found: dict[str, Any] = {}
        #: Name → whether it is new here.
        self.new: dict[str, bool] = {}

    def take(self, name: str, said: dict[str, Any], remark: Remark) -> Any | None:
        """The picture or document that a file is here; None where there is none, which is told."""
        if name in self.found:
            return self.found[name]
        model = kind_of_file(name)
        if not self.source.has(name) or model is None:
            remark("file", name)
            return None
        try:
            thing, new = self.filing.take(model, said, PurePosixPath(name).name[-100:], self.source.read(name))
        except (NotFiled, Refused) as refusal:
            remark("refused file", str(refusal))
            return None
        except ValidationError as refusal:
            remark("refused file", f"{name}: {' '.join(refusal.messages)}")
            return None
        self.found[name], self.new[name] = thing, new
        return thing

    def named(self, address: str) -> str:
        """The file of the folder that an address means; empty where it means none."""
        try:
            path = unquote(urlsplit(address).path).lstrip("/")
        except ValueError:
            return ""
        own = path.removeprefix(self.prefix)
        for folder in OF_SITE:
            for name in (f"{folder}{path}", f"{self.prefix}{folder}{own}"):
                if self.source.has(name):
                    return name
        return ""


class FileLinks(Links):
    """Links of one file: relative addresses lead from where it lies, to pages and files of the folder."""

    def __init__(self, shared: Links, file: str, media: Media, remark: Remark):
        super().__init__(f"{shared.base}/{file}")
        self.targets, self.media, self.remark = shared.targets, media, remark

    def find(self, address: str) -> Target | None:
        found = super().find(address)
        if found is None and self.is_old(address):
            name = self.media.named(urljoin(self.base, address))
            model = kind_of_file(name) if name else None
            if model is not None and model is not MediaImage:
                thing = self.media.take(name, {}, self.remark)
                return ("document", thing.pk) if thing is not None else None
        return found

    def absolute(self, address: str) -> str:
        found = super().absolute(address)
        return "" if found.startswith(NOWHERE) else found


class FilePictures:
    """Finds the pictures that a file shows among those of the folder."""

    def __init__(self, links: FileLinks):
        self.links = links

    def find(self, picture: Picture) -> Any | None:
        try:
            address = urljoin(self.links.base, picture.src)
        except ValueError:
            return None
        name = self.links.media.named(address) if self.links.is_old(address) else ""
        if not name or kind_of_file(name) is not MediaImage:
            return None
        return self.links.media.take(name, {"description": picture.alt, "title": picture.alt}, self.links.remark)
