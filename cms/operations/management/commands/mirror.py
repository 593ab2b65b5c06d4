"""`manage.py mirror build|check|keep|nginx`: the published addresses of all brands as files (docs/delivery.md)."""

import signal
import threading

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError

from brands.models import Brand
from cms.delivery.spreading import spread
from cms.operations.mirror import building, keeping, web_server


class Command(BaseCommand):
    help = "Keep every published address as a file that nginx can serve by itself."

    def add_arguments(self, parser):
        parser.add_argument(
            "what", choices=["build", "check", "keep", "nginx"],
            help="build: make what is missing; check: compare with the platform, exit code 1 where they differ; "
            "keep: go on building whatever changes, until told to stop; nginx: print what nginx has to know",
        )  # fmt: skip
        parser.add_argument("--part", choices=web_server.PARTS, default="site", help="of nginx' settings")
        parser.add_argument("--folder", default=web_server.FOLDER, help="of responses, as nginx sees it")
        parser.add_argument("--brand", action="append", metavar="KEY", help="only this brand; may be given again")

    def handle(self, what, brand=None, **options):
        if what == "nginx":
            self.stdout.write(web_server.settings_text(options["part"], options["folder"]), ending="")
            return
        if not settings.RESPONSE_STORE:
            raise CommandError("Responses are not stored here (RESPONSE_STORE_MB is 0): there is no mirror.")
        known = set(Brand.objects.values_list("key", flat=True))
        if unknown := set(brand or ()) - known:
            raise CommandError(f"There is no brand {', '.join(sorted(unknown))}. There are {', '.join(sorted(known))}.")
        # In this process the platform asks itself.
        settings.API_REQUESTS_PER_MINUTE = 0
        getattr(self, f"_{what}")(brand)

    def _build(self, brands):
        spread()
        built = building.build(building.store_of(WSGIHandler()), brands)
        for line in built.none:
            self.stdout.write(f"  no file: {line}")
        self.stdout.write(f"{built.made} made, {built.there} there already, {len(built.none)} without a file.")

    def _check(self, brands):
        spread()
        found = list(building.check(WSGIHandler(), brands))
        for each in found:
            self.stderr.write(f"{each.address} {each.words}.")
        if found:
            raise CommandError(f"{len(found)} addresses differ. `manage.py mirror build` makes what is missing.")
        self.stdout.write("The mirror is whole, and says what the platform says.")

    def _keep(self, brands):
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        keeping.keep(building.store_of(WSGIHandler()), stopped, brands)
