"""For worker processes of tests: as the tests have it, with the store, and a database that several may write."""

from cms.settings.production import EMBEDDED_DATABASE
from cms.settings.testing import *  # noqa: F403
from cms.settings.testing import DATABASES

RESPONSE_STORE = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = EMBEDDED_DATABASE["OPTIONS"]
