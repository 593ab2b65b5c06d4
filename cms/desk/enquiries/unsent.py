"""Enquiries of which the brand got no mail: on the first page of the desk, with the way to try again."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from cms.enquiries.models import Enquiry
from cms.enquiries.tasks import try_again

MOST_SHOWN = 10


def unsent_for(user):
    """The enquiries that somebody may read and that no mail told of."""
    policy = policy_registry.get_by_type(Enquiry)
    return policy.instances_user_has_permission_for(user, "view").unsent()


class UnsentPanel(Component):
    """What went wrong, newest first. Nothing where all is well."""

    name = "unsent_enquiries"
    order = 40
    template_name = "desk/enquiries/unsent_panel.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        unsent = unsent_for(self.request.user).select_related("brand")
        return {"enquiries": unsent[:MOST_SHOWN], "number": unsent.count(), "request": self.request}


@require_POST
def retry(request):
    """Try again what was given up or waits: all that the person may read."""
    policy = policy_registry.get_by_type(Enquiry)
    if not policy.user_has_permission(request.user, "view"):
        raise PermissionDenied
    number = try_again(unsent_for(request.user))
    if number:
        told = ngettext("%(number)s mail is tried again.", "%(number)s mails are tried again.", number)
        messages.success(request, told % {"number": number})
    else:
        messages.success(request, _("No mail waits."))
    return redirect("wagtailadmin_home")
