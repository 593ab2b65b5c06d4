"""For the tests: fast password hashes, tasks run in place, files in a folder that the test session removes."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "signs nothing but the tests")

from .production import *  # noqa: F403
from .production import DATA_DIRECTORY, DATABASES, INSTALLED_APPS, SILENCED_SYSTEM_CHECKS, STORAGES

SECOND_FACTOR_REQUIRED = False  # tests/cms/accounts ask for it
HTTPS = SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SECURE_HSTS_SECONDS = 0
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "otp_webauthn.E031"]
OTP_WEBAUTHN_ALLOWED_ORIGINS = ["http://desk.localhost:8000"]
RESPONSE_STORE = False  # what a test asks is made for it; tests of the store switch it on
COUNT_NOT_FOUND = False  # tests/cms/discovery/test_not_found.py counts itself
API_REQUESTS_PER_MINUTE = WAGTAIL_API_V3_REQUESTS_PER_MINUTE = 0  # tests ask all from one address
SESSION_COOKIE_NAME = "desk"
CSRF_COOKIE_NAME = "csrftoken"
WAGTAILADMIN_BASE_URL = "http://desk.localhost:8000"
# All isolation tests meet Wagtail's own APIs; tests/api/test_wagtail_off.py starts without them.
WAGTAIL_API_V2 = WAGTAIL_API_V3 = True
if "wagtail.api.v3" not in INSTALLED_APPS:
    INSTALLED_APPS.append("wagtail.api.v3")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "webhooks"]}}
WEBHOOK_SENDERS = 0  # in place, as all tasks
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="iduet-test-media-"))
STATIC_ROOT = MEDIA_ROOT / "no-static-files"  # they come from their finders; WhiteNoise wants the folder to exist
STATIC_ROOT.mkdir()
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"] == "cms.foundation.postgresql":
    DATABASES["default"]["OPTIONS"].pop("pool", None)
else:
    # A file, so that `pytest --reuse-db` spares the migrations while one works on a test.
    DATA_DIRECTORY.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIRECTORY / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": "PRAGMA synchronous=OFF;",
    }  # fmt: skip
