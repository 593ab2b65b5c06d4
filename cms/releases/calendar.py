"""What happens when, a month at a glance: releases, and what is scheduled on its own, of one's own brands."""

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page, Revision

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand
from brands.permissions import brand_ids_of

from .models import Release
from .views import amsterdam


@dataclass(frozen=True)
class Event:
    """Something that happens at a moment."""

    at: datetime.datetime
    what: str
    title: str
    brand: Brand
    url: str | None


@dataclass(frozen=True)
class Month:
    """A month of a year, from its first moment in Amsterdam to that of the next."""

    year: int
    month: int

    @classmethod
    def named(cls, text: str) -> "Month":
        """The month that an address names (`2026-11`), or this one."""
        try:
            day = datetime.date.fromisoformat(f"{text}-01")
        except ValueError:
            day = timezone.localdate(timezone=amsterdam())
        # There is a month before the first and after the last that a date can have.
        return cls(min(max(day.year, 2), 9998), day.month)

    def __str__(self):
        return f"{self.year:04}-{self.month:02}"

    @property
    def name(self) -> str:
        return f"{MONTHS[self.month]} {self.year}"

    def moved(self, months: int) -> "Month":
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def start(self) -> datetime.datetime:
        return datetime.datetime(self.year, self.month, 1, tzinfo=amsterdam())

    def weeks(self) -> list[list[datetime.date]]:
        """From Monday to Sunday, with the days of other months at the edges."""
        return calendar.Calendar().monthdatescalendar(self.year, self.month)


def events(user, month: Month, brands: list[Brand], directory: BrandDirectory) -> list[Event]:
    """What happens in a month on these brands, in the order of time."""
    return sorted(
        [*_of_releases(month, brands), *_scheduled(user, month, brands, directory)], key=lambda event: event.at
    )  # fmt: skip


def _of_releases(month: Month, brands: list[Brand]) -> Iterator[Event]:
    start, stop = month.start, month.moved(1).start
    own = {brand.pk: brand for brand in brands}
    for release in Release.objects.filter(brand__in=own):
        url = reverse("release_plan", args=[release.pk])
        state = release.get_state_display()
        for moment, what in ((release.starts_at, _("release")), (release.ends_at, _("end of a release"))):
            if moment is not None and start <= moment < stop:
                yield Event(moment, f"{what} ({state})", release.title, own[release.brand_id], url)


def _scheduled(user, month: Month, brands: list[Brand], directory: BrandDirectory) -> Iterator[Event]:
    span = (month.start, month.moved(1).start - datetime.timedelta(microseconds=1))
    finder = AdminURLFinder(user)
    found: list[tuple[datetime.datetime, str, Any]] = [
        (revision.approved_go_live_at, _("goes live"), revision.as_object())
        for revision in Revision.objects.filter(approved_go_live_at__range=span).select_related("content_type")
        if revision.content_object is not None
    ]
    for model in _with_dates():
        found += [
            (each.expire_at, _("expires"), each)
            for each in model._base_manager.filter(live=True, expire_at__range=span)
        ]
    own = {brand.pk: brand for brand in brands}
    for moment, what, thing in found:
        brand = directory.brand_of(thing) if isinstance(thing, Page) else own.get(thing.brand_id)
        if brand is not None and brand.pk in own:
            subject = thing.specific if isinstance(thing, Page) else thing
            title = thing.title if isinstance(thing, Page) else str(thing)
            yield Event(moment, what, title, brand, finder.get_edit_url(subject))


def _with_dates() -> list[Any]:
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    return [Page, *(model for model in others if not issubclass(model, Page) and hasattr(model, "brand_id"))]


class CalendarView(TemplateView):
    """A month of one's own brands; `month` and `brand` in the address choose others."""

    template_name = "releases/calendar.html"

    def dispatch(self, request, *args, **kwargs):
        with timezone.override(amsterdam()):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_context_data(self, **kwargs):
        user, directory = self.request.user, directory_for(self.request)
        mine = [brand for brand in directory.brands if user.is_superuser or brand.pk in brand_ids_of(user)]
        wanted = self.request.GET.get("brand", "")
        shown = [brand for brand in mine if brand.key == wanted] or mine
        month = Month.named(self.request.GET.get("month", ""))
        found = events(user, month, shown, directory)
        by_day: dict[datetime.date, list[Event]] = defaultdict(list)
        for event in found:
            by_day[timezone.localdate(event.at)].append(event)
        return {
            **super().get_context_data(**kwargs),
            "month": month,
            "previous": month.moved(-1),
            "next": month.moved(1),
            "today": timezone.localdate(),
            "weeks": [[(day, by_day[day]) for day in week] for week in month.weeks()],
            "empty": not found,
            "brands": mine if len(mine) > 1 else [],
            "chosen": wanted if len(shown) == 1 else "",
            "add_url": reverse("wagtailsnippets_releases_release:add"),
        }
