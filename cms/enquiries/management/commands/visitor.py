"""`manage.py visitor find|export|erase WORDS`: what a visitor sent, for who asks what is kept of her."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from brands.models import Brand
from cms.enquiries.models import Enquiry
from cms.enquiries.visitors import erase

LEAST = 4  # characters; fewer would find half of all enquiries


class Command(BaseCommand):
    help = "Finds the enquiries in which an e-mail address, telephone number or name occurs, prints or erases them."

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["find", "export", "erase"])
        parser.add_argument("words", help="An e-mail address, telephone number or name, as the visitor wrote it.")
        parser.add_argument("--brand", help="Key of the brand; all brands when left out.")
        parser.add_argument("--yes", action="store_true", help="Erase without being asked again.")

    @transaction.atomic
    def handle(self, *, action: str, words: str, brand: str | None, yes: bool, **options):
        if len(words.strip()) < LEAST:
            raise CommandError(f"Give at least {LEAST} characters: “{words}” would be found almost everywhere.")
        found = Enquiry.objects.of_visitor(words).select_related("brand")
        if brand is not None:
            if not Brand.objects.filter(key=brand).exists():
                known = ", ".join(Brand.objects.values_list("key", flat=True))
                raise CommandError(f"There is no brand “{brand}”. Known: {known}.")
            found = found.filter(brand__key=brand)
        if action == "export":
            told = ("brand__key", "form_title", "received_at", "answers", "consents", "page_path")
            rows = found.values("public_id", *told)
            self.stdout.write(json.dumps(list(rows), cls=DjangoJSONEncoder, indent=1, ensure_ascii=False))
            return
        for enquiry in found:
            self.stdout.write(f"{enquiry.pk}  {enquiry.brand.key}  {enquiry}  {enquiry.summary}")
        number = found.count()
        if action == "find" or not number:
            self.stdout.write(f"Found: {number}.")
            return
        if not yes:
            raise CommandError(f"Nothing is erased yet. Add --yes to erase these {number}.")
        self.stdout.write(f"Erased: {erase(found)}. Mails about them and exports stand elsewhere: delete those too.")
