"""What one webhook was told and what came back; its secret, a test, and telling again."""

import json

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cms.changes.models import Attempt, Message, Webhook
from cms.changes.waking import wake
from cms.changes.webhooks.collecting import replay
from cms.changes.webhooks.signing import end_earlier, has_secret, renew
from cms.changes.webhooks.tasks import test

SECRET, REPLAYED = "webhooks.secret", "webhooks.replay"
SHOWN = 50
State = Message.State


class OfOneWebhook(TemplateView):
    """A page about one webhook, for who may change it."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request, *args, **kwargs):
        self.webhook = get_object_or_404(Webhook.objects.select_related("brand__site"), pk=kwargs["webhook_id"])
        policy = policy_registry.get_by_type(Webhook)
        if not policy.user_has_permission_for_instance(request.user, "change", self.webhook):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "webhook": self.webhook}

    def replay(self, chosen) -> None:
        """Tell again, and say how many that are."""
        number = replay(chosen)
        if not number:
            messages.error(self.request, _("There is no such message that has ended."))
            return
        log(self.webhook, REPLAYED, user=self.request.user, data={"messages": number})
        transaction.on_commit(wake)
        told = ngettext("%(number)s message is sent again.", "%(number)s messages are sent again.", number)
        messages.success(self.request, told % {"number": number})


class WebhookView(OfOneWebhook):
    """The log, newest first. POST `do`: `secret`, `end`, `test` or `replay`. A secret is told once."""

    template_name = "desk/webhooks/log.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        match request.POST.get("do"):
            case "secret":
                secret = renew(self.webhook)
                log(self.webhook, SECRET, user=request.user)
                return self.render_to_response(self.get_context_data(secret=secret))
            case "end":
                end_earlier(self.webhook)
                messages.success(request, _("From now on only the present secret signs."))
            case "test":
                message = test(self.webhook)
                messages.success(request, _("A test is on its way. Reload this page for its answer."))
                return redirect(reverse("webhook_message", args=[self.webhook.pk, message.pk]))
            case "replay":
                self.replay(Message.objects.filter(webhook=self.webhook, state=State.GIVEN_UP))
            case _:
                messages.error(request, _("Nothing was chosen."))
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        state = self.request.GET.get("state", "")
        found = Message.objects.filter(webhook=self.webhook)
        if state in State.values:
            found = found.filter(state=state)
        last = Attempt.objects.filter(message=OuterRef("pk")).order_by("-pk")
        found = found.annotate(
            **{f"last_{name}": Subquery(last.values(name)[:1]) for name in ("at", "status", "milliseconds", "problem")}
        )
        numbers = Message.objects.filter(webhook=self.webhook).aggregate(
            **{each.name.lower(): Count("pk", filter=Q(state=each)) for each in State}
        )
        return {
            **super().get_context_data(**kwargs),
            "page": Paginator(found.order_by("-pk"), SHOWN).get_page(self.request.GET.get("p")),
            "state": state, "numbers": numbers, "has_secret": has_secret(self.webhook),
        }  # fmt: skip


class MessageView(OfOneWebhook):
    """One message: what it says, and each attempt. POST tells it again."""

    template_name = "desk/webhooks/message.html"

    def get_context_data(self, **kwargs):
        message = get_object_or_404(self.webhook.messages, pk=self.kwargs["message_id"])
        body = json.dumps(json.loads(message.body), indent=2, ensure_ascii=False)
        return {**super().get_context_data(**kwargs), "message": message, "body": body}

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.replay(self.webhook.messages.filter(pk=kwargs["message_id"]))
        return redirect(request.path)
