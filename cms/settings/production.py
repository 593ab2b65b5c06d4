"""Production is the base: strict by default. `development` and `testing` relax it. Values come from `environment`."""

from datetime import timedelta
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from . import environment
from .environment import BASE_DIR, DATA_DIR
from .sentry import start_telling

SECRET_KEY = environment.SECRET_KEY
DEBUG = False
DEMO = environment.DEMO
HTTPS = environment.HTTPS
PORT = environment.PORT
BIND = environment.BIND
WEB_WORKERS = environment.WEB_WORKERS
DATA_DIRECTORY = DATA_DIR
SHARED_DIRECTORY = environment.SHARED_DIR
SERVE = environment.SERVE
RUN = environment.RUN
METRICS_TOKEN = environment.METRICS_TOKEN
SECURITY_CONTACT = environment.SECURITY_CONTACT

# Finished responses in front of Django: docs/delivery.md.
RESPONSE_STORE_MB = environment.RESPONSE_STORE_MB
RESPONSE_STORE = RESPONSE_STORE_MB > 0
LOG_FORMAT: str = environment.LOG_FORMAT
LOG_STORED = environment.LOG_STORED and LOG_FORMAT == "json"
COUNT_NOT_FOUND = True  # addresses alone, for the report in the desk: cms/discovery/not_found.py

# Hosts: the host gate (brands.hosts) answers for every host before anything else, so Django's own list stands open.
ALLOWED_HOSTS = ["*"]
DESK_HOST = environment.DESK_HOST
API_HOST = environment.API_HOST
TRUSTED_PROXIES = environment.TRUSTED_PROXIES
API_REQUESTS_PER_MINUTE = environment.API_REQUESTS_PER_MINUTE

# Caches in front of the platform, which are told what to forget: docs/delivery.md.
CACHE_BACKENDS = {
    "http": "cms.changes.purging.caches.Http",
    "cloudflare": "cms.changes.purging.caches.Cloudflare",
    "cloudfront": "wagtail.contrib.frontend_cache.backends.cloudfront.CloudfrontBackend",
    "azure-front-door": "wagtail.contrib.frontend_cache.backends.azure.AzureFrontDoorBackend",
    "azure-cdn": "wagtail.contrib.frontend_cache.backends.azure.AzureCdnBackend",
}
WAGTAILFRONTENDCACHE = {
    name: {**given, "BACKEND": CACHE_BACKENDS[given["BACKEND"]]} for name, given in environment.CDN.items()
}
#: Whether one of them forgets by tag, so that responses name theirs.
CACHE_TAGS = any(
    given.get("BY_TAG", True) if given["BACKEND"] == "cloudflare" else given.get("TAGS_HEADER")
    for given in environment.CDN.values()
)

# Webhooks: docs/webhooks.md. A demo on *.localhost tells receivers on its own machine too; nothing else ever does.
SEVERAL_HOSTS = environment.SEVERAL_HOSTS
OWN_MACHINE_IS_ASKED = DEMO and not HTTPS
WEBHOOK_SENDERS = 16  # receivers that one worker waits for at once; 0 sends where the task runs

# Wagtail's own APIs, for clients that exist: docs/wagtail-apis.md.
WAGTAIL_API_V2 = environment.WAGTAIL_API_V2
WAGTAIL_API_V3 = environment.WAGTAIL_API_V3
WAGTAIL_API_V3_LARGEST_BODY = 1024 * 1024  # bytes of a JSON body
WAGTAIL_API_V3_REQUESTS_PER_MINUTE = 300  # of one token; 0 sets no limit
WAGTAIL_API_V3_MOST_BLOCKS = 500  # blocks of all streams of a body together, those inside others counted

INSTALLED_APPS = [
    "home",
    "cms.api",
    "cms.desk",
    "cms.operations",
    "cms.moving",
    "cms.releases",
    "cms.discovery",
    "cms.comparisons",
    "cms.pages",
    "cms.library",
    "cms.navigation",
    "cms.consent",
    "cms.enquiries",
    "cms.delivery",
    "cms.previews",
    "cms.changes",
    "cms.blocks",
    "cms.media",
    "cms.foundation",
    "cms.accounts",
    "brands",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "cms.desk.apps.PeopleConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "ninja",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

if WAGTAIL_API_V3:
    INSTALLED_APPS.append("wagtail.api.v3")  # it brings the desk's list of tokens

MIDDLEWARE = [
    "brands.clients.ClientAddress",
    "cms.operations.requests.Told",
    "brands.hosts.HostGate",
    "cms.foundation.bodies.LimitedBody",
    "cms.delivery.middleware.PublicPages",
    "django.middleware.security.SecurityMiddleware",
    "brands.security.SitePolicies",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "brands.elsewhere.ShownElsewhere",
    "brands.hosts.DeskSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "brands.hosts.DeskCsrfMiddleware",
    "brands.hosts.DeskAuthenticationMiddleware",
    "brands.hosts.DeskSecondFactorMiddleware",
    "brands.hosts.DeskMessageMiddleware",
    "axes.middleware.AxesMiddleware",
    "cms.accounts.second_factor.SecondFactorGate",
    "cms.desk.gate.DeskGate",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.discovery.middleware.AsMarkdown",
    "cms.discovery.middleware.LeadsOn",
    "cms.desk.spreading.noticing.TellsWithdrawals",
    "cms.foundation.transactions.UnsafeRequestsAreAtomic",
]

OF_THE_DESK = ("brands.hosts.Desk", "axes.", "cms.accounts.", "cms.desk.")
if SERVE == "sites":  # nothing that signs anybody in, and nothing to be signed in to
    MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(OF_THE_DESK)]

