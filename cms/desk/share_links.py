"""Preview links of a page: made for somebody without sign-in, listed with their last use, and taken back."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.log_actions import log
from wagtail.models import Page

from brands.directory import directory_for
from cms.foundation.pages import BasePage
from cms.previews.grants import revoke, share
from cms.previews.models import Grant

SHARED, TAKEN_BACK = "previews.share", "previews.revoke"


class ShareLinkForm(forms.Form):
    """What a new link shows, for whom, and how long."""

    made_for = forms.CharField(
        label=gettext_lazy("For whom"), max_length=80,
        help_text=gettext_lazy("So that you recognise the link in the list below. Whoever opens it does not see this."),
    )  # fmt: skip
    shows = forms.ChoiceField(
        label=gettext_lazy("Shows"),
        choices=[
            ("latest", gettext_lazy("The draft as it is when somebody looks")),
            ("version", gettext_lazy("The draft as it is saved now")),
        ],
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Ends after"), coerce=int, initial=7,
        choices=[(1, gettext_lazy("a day")), (7, gettext_lazy("a week")), (30, gettext_lazy("30 days"))],
    )  # fmt: skip


class ShareLinksView(TemplateView):
    """The preview links of a page. POST makes one, or with `revoke` takes one back. The link is told once."""

    template_name = "desk/share_links.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        brand = directory_for(request).brand_of(self.page)
        if brand is None or not may_share(request.user, self.page):
            raise PermissionDenied
        self.brand = brand
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def post(self, request, *args, **kwargs):
        if "revoke" in request.POST:
            return self._revoke(request)
        form = ShareLinkForm(request.POST)
        link = self._make(form.cleaned_data) if form.is_valid() else None
        return self.render_to_response(self.get_context_data(form=form if link is None else None, link=link))

    def get_context_data(self, **kwargs):
        links = Grant.objects.valid().filter(kind=Grant.Kind.SHARE, page=self.page.pk, brand=self.brand)
        return {
            **super().get_context_data(**kwargs),
            "page": self.page,
            "brand": self.brand,
            "form": kwargs.get("form") or ShareLinkForm(),
            "links": links.with_uses().select_related("made_by", "revision"),
        }

    def _make(self, wanted: dict) -> str:
        revision = self.page.latest_revision if wanted["shows"] == "version" else None
        lasts = timedelta(days=wanted["days"])
        grant, code = share(self.request.user, self.brand, self.page, lasts, wanted["made_for"], revision)
        log(self.page, SHARED, user=self.request.user, data={"for": grant.made_for})
        return (
            self.brand.root_url + reverse("preview_share", args=[grant.key], urlconf=settings.SITE_URLCONF) + f"#{code}"
        )

    def _revoke(self, request):
        """A link of this page: that of another page is not found, whoever asks."""
        links = Grant.objects.filter(kind=Grant.Kind.SHARE, page=self.page.pk, brand=self.brand)
        grant = next((each for each in links if each.key == request.POST["revoke"]), None)
        if grant is None:
            messages.error(request, _("There is no such link."))
        else:
            revoke(grant)
            log(self.page, TAKEN_BACK, user=request.user, data={"for": grant.made_for})
            messages.success(request, _("The link for %(name)s opens nothing any more.") % {"name": grant.made_for})
        return redirect(request.path)


def may_share(user, page: Page) -> bool:
    """Whether somebody may show a page's draft to others: who may edit it."""
    return isinstance(page, BasePage) and page.permissions_for_user(user).can_edit()


class ShareLinksItem(PageMenuItem):
    """The way to a page's preview links, in the menu above its editor."""

    label = gettext_lazy("Preview links")
    icon_name = "link"
    url_name = "share_links"

    def is_shown(self, user):
        return may_share(user, self.page.specific)
