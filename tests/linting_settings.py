"""The tests' settings with the linter of migrations."""

from cms.settings.testing import *  # noqa: F403
from cms.settings.testing import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]
