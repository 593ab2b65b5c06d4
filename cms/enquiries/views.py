"""Forms on a brand's own site.

Pages with a form are stored and served alike to everybody, so there is no token and no time in them. There is no
session either that another site could abuse; where a form comes from is checked all the same.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from brands.directory import directory_for
from cms.foundation.links import page_path
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_pages, visible_roots
from cms.previews.front_ends import withhold
from cms.previews.views import comes_from_here

from .asking import TRAP, form_of
from .drawing import DrawnForm, Sent, address_of
from .limits import TooManyEnquiries, count_one
from .models import Enquiry, EnquiryForm, FormDetails
from .models.form import public_form
from .receiving import receive


@require_http_methods(["GET", "HEAD", "POST"])
def enquiry_form(request: HttpRequest, key: str) -> HttpResponse:
    """The form by itself. A POST stores an enquiry and leads to the thank-you page, or says what is wrong.

    What is wrong is said on the page that the form was sent from, with all that was typed.
    """
    scope, form = _form_or_404(request, key)
    details = form.represent(scope)
    if request.method != "POST":
        return render(request, "enquiries/form.html", _context(scope, details))
    page = _page_sent_from(request, scope)
    sent = Sent(key, form_of(details, request.POST))
    if not comes_from_here(request):
        sent.notice = _("This form was sent from another site. Please send it from here.")
        return _again(request, scope, details, page, sent, 403)
    _check(request, details, sent)
    if sent.notice or sent.trapped or not sent.form.is_valid():
        return _again(request, scope, details, page, sent, 422)
    try:
        count_one(request, scope.brand, Enquiry.Channel.SITE)
    except TooManyEnquiries as many:
        minutes = -(-many.seconds // 60)
        sent.notice = ngettext(
            "You have sent us a few messages already, thank you. What you wrote is still here: please send it again in "
            "%(minutes)s minute.",
            "You have sent us a few messages already, thank you. What you wrote is still here: please send it again in "
            "%(minutes)s minutes.",
            minutes,
        ) % {"minutes": minutes}
        response = _again(request, scope, details, page, sent, 429)
        response["Retry-After"] = str(many.seconds)
        return response
    path = page_path(scope.directory, page) if page else address_of("enquiry_form", details)
    receive(form, details, sent.form.cleaned_data, Enquiry.Channel.SITE, page_path=path or "")
    response = HttpResponseRedirect(address_of("enquiry_thanks", details))
    response.status_code = 303
    return withhold(response)


@require_safe
def enquiry_thanks(request: HttpRequest, key: str) -> HttpResponse:
    """What a visitor reads after sending: the same for everybody."""
    scope, form = _form_or_404(request, key)
    return render(request, "enquiries/thanks.html", _context(scope, form.represent(scope)))


def _form_or_404(request: HttpRequest, key: str) -> tuple[Scope, EnquiryForm]:
    directory = directory_for(request)
    roots = visible_roots(directory, request.brand, translation.get_language())  # type: ignore[attr-defined]
    if not roots:
        raise Http404
    scope = Scope(directory, roots[0].brand, roots[0].locale)
    form = public_form(scope, key)
    if form is None:
        raise Http404
    return scope, form


def _context(scope: Scope, details: FormDetails) -> dict:
    return {"scope": scope, "brand": scope.brand, "language": scope.language_code, "value": details}


def _page_sent_from(request: HttpRequest, scope: Scope) -> Page | None:
    key = request.POST.get("page", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    page = visible_pages(scope.directory, scope.brand, scope.language_code).filter(pk=key).first()
    return page.specific if page else None


def _check(request: HttpRequest, details: FormDetails, sent: Sent) -> None:
    """What no single field is to blame for."""
    sent.trapped = bool(request.POST.get(TRAP))
    asks_consent = any(item.type == "consent" for item in details.fields)
    if asks_consent and request.POST.get("consent_version") != str(details.consent_version):
        sent.notice = _("The text that you agree to has changed meanwhile. Please read it again, and send the form.")


def _again(request, scope: Scope, details: FormDetails, page: Page | None, sent: Sent, status: int) -> HttpResponse:
    """The page with what was typed, for this visitor alone; the form by itself where the page does not show it."""
    request.sent_enquiry = sent
    if page is not None:
        response = render(request, page.get_template(request), page.get_context(request), status=status)
        if f'id="{DrawnForm(details).id}"'.encode() in response.content:
            return withhold(response)
    return withhold(render(request, "enquiries/form.html", _context(scope, details), status=status))
