"""How far the word has come that something is no longer public: a page, and the same for scripts."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.views.generic import TemplateView
from wagtail.models import Page

from .noticing import address_of
from .withdrawals import Spreading, last_of, spreading, withdrawals


class SpreadingView(TemplateView):
    """A withdrawal by the key of its row. Scripts that accept JSON are told the same in short."""

    template_name = "desk/spreading/spreading.html"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        state = spreading(get_object_or_404(withdrawals(), pk=kwargs["change_id"]))
        if request.headers.get("Accept") == "application/json":
            return in_short(state)
        response = self.render_to_response(self.get_context_data(state=state))
        add_never_cache_headers(response)
        return response


def of_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """The last time that a page left the public: for who has just made it private."""
    page = get_object_or_404(Page, pk=page_id)
    change = last_of(page) if page.permissions_for_user(request.user).can_edit() else None
    if change is None:
        raise Http404
    return in_short(spreading(change))


def in_short(state: Spreading) -> HttpResponse:
    response = JsonResponse({"done": state.is_done, "words": state.words, "address": address_of(state)})
    response["Vary"] = "Accept, Cookie"
    add_never_cache_headers(response)
    return response
