"""`manage.py social_cards [BRAND …]`."""

from django.core.management.base import BaseCommand, CommandError

from brands.directory import BrandDirectory
from cms.discovery.social_cards import make_social_cards


class Command(BaseCommand):
    """Draws the share cards that live pages lack, such as after an upgrade or a restore without files."""

    help = "Draw the share cards that live pages lack or that look different by now."

    def add_arguments(self, parser):
        parser.add_argument("brands", nargs="*", metavar="BRAND", help="keys of brands; all brands when left out")

    def handle(self, *, brands, **options):
        directory = BrandDirectory()
        known = {brand.key: brand for brand in directory.brands}
        unknown = [key for key in brands if key not in known]
        if unknown:
            raise CommandError(f"There is no brand {', '.join(unknown)}. There are: {', '.join(known) or 'none yet'}.")
        for key in brands or known:
            self.stdout.write(f"{key}: {make_social_cards.func(known[key].pk)} drawn")
