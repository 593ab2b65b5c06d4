"""The one file that reads the environment. `.env.example` lists exactly these names, and a test compares the two."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

_env = environ.FileAwareEnv()
environ.Env.read_env(BASE_DIR / ".env")


def _required(name: str, purpose: str) -> str:
    value = _env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {purpose} See .env.example.")
    return value


SECRET_KEY = _required("SECRET_KEY", "It signs sessions and tokens: a long random text, kept secret.")
DATA_DIR = Path(_env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
_shared = _env.str("SHARED_DIR", default="")
SHARED_DIR = Path(_shared).resolve() if _shared else None
DATABASE_URL = _env.str("DATABASE_URL", default="")
DEMO = _env.bool("DEMO", default=False)
HTTPS = _env.bool("HTTPS", default=not DEMO)
BIND = _env.str("BIND", default="127.0.0.1")
PORT = _env.int("PORT", default=8000)
WEB_WORKERS = _env.int("WEB_WORKERS", default=2)
DESK_HOST = _env.str("DESK_HOST", default="desk.localhost")
API_HOST = _env.str("API_HOST", default="api.localhost")
RESPONSE_STORE_MB = _env.int("RESPONSE_STORE_MB", default=64)
SEVERAL_HOSTS = _env.bool("SEVERAL_HOSTS", default=False)
WAGTAIL_API_V2 = _env.bool("WAGTAIL_API_V2", default=False)
WAGTAIL_API_V3 = _env.bool("WAGTAIL_API_V3", default=False)
TRUST_FORWARDED_PROTO = _env.bool("TRUST_FORWARDED_PROTO", default=False)
TRUSTED_PROXIES = _env.int("TRUSTED_PROXIES", default=0)
API_REQUESTS_PER_MINUTE = _env.int("API_REQUESTS_PER_MINUTE", default=600)
EMAIL_URL = _env.str("EMAIL_URL", default="consolemail://")
DEFAULT_FROM_EMAIL = _env.str("DEFAULT_FROM_EMAIL", default="desk@localhost")

CDN = _env.json("CDN", default={})

SERVE = _env.str("SERVE", default="both")
RUN = _env.list("RUN", default=["web", "worker", "scheduler"])
METRICS_TOKEN = _env.str("METRICS_TOKEN", default="")
LOG_FORMAT = _env.str("LOG_FORMAT", default="line")
LOG_STORED = _env.bool("LOG_STORED", default=True)
SENTRY_DSN = _env.str("SENTRY_DSN", default="")
MEDIA_BUCKET = _env.str("MEDIA_BUCKET", default="")
MEDIA_BUCKET_ENDPOINT = _env.str("MEDIA_BUCKET_ENDPOINT", default="")
MEDIA_BUCKET_REGION = _env.str("MEDIA_BUCKET_REGION", default="")
MEDIA_BUCKET_KEY = _env.str("MEDIA_BUCKET_KEY", default="")
MEDIA_BUCKET_SECRET = _env.str("MEDIA_BUCKET_SECRET", default="")
SECURITY_CONTACT = _env.str("SECURITY_CONTACT", default="")


def _one_of(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise ImproperlyConfigured(f"{name} is “{value}”. It may be {', '.join(known)}.")


_one_of("SERVE", SERVE, ("sites", "desk", "both"))
_one_of("LOG_FORMAT", LOG_FORMAT, ("line", "json"))
for _process in RUN:
    _one_of("RUN", _process, ("web", "worker", "scheduler", "mirror"))

#: Kind of cache in front → what has to be said of it, one of each group.
CACHES: dict[str, tuple[tuple[str, ...], ...]] = {
    "http": (("LOCATION",),),
    "cloudflare": (("ZONEID",), ("BEARER_TOKEN", "API_KEY")),
    "cloudfront": (("DISTRIBUTION_ID",),),
    "azure-front-door": (("RESOURCE_GROUP_NAME",), ("FRONT_DOOR_NAME",)),
    "azure-cdn": (("RESOURCE_GROUP_NAME",), ("CDN_PROFILE_NAME",), ("CDN_ENDPOINT_NAME",)),
}


def _check_cache(name: str, given: object) -> None:
    kind = given.get("BACKEND") if isinstance(given, dict) else None
    if not isinstance(given, dict) or kind not in CACHES:
        raise ImproperlyConfigured(f"CDN: “{name}” has no BACKEND that is known: {', '.join(CACHES)}.")
    hosts = given.get("HOSTNAMES", ["*"])
    if not isinstance(hosts, list) or not hosts or not all(isinstance(host, str) and host for host in hosts):
        raise ImproperlyConfigured(f"CDN: HOSTNAMES of “{name}” is a list of host names, such as [“.finhire.nl”].")
    for names in CACHES[kind]:
        if not any(given.get(each) for each in names):
            raise ImproperlyConfigured(f"CDN: “{name}” needs {' or '.join(names)}.")


if not isinstance(CDN, dict):
    raise ImproperlyConfigured("CDN is an object in JSON: the name of each cache with what is said of it.")
for _name, _given in CDN.items():
    _check_cache(_name, _given)

DATABASE = environ.Env.db_url_config(DATABASE_URL) if DATABASE_URL else None
EMAIL = environ.Env.email_url_config(EMAIL_URL)
