"""Who may ask from a browser: the front end of a brand, and the desk that shows it in a frame."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from brands.directory import directory_for
from brands.models import Brand
from brands.security import content_security_policy


def front_end_of(brand: Brand) -> str:
    """Address under which a brand's pages are read, without slash at the end."""
    return (brand.front_end_url or brand.root_url).rstrip("/")


def origin_of(address: str) -> str:
    """Scheme, host and port of an address, as browsers send them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()


def desk_origin() -> str:
    return origin_of(settings.WAGTAILADMIN_BASE_URL)


def origins_of_brands(request: HttpRequest) -> list[str]:
    """Origins of all brands' front ends, and of the brands' own sites."""
    brands = directory_for(request).brands
    return [origin for brand in brands for origin in {origin_of(front_end_of(brand)), origin_of(brand.root_url)}]


def withhold(response: HttpResponse) -> HttpResponse:
    """Mark an answer that not everybody may see: stored by no one, found by no search engine, told to no other site."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def framed_by(response: HttpResponse, *origins: str) -> HttpResponse:
    """Let exactly these origins show an answer in a frame.

    Besides, the answer may do what it likes: the desk's user bar becomes part of it.
    """
    response["Content-Security-Policy"] = f"frame-ancestors {' '.join(origins)}"
    response.xframe_options_exempt = True  # it knows no origins
    return response


def leads_to(response: HttpResponse, brand: Brand) -> HttpResponse:
    """Let the form of an answer lead on to the brand's separate front end, and nobody show it in a frame."""
    front_end = {"form_action": origin_of(front_end_of(brand))} if brand.front_end_url else {}
    response["Content-Security-Policy"] = content_security_policy(**front_end)
    response["X-Frame-Options"] = "DENY"
    return response
