"""`/.well-known/security.txt` (RFC 9116): where somebody who found a weakness tells it."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

GOOD_FOR = timedelta(days=90)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The brand's own contact on its host, the operator's on the others; 404 where nobody has said one."""
    brand = getattr(request, "brand", None)
    contact = settings.SECURITY_CONTACT or (f"mailto:{brand.email}" if brand is not None and brand.email else "")
    if not contact:
        raise Http404
    # By the day, so that the same answer is given all day long.
    until = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0) + GOOD_FOR
    lines = [f"Contact: {contact}", f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: nl, en"]
    if brand is not None:
        lines.append(f"Canonical: {brand.root_url}/.well-known/security.txt")
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response
