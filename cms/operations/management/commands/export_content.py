"""`manage.py export_content FILE`: a brand, pages or library items in one archive, for another installation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.moving.carrying import LIBRARY
from cms.operations.parcels import ParcelError
from cms.operations.parcels.packing import pack_brand, pack_items, pack_pages
from cms.operations.parcels.places import brand_by_key, page_at


class Command(BaseCommand):
    help = "Write a whole brand, a page with all below it, or library items into one archive, with all they refer to."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that does not exist yet, such as finhire.parcel")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--brand", metavar="KEY", help="a whole brand")
        what.add_argument("--pages", metavar="KEY/PATH", help="a page and all below it, such as finhire/en/articles/")
        what.add_argument("--items", nargs="+", metavar="KIND[:ID]", help="such as role, role:12 or question:7")

    def handle(self, *, file: Path, brand: str | None, pages: str | None, items: list[str] | None, **options):
        if not file.absolute().parent.is_dir():
            raise CommandError(f"There is no folder {file.absolute().parent}. Make it first.")
        try:
            if brand:
                packed = pack_brand(file, brand_by_key(brand))
            elif pages:
                key, _, path = pages.partition("/")
                packed = pack_pages(file, page_at(brand_by_key(key), f"/{path}"))
            else:
                packed = pack_items(file, [item for named in items or [] for item in self._items(named)])
        except ParcelError as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"{file}: {packed.pages} pages, {packed.items} items and {packed.files} files, {packed.size / 1e6:.1f} MB."
        )

    @staticmethod
    def _items(named: str) -> list[Any]:
        kind, _, key = named.partition(":")
        model = next((each for each in LIBRARY if each._meta.model_name == kind.lower()), None)
        if model is None:
            raise CommandError(f"There is no kind “{kind}”: {', '.join(str(e._meta.model_name) for e in LIBRARY)}.")
        if not key:
            return list(model._default_manager.filter(brand=None).order_by("pk"))
        found = model._default_manager.filter(pk=int(key) if key.isdigit() else 0).first()
        if found is None:
            raise CommandError(f"There is no {kind} {key}.")
        return [found]
