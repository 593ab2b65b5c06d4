"""A brand's theme, for its own pages and for other front ends."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from brands.theme import stylesheet_text


@require_safe
def stylesheet(request):
    """The theme as CSS custom properties, with the brand's fonts."""
    response = HttpResponse(stylesheet_text(request.brand), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300, stale-while-revalidate=86400"
    return response


@require_safe
def design_tokens(request):
    """The theme as design tokens (Design Tokens Community Group format)."""
    response = JsonResponse(request.brand.design_tokens(), content_type="application/design-tokens+json")
    response["Cache-Control"] = "public, max-age=300"
    response["Access-Control-Allow-Origin"] = "*"
    return response
