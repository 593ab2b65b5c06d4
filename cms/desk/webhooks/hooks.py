"""Registers webhooks in the desk, and tells their publishers on its first page what was given up."""

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry, register_permission_policy

from brands.permissions import BrandOwnedPermissionPolicy
from cms.changes.models import Message, Webhook

from .log import REPLAYED, SECRET, MessageView, WebhookView
from .viewset import WebhookViewSet

# Who is told what a brand publishes is its publishers' to say; editors do not read where to.
register_permission_policy(Webhook, BrandOwnedPermissionPolicy(Webhook, group_owned=False, writing=frozenset()))


@hooks.register("register_admin_viewset")
def register_webhooks():
    return WebhookViewSet()


@hooks.register("register_admin_urls")
def register_webhook_log():
    log = "webhook-log/<int:webhook_id>/"
    return [
        path(log, WebhookView.as_view(), name="webhook_log"),
        path(f"{log}<int:message_id>/", MessageView.as_view(), name="webhook_message"),
    ]


@hooks.register("register_log_actions")
def log_secrets(actions):
    actions.register_action(SECRET, _("Make a secret"), _("Made a secret"))
    actions.register_action(REPLAYED, _("Send messages again"), _("Sent messages again"))


class GivenUpPanel(Component):
    """Receivers that did not take something for three days. Nothing where all is well."""

    name = "webhooks_given_up"
    order = 45
    template_name = "desk/webhooks/panel.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        policy = policy_registry.get_by_type(Webhook)
        mine = policy.instances_user_has_permission_for(self.request.user, "change")
        lost = Message.objects.filter(state=Message.State.GIVEN_UP).exclude(event="webhook.test")
        found = mine.filter(pk__in=lost.values("webhook")).select_related("brand")
        return {"webhooks": [(each, lost.filter(webhook=each).count()) for each in found]}


@hooks.register("construct_homepage_panels")
def tell_what_was_given_up(request, panels):
    if policy_registry.get_by_type(Webhook).user_has_permission(request.user, "change"):
        panels.append(GivenUpPanel(request))
