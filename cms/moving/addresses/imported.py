"""What an import remembers of where things stood: old address → address here."""

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import get_page_models

from brands.models import Brand
from cms.media.models import MediaDocument, MediaImage

from ..models import Imported
from ..redirects.places import Place

#: Parameters under which WordPress answers with a thing by its number.
BY_NUMBER = ("p", "page_id", "attachment_id")


class ImportedAddresses:
    """Where the things of an import stand now."""

    def __init__(self, brand: Brand, places: list[Place]):
        self._paths = {place.page_id: place.path for place in places}
        self.by_path: dict[str, str] = {}
        self.by_number: dict[str, str] = {}
        self.by_file_name: dict[str, str] = {}
        rows = Imported.objects.filter(brand=brand)
        files = self._files(rows)
        pages = {ContentType.objects.get_for_model(model).pk for model in get_page_models()}
        for row in rows.iterator():
            target = self._paths.get(row.object_id) if row.content_type_id in pages else None
            target = target or files.get((row.content_type_id, row.object_id))
            if not target:
                continue
            if row.source_id.isdecimal():
                self.by_number[row.source_id] = target
            path = unquote(urlsplit(row.source_url).path).rstrip("/").lower() if row.source_url else ""
            if path:
                self.by_path[path] = target
                self.by_file_name.setdefault(path.rpartition("/")[2], target)

    @staticmethod
    def _files(rows) -> dict[tuple[int, int], str]:
        """(content type, key) → address of images and documents."""
        found: dict[tuple[int, int], str] = {}
        image, document = (ContentType.objects.get_for_model(model) for model in (MediaImage, MediaDocument))
        for each in MediaImage.objects.filter(pk__in=rows.filter(content_type=image).values("object_id")):
            found[(image.pk, each.pk)] = f"{settings.MEDIA_URL.rstrip('/')}/{each.file.name}"
        for each in MediaDocument.objects.filter(pk__in=rows.filter(content_type=document).values("object_id")):
            found[(document.pk, each.pk)] = each.url
        return found

    def find(self, address: str) -> str:
        """Where the thing of an old address stands now; empty where nothing is known of it."""
        path, _mark, query = address.partition("?")
        for part in query.split("&"):
            name, _equals, value = part.partition("=")
            if name in BY_NUMBER and value in self.by_number:
                return self.by_number[value]
        return "" if query else self.by_path.get(unquote(path).rstrip("/").lower(), "")

    def addresses(self) -> list[str]:
        """Addresses by number of everything that was imported."""
        return [f"/?p={number}" for number in self.by_number]
