"""What a visitor has sent, found and erased when she asks for it."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from cms.enquiries.models import Enquiry
from cms.enquiries.visitors import erase

MOST_SHOWN = 200


class VisitorForm(forms.Form):
    """Whose data."""

    words = forms.CharField(
        label=gettext_lazy("E-mail address, telephone number or name"), min_length=4, max_length=254,
        help_text=gettext_lazy("As the visitor wrote it. Every answer that it occurs in is found."),
    )  # fmt: skip


@method_decorator(never_cache, name="dispatch")
class VisitorView(TemplateView):
    """Finds what a visitor sent to the person's brands. POST erases those that are named, or shows them first.

    What is looked for is posted and never stands in an address, where logs and histories would keep it.
    """

    template_name = "desk/enquiries/visitor.html"
    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        self.policy = policy_registry.get_by_type(Enquiry)
        if not self.policy.user_has_permission(request.user, "view"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if "erase" in request.POST:
            return self._erase(request)
        form = VisitorForm(request.POST)
        found = None
        if form.is_valid():
            mine = self.policy.instances_user_has_permission_for(request.user, "view")
            found = list(mine.of_visitor(form.cleaned_data["words"]).select_related("brand")[:MOST_SHOWN])
        return self.render_to_response(self.get_context_data(form=form, found=found))

    def get_context_data(self, **kwargs):
        may_erase = self.policy.user_has_permission(self.request.user, "delete")
        return {"form": VisitorForm(), "may_erase": may_erase, **super().get_context_data(**kwargs)}

    def _erase(self, request: HttpRequest) -> HttpResponse:
        if not self.policy.user_has_permission(request.user, "delete"):
            raise PermissionDenied
        named = [key for key in request.POST.getlist("erase") if key.isascii() and key.isdigit() and len(key) < 19]
        mine = self.policy.instances_user_has_permission_for(request.user, "delete").filter(pk__in=named)
        erased = erase(mine, request.user)
        told = ngettext("%(number)s enquiry is erased.", "%(number)s enquiries are erased.", erased)
        more = _("Mails about them stand in the brand’s mailbox and exports on people’s disks: delete those too.")
        messages.success(request, f"{told % {'number': erased}} {more}" if erased else _("Nothing was chosen."))
        return redirect(reverse("enquiries_visitor"))
