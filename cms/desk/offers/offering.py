"""Offering a page to the other brands, and taking the offer back."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import log
from wagtail.models import Page

from brands.directory import ROOT_DEPTH, directory_for
from brands.models import PageOffer
from cms.foundation.holding import hold_pages
from cms.foundation.offering import is_offered, mirrors_elsewhere
from cms.foundation.pages import BasePage
from cms.foundation.visibility import public

OFFERED, WITHDRAWN = "offers.offer", "offers.withdraw"


def may_offer(user, page: Page) -> bool:
    """Whether somebody may offer a page to other brands: its publishers, but no home page and no alias."""
    return (
        isinstance(page, BasePage)
        and page.depth > ROOT_DEPTH
        and page.alias_of_id is None
        and page.permissions_for_user(user).can_publish()
    )


class OfferView(TemplateView):
    """Whether a page is offered, and who took it over. POST offers it, or with `withdraw` takes the offer back."""

    template_name = "desk/offers/offer.html"

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST":
            hold_pages()
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        if not may_offer(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "withdraw" in request.POST:
            offers = PageOffer.objects.filter(page=self.page.pk)
            if offers.exists():
                offers.get().delete()
                log(self.page, WITHDRAWN, user=request.user)
            messages.success(request, _("“%(page)s” is no longer offered to other brands.") % {"page": self.page})
        else:
            _offer, made = PageOffer.objects.get_or_create(
                page=self.page.page_ptr, defaults={"offered_by": request.user}
            )
            if made:
                log(self.page, OFFERED, user=request.user)
            messages.success(request, _("“%(page)s” is offered to the other brands.") % {"page": self.page})
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        directory = directory_for(self.request)
        taken = [
            *((directory.brand_of(alias), "alias") for alias in mirrors_elsewhere(self.page)),
            *((directory.brand_of(copy.page), "copy") for copy in self.page.taken_copies.select_related("page")),
        ]
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "offer": PageOffer.objects.filter(page=self.page.pk).select_related("offered_by").first(),
            "is_public": public(Page.objects.filter(pk=self.page.pk)).exists(),
            "taken": [(brand, how) for brand, how in taken if brand is not None],
        }


class OfferItem(PageMenuItem):
    """The way to offering a page, in the menu above its editor."""

    icon_name = "group"
    url_name = "page_offer"

    @property
    def label(self):
        return _("Offered to other brands") if is_offered(self.page) else _("Offer to other brands")

    def is_shown(self, user):
        return may_offer(user, self.page.specific)
