"""`manage.py notice show|end|list`: words above every page within a minute, also while the database is away."""

import datetime
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.delivery.notices import notices
from cms.delivery.raising import CannotRaise, end_notice, raise_notice

ALL = "all"


class Command(BaseCommand):
    help = "Show an emergency notice on all pages of a brand, or of all brands, until a moment; or end it."
    requires_system_checks = []  # some ask the database

    def add_arguments(self, parser):
        parser.add_argument("what", choices=["show", "end", "list"])
        parser.add_argument("--brand", metavar="KEY", default=ALL, help="only this brand's pages (all when left out)")
        for language, name in settings.LANGUAGES:
            parser.add_argument(f"--{language}", metavar="TEXT", default="", help=f"what it says in {name}")
        parser.add_argument("--until", metavar="MOMENT", help='when it ends, such as "2026-11-30 18:00", local time')
        parser.add_argument("--minutes", type=int, help="after how many minutes it ends, in place of --until")

    def handle(self, what, brand, **options):
        which = None if brand == ALL else brand
        try:
            getattr(self, f"_{what}")(which, options)
        except CannotRaise as reason:
            raise CommandError(str(reason)) from reason
        except OSError as fault:
            raise CommandError(f"The notice could not be written: {fault}") from fault

    def _show(self, brand, options):
        texts = {language: options[language] for language, _ in settings.LANGUAGES}
        ends_at = self._end_of(options)
        told = raise_notice(brand, texts, ends_at)
        moment = timezone.localtime(datetime.datetime.fromtimestamp(ends_at, datetime.UTC))
        self.stdout.write(f"{brand or 'All brands'}: shown until {moment:%Y-%m-%d %H:%M}.")
        if not told:
            self.stderr.write("The database does not answer: other hosts and the change feed do not know of it.")

    def _end(self, brand, options):
        if not end_notice(brand):
            raise CommandError(f"There is no notice of {brand or 'all brands'}.")
        self.stdout.write(f"{brand or 'All brands'}: ended.")

    def _list(self, brand, options):
        for notice in notices().current():
            moment = timezone.localtime(datetime.datetime.fromtimestamp(notice.ends_at, datetime.UTC))
            self.stdout.write(f"{notice.brand or 'All brands'}, until {moment:%Y-%m-%d %H:%M}:")
            for language, text in notice.texts.items():
                self.stdout.write(f"  {language}  {text}")

    @staticmethod
    def _end_of(options) -> float:
        if (options["until"] is None) == (options["minutes"] is None):
            raise CommandError("Say when it ends: --until or --minutes.")
        if options["minutes"] is not None:
            return time.time() + options["minutes"] * 60
        try:
            moment = parse_datetime(options["until"])
        except ValueError:
            moment = None
        if moment is None:
            raise CommandError(f'--until “{options["until"]}” is no moment; write it as "2026-11-30 18:00".')
        return (timezone.make_aware(moment) if timezone.is_naive(moment) else moment).timestamp()
