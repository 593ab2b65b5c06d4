"""For a worker process of tests: tasks in the database as in production, and receivers on this machine."""

from cms.settings.production import TASKS as IN_THE_DATABASE
from tests.cms.delivery.worker_settings import *  # noqa: F403

TASKS = IN_THE_DATABASE
WEBHOOK_SENDERS = 16
OWN_MACHINE_IS_ASKED = True
