"""Figures for Prometheus at `/health/metrics`, for who has the token. All workers of a host together."""

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from .health import look
from .left_behind import SIGN
from .models import LastDone

ANSWERS = Counter("cms_answers_total", "Answers given.", ["kind", "brand", "method", "status"])
SECONDS = Histogram(
    "cms_answer_seconds", "Time until an answer was made.", ["kind"], buckets=(0.005, 0.02, 0.05, 0.1, 0.3, 1, 3, 10)
)


class Present(Collector):
    """What is so at this moment, asked when somebody reads it."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        fit = GaugeMetricFamily("cms_part_ok", "1 when this part is as it should be.", labels=["part"])
        values = GaugeMetricFamily("cms_part_value", "Seconds, bytes or a number, as the part has it.", labels=["part"])
        for part in look():
            fit.add_metric([part.name], float(part.ok))
            values.add_metric([part.name], part.value)
        yield from (fit, values)
        try:
            yield from self._of_the_database()
        except DatabaseError:
            return

    @staticmethod
    def _of_the_database() -> Iterator[GaugeMetricFamily]:
        waiting = GaugeMetricFamily("cms_tasks", "Tasks that are kept, by state.", labels=["status"])
        for status in ("READY", "RUNNING", "FAILED"):
            waiting.add_metric([status.lower()], DBTaskResult.objects.filter(status=status).count())
        yield waiting
        ago = GaugeMetricFamily("cms_last_done_seconds", "Seconds since it was done.", labels=["name"])
        for row in LastDone.objects.exclude(name__startswith=SIGN):
            ago.add_metric([row.name], (timezone.now() - row.at).total_seconds())
        yield ago


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 for who does not know the token: that there is something is nobody's business."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(sent, settings.METRICS_TOKEN):
        raise Http404
    present = CollectorRegistry()
    present.register(Present())
    counted = CollectorRegistry()
    try:
        MultiProcessCollector(counted)
    except ValueError:  # one process by itself, such as runserver: cms.launch names the folder that workers share
        counted = REGISTRY
    return HttpResponse(generate_latest(counted) + generate_latest(present), content_type=CONTENT_TYPE_LATEST)
