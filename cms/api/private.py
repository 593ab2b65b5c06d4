"""Answers for one reader: what saw a token, a code or a password. No one stores them.

Servers may ask from anywhere. Browsers let a page of another origin read such an answer only when that page is the
brand's own site or its separate front end.
"""

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from brands.directory import directory_for
from brands.models import Brand
from cms.previews.front_ends import front_end_of, origin_of, withhold

from .problems import ORIGIN_REFUSED, Refused

#: Headers that only mean something where an answer may be stored.
OF_STORED_ANSWERS = ("ETag", "Last-Modified", "Cache-Tag", "Surrogate-Key")
HEADERS = "Accept, Authorization, Content-Type, Idempotency-Key"


def bearer_of(request: HttpRequest) -> str:
    """The token that a request carries; empty without one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def for_one_reader(request: HttpRequest, response: HttpResponse, brand_key: str | None = None) -> HttpResponse:
    """Mark an answer as this reader's own. Without a brand's key the view has named the brand, if it found one."""
    withhold(response)
    for name in OF_STORED_ANSWERS:
        response.headers.pop(name, None)
    origin = request.headers.get("Origin")
    if origin and _is_front_end(request, origin, brand_key):
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Expose-Headers"] = "Retry-After"
    response["Vary"] = "Origin"
    return without_body(response) if request.method == "HEAD" else response


def without_body(response: HttpResponse) -> HttpResponse:
    """The answer to HEAD."""
    response["Content-Length"] = str(len(response.content))
    response.content = b""
    return response


def asks_for_token(request: HttpRequest) -> bool:
    """Whether a browser asks beforehand if it may send a token."""
    return "authorization" in request.headers.get("Access-Control-Request-Headers", "").lower()


def preflight(request: HttpRequest, methods: str, brand_key: str | None = None) -> HttpResponse:
    """What a browser is told before it sends a token, a code or a password."""
    response = for_one_reader(request, HttpResponse(status=204), brand_key)
    response["Allow"] = methods
    if "Access-Control-Allow-Origin" in response:
        response["Access-Control-Allow-Methods"] = methods
        response["Access-Control-Allow-Headers"] = HEADERS
        response["Access-Control-Max-Age"] = "600"
    return response


def check_origin(request: HttpRequest, brand: Brand) -> None:
    """Refuse a browser that asks from a page that is not the brand's. Names the brand for `for_one_reader`."""
    request.answered_brand = brand  # type: ignore[attr-defined]
    origin = request.headers.get("Origin")
    if origin and origin.lower() not in {*_origins(brand), origin_of(request.build_absolute_uri("/"))}:
        raise Refused(ORIGIN_REFUSED, "A page of another site asks.")


def _is_front_end(request: HttpRequest, origin: str, brand_key: str | None) -> bool:
    try:
        known = getattr(request, "answered_brand", None) or directory_for(request).by_key(brand_key or "")
        brands = [known] if known is not None else directory_for(request).brands
    except (OperationalError, InterfaceError):
        return False
    return any(origin.lower() in _origins(brand) for brand in brands)


def _origins(brand: Brand) -> set[str]:
    """Origins of a brand's own site and of its separate front end."""
    return {origin_of(brand.root_url), origin_of(front_end_of(brand))}
