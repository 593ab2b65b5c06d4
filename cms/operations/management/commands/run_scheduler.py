"""What happens by the clock: once a minute, what was scheduled is published and what expired is taken down."""

import logging
import signal
import threading
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connections

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Publishes scheduled content once a minute until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=60, help="Seconds from one round to the next.")

    def handle(self, *, interval: float, **options):
        self.stopped = threading.Event()
        previous = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            self._rounds(interval)
        finally:
            connections.close_all()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _stop(self, number, frame):
        self.stopped.set()

    def _rounds(self, interval: float):
        while not self.stopped.is_set():
            started = time.monotonic()
            self._publish()
            self.stopped.wait(max(0.0, interval - (time.monotonic() - started)))

    def _publish(self):
        """One round. A failure is told and the next round tries again, since publishing is what editors wait for."""
        close_old_connections()
        try:
            call_command("publish_scheduled")
        except Exception:
            logger.exception("Publishing what was scheduled failed; the next round tries again.")
        finally:
            close_old_connections()
