"""What a brand's site calls the cookies that it sets.

Where HTTPS is on, the name begins with a prefix by which a browser takes the cookie from a secure origin alone, and
with `__Host-` from this very host and for all of it (RFC 6265bis, section 4.1.3). A cookie of one address has a path
of its own, which `__Host-` forbids.
"""

from django.conf import settings


def of_one_address(name: str, https: bool) -> str:
    """Name of a cookie with a path."""
    return f"__Secure-{name}" if https else name


def of_the_host(name: str, https: bool) -> str:
    """Name of a cookie of the whole host."""
    return f"__Host-{name}" if https else name


#: Of the draft behind a preview link, of a page behind a password, and the choice of cookies, which scripts read too.
PREVIEW = of_one_address("preview", settings.HTTPS)
UNLOCKED = of_one_address("unlocked", settings.HTTPS)
CONSENT = of_the_host("consent", settings.HTTPS)
#: They show their holder more than others see, so that no stored answer is hers.
SHOW_MORE = (PREVIEW, UNLOCKED, settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
