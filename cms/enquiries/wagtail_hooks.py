"""Enquiries in the desk."""

from django.contrib.auth.models import Permission
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from brands.permissions import BrandOwnedPermissionPolicy

from .models import Enquiry, EnquiryForm, Mailbox
from .permissions import PERMISSIONS, EnquiryPermissionPolicy
from .viewsets import EnquiryFormViewSet, EnquiryViewSet, MailboxViewSet
from .visitors import ERASED, ERASED_LABEL

register_permission_policy(Enquiry, EnquiryPermissionPolicy(Enquiry))
register_permission_policy(EnquiryForm, BrandOwnedPermissionPolicy(EnquiryForm, group_owned=False))
# Where mail goes is the publishers' to say.
register_permission_policy(
    Mailbox, BrandOwnedPermissionPolicy(Mailbox, group_owned=False, writing=frozenset({"view", "choose"}))
)

register_snippet(EnquiryFormViewSet)
register_snippet(MailboxViewSet)


@hooks.register("register_admin_viewset")
def register_enquiries():
    return EnquiryViewSet()


@hooks.register("register_permissions")
def offer_permissions():
    """So that an administrator may give them to another group of a brand."""
    return Permission.objects.filter(content_type__app_label="enquiries", codename__in=PERMISSIONS)


@hooks.register("register_log_actions")
def log_erasure(actions):
    actions.register_action(ERASED, *ERASED_LABEL)