ROOT_URLCONF = "cms.urls.sites" if SERVE == "sites" else "cms.urls.desk"
SITE_URLCONF = "cms.urls.sites"
API_URLCONF = "cms.urls.api"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# SQLite is the embedded default: write-ahead log, and writers that queue instead of failing half-way.
EMBEDDED_DATABASE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA_DIR / "db.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
DATABASES: dict[str, dict[str, Any]] = {"default": environment.DATABASE or EMBEDDED_DATABASE}
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "cms.foundation.postgresql"
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5, **DATABASES["default"].get("OPTIONS", {}), "pool": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What is in use may not be deleted: the index of references is right when a change commits.
TASKS = {
    "default": {
        "BACKEND": "cms.foundation.queue.Queue",
        "QUEUES": ["default", "webhooks"],
        "OPTIONS": {
            "AT_ONCE": ["wagtail.tasks.update_reference_index_task"],
            "MERGED": {
                "cms.discovery.indexing.index_object": 2,
                "cms.media.tasks.make_renditions": 1,
                "modelsearch.tasks.insert_or_update_object_task": 3,
            },
        },
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["cms.accounts.sign_in.CountedGuesses", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in: docs/decisions/0008-sign-in.md. A demo lets in who lacks a second factor, where all hosts are *.localhost.
SECOND_FACTOR_REQUIRED = not (DEMO and not HTTPS)
WAGTAILUSERS_PASSWORD_ENABLED = False  # colleagues are invited and choose their own: cms.accounts.inviting
WAGTAILADMIN_USER_LOGIN_FORM = "cms.accounts.sign_in.SignInForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "cms.accounts.password_reset.QuietPasswordResetForm"  # noqa: S105 - a form
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # else a program that goes on trying locks for ever
AXES_CLIENT_IP_CALLABLE = "cms.accounts.sign_in.network"
AXES_USERNAME_CALLABLE = "cms.accounts.sign_in.address_typed"
AXES_LOCKOUT_CALLABLE = "cms.accounts.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Iduet Group"
OTP_WEBAUTHN_RP_ID = DESK_HOST
OTP_WEBAUTHN_RP_NAME = "Iduet Group"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [f"https://{DESK_HOST}" if HTTPS else f"http://{DESK_HOST}:{PORT}"]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False

# Dutch stands at "/", English at "/en/".
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = "nl"
FORMAT_MODULE_PATH = "cms.settings.formats"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cms.foundation.style_sheet.JoinedStyleSheet"},
}
if environment.MEDIA_BUCKET:
    STORAGES["default"] = {
        "BACKEND": "cms.media.bucket.PrivateBucket",
        "OPTIONS": {
            "bucket_name": environment.MEDIA_BUCKET,
            "endpoint_url": environment.MEDIA_BUCKET_ENDPOINT or None,
            "region_name": environment.MEDIA_BUCKET_REGION or None,
            "access_key": environment.MEDIA_BUCKET_KEY or None,
            "secret_key": environment.MEDIA_BUCKET_SECRET or None,
            "default_acl": None,  # the bucket's own rule, which lets nobody read
            "file_overwrite": False,
        },
    }

# No text of ours embeds another site's things, so the desk asks no other site for them.
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAIL_SITE_NAME = "Iduet Group"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # e-mail goes to who acts next
WAGTAILADMIN_BASE_URL = f"https://{DESK_HOST}" if HTTPS else f"http://{DESK_HOST}:{PORT}"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Some systems list their own time as a zone; browsers know none of that name and stop the account page's script.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
WAGTAIL_TAG_LIMIT = 20
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.discovery.search_backend"}}
WAGTAILIMAGES_IMAGE_MODEL = "media.MediaImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "media.MediaDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Flat drawings and photographs alike: nobody sees the difference to 80, and a logo loses a fifth.
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
# Bytes of a request's body, by the kind of host: editors upload, visitors send forms.
LARGEST_BODY = {"desk": 25 * 1024 * 1024, "site": 2 * 1024 * 1024}
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024

# Only the desk has sessions; plain http is for *.localhost, which the host gate enforces.
LOGIN_URL = "wagtailadmin_login"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^health/"]  # who asks for it stands behind the proxy and speaks plain http
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.TRUST_FORWARDED_PROTO else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-desk" if HTTPS else "desk"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W003",  # brands.hosts.DeskCsrfMiddleware is Django's own, on the one host that has sessions.
    "security.W019",  # The desk shows its previews in frames of its own origin.
    "security.W005",  # HSTS for subdomains is the decision of each brand's domain owner, not of this application.
    "security.W021",  # preloading likewise
    *(() if HTTPS else ("otp_webauthn.E031",)),  # browsers take *.localhost for secure without https
]

EMAIL_BACKEND = "cms.operations.mail.QuietUntilLive"
EMAIL_TRANSPORT = environment.EMAIL["EMAIL_BACKEND"]
EMAIL_HOST = environment.EMAIL["EMAIL_HOST"]
EMAIL_PORT = environment.EMAIL["EMAIL_PORT"]
EMAIL_HOST_USER = environment.EMAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = environment.EMAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = environment.EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = environment.EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30  # seconds: a mail server that says nothing holds up no other task for longer
DEFAULT_FROM_EMAIL = environment.DEFAULT_FROM_EMAIL

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "cms.operations.logs.Line",
            "format": "%(asctime)s %(levelname)s %(name)s [%(brand)s %(request_id)s] %(message)s",
        },
        "json": {"()": "cms.operations.logs.Json"},
    },
    "filters": {"context": {"()": "cms.operations.logs.Context"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["context"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "cms.previews": {"level": "INFO"},  # each use of a preview
        "cms.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},  # each request
    },
}

if environment.SENTRY_DSN:
    start_telling(environment.SENTRY_DSN)
