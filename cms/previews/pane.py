"""The editor's preview: on the brand's own address, or in its separate front end.

A brand's own site gets the code in the body of a form and answers with the page itself, so that neither an address nor
a cookie is needed. A separate front end gets it in the query of the page's address and exchanges it for a token.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from brands.directory import directory_for
from cms.foundation.links import public_path
from cms.foundation.pages import BasePage

from .front_ends import front_end_of, withhold
from .grants import new_code, pane_grant
from .models import Grant

#: Name of the parameter in which a separate front end gets a code.
CODE_PARAMETER = "preview"


def hand_over(page: BasePage, request: HttpRequest) -> HttpResponse | None:
    """Lead a preview made in the desk to where the brand's readers are.

    A brand with a separate front end is always shown there. A brand without one is shown on its own address inside
    the editor's pane; a preview in a window of its own stays with the desk, where it can be reloaded.
    """
    root = directory_for(request).root_for_tree_path(page.path)
    in_pane = getattr(request, "in_preview_panel", False)
    user = getattr(request, "user", None)
    if root is None or user is None or not user.is_authenticated or not (root.brand.front_end_url or in_pane):
        return None
    grant = pane_grant(user, root.brand, page)
    code = new_code(grant)
    if root.brand.front_end_url:
        address = at_front_end(grant, public_path(root, page.url_path), code)
        return withhold(HttpResponseRedirect(address))
    context = {"action": root.brand.root_url + reverse("preview_pane", urlconf=settings.SITE_URLCONF), "code": code}
    return withhold(TemplateResponse(request, "previews/hand_over.html", context))


def at_front_end(grant: Grant, path: str, code: str) -> str:
    """Address of a page in its brand's separate front end, with the code that opens its draft there."""
    return f"{front_end_of(grant.brand)}{path}?{urlencode({CODE_PARAMETER: code})}"
