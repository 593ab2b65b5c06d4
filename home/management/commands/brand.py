"""`manage.py brand create|copy|list|check`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from brands.models import Brand
from home.provisioning.brands import BrandError, BrandOrder, check_brands, ensure_brand, remove_welcome_site
from home.provisioning.copying import copy_brand
from home.provisioning.teams import ensure_librarians


class Command(BaseCommand):
    """Makes, lists and checks brands."""

    help = "Make a brand with its site, root pages, collection and teams; list brands; check them."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        create = actions.add_parser("create", help="make a brand, or complete what it lacks")
        create.add_argument("key", help="short name in lower case, such as finhire; it never changes")
        create.add_argument("--name", required=True, help="as visitors read it")
        create.add_argument("--host", required=True, help="canonical host name, such as www.finhire.nl")
        create.add_argument("--language", action="append", dest="languages", help="nl (always first), en; repeatable")
        create.add_argument("--port", type=int, help="only where the site does not answer on the usual port")
        copy = actions.add_parser("copy", help="make a new brand from all that another shows, as drafts")
        copy.add_argument("source", help="key of the brand that is copied")
        copy.add_argument("key", help="short name of the new one in lower case; it never changes")
        copy.add_argument("--name", required=True, help="as visitors read it")
        copy.add_argument("--host", required=True, help="canonical host name, such as www.finhire.nl")
        copy.add_argument("--port", type=int, help="only where the site does not answer on the usual port")
        actions.add_parser("list", help="list the brands")
        actions.add_parser("check", help="say what brands lack; exit code 1 when something does")

    def handle(self, *, action, **options):
        getattr(self, f"handle_{action}")(options)

    def handle_create(self, options):
        order = BrandOrder(
            key=options["key"],
            name=options["name"],
            hostname=options["host"],
            languages=options["languages"] or [settings.LANGUAGE_CODE],
            port=(443 if settings.HTTPS else settings.PORT) if options["port"] is None else options["port"],
        )
        try:
            with transaction.atomic():
                brand, created = ensure_brand(order)
                remove_welcome_site()
                ensure_librarians()
        except BrandError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{'Made' if created else 'Already there, complete'}: {brand.name} at {brand.root_url}/")

    def handle_copy(self, options):
        source = Brand.objects.filter(key=options["source"]).first()
        if source is None:
            known = ", ".join(Brand.objects.values_list("key", flat=True))
            raise CommandError(f"There is no brand {options['source']}. There are: {known or 'none'}.")
        port = (443 if settings.HTTPS else settings.PORT) if options["port"] is None else options["port"]
        try:
            copied = copy_brand(source, options["key"], options["name"], options["host"], port)
        except BrandError as error:
            raise CommandError(str(error)) from error
        counted = f"{copied.pages} pages, {copied.items} items, {copied.files} files, all drafts"
        self.stdout.write(f"Made: {copied.brand.name} at {copied.brand.root_url}/ from {source.name}: {counted}.")

    def handle_list(self, options):
        brands = Brand.objects.select_related("site").prefetch_related("languages__locale")
        for brand in brands:
            languages = ",".join(row.locale.language_code for row in brand.languages.all())
            self.stdout.write(f"{brand.key:20} {brand.name:24} {languages:8} {brand.root_url}/")
        if not brands:
            self.stdout.write("There are no brands yet. Make one with: manage.py brand create KEY --name … --host …")

    def handle_check(self, options):
        findings = check_brands()
        for finding in findings:
            self.stdout.write(f"{finding.brand}: {finding.message}")
        if findings:
            raise CommandError(f"{len(findings)} things to mend.", returncode=1)
        self.stdout.write("All brands are complete.")
