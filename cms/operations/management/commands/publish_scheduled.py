"""`manage.py publish_scheduled`: Wagtail's command, each object on its own.

One that is refused or fails does not keep the others waiting, and each change commits with its row in the change log.
"""

import logging
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.management.commands import publish_scheduled
from wagtail.models import DraftStateMixin, Page, Revision

from cms.foundation.holding import hold_pages
from cms.foundation.publishing import PublishRefused, refusal_text

logger = logging.getLogger(__name__)


class Command(publish_scheduled.Command):
    help = "Takes down what has expired and publishes what is due. What cannot be published is logged and kept waiting."

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        for expired in list(_expired()):
            self._alone(expired, lambda one: one.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled"))
        due = Revision.objects.filter(approved_go_live_at__lt=timezone.now()).order_by("approved_go_live_at")
        for revision in list(due):
            self._alone(revision, lambda one: one.publish(log_action="wagtail.publish.scheduled"))

    @staticmethod
    def _alone(subject, act: Callable) -> None:
        try:
            with transaction.atomic():
                hold_pages()
                act(subject)
        except PublishRefused as refusal:
            logger.warning("Not published as scheduled: %s. %s", subject, refusal_text(refusal))
        except Exception:
            logger.exception("Scheduled change failed: %s", subject)


def _expired() -> Iterator[DraftStateMixin]:
    models = [Page, *(model for model in apps.get_models() if issubclass(model, DraftStateMixin))]
    for model in models:
        if model is Page or not issubclass(model, Page):
            yield from model.objects.filter(live=True, expire_at__lt=timezone.now()).order_by("expire_at")
