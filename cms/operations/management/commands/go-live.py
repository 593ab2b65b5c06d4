"""`manage.py go-live --brand KEY`: from a quiet copy to a public site, by a checklist."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from brands.models import Brand
from cms.operations.going_live import look_at

SIGNS = {True: "ok  ", False: "STOP", None: "look"}


class Command(BaseCommand):
    help = "Go through a brand's checklist and let it go live; refuses while something on it is wrong."

    def add_arguments(self, parser):
        parser.add_argument(
            "--brand", required=True, metavar="KEY", help="short name, as manage.py brand list shows it"
        )
        parser.add_argument("--check-only", action="store_true", help="print the checklist and change nothing")
        parser.add_argument(
            "--quiet-again", action="store_true", help="no mail, webhook, purge or indexing from now on"
        )

    def handle(self, *, brand: str, check_only: bool, quiet_again: bool, **options):
        found = Brand.objects.select_related("site").filter(key=brand).first()
        if found is None:
            known = ", ".join(Brand.objects.values_list("key", flat=True)) or "none"
            raise CommandError(f"There is no brand “{brand}”. Known: {known}.")
        if quiet_again:
            self._set(found, quiet=True)
            self.stdout.write(f"{found.name} is quiet.")
            return
        findings = list(look_at(found))
        for finding in findings:
            self.stdout.write(f"{SIGNS[finding.ok]}  {finding.name:10} {finding.words}")
        wrong = sum(finding.ok is False for finding in findings)
        if wrong:
            raise CommandError(f"{found.name} stays as it is: {wrong} to mend. Nothing was changed.")
        if not check_only:
            self._set(found, quiet=False)
            self.stdout.write(f"{found.name} is live at {found.root_url}/")

    @staticmethod
    def _set(brand: Brand, quiet: bool):
        if brand.quiet != quiet:
            with transaction.atomic():  # with its row in the change log
                brand.quiet = quiet
                brand.save(update_fields=["quiet"])
