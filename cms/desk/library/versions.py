"""A brand version beside its original, and the brand's answer when the group has changed its text."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from cms.library.answering import follow_again, may
from cms.library.differences import Difference, differences_of, look_at, waiting_versions
from cms.library.panels import address_of_version, editor_of

from .people import brand_ids_of, differences_seen_by, original_or_404


class VersionView(TemplateView):
    """What a brand says differently, field by field. POST: it keeps its text, or follows again in the ticked fields.

    The form names the original's revision that it shows, so that nobody answers a text that she has not seen.
    """

    template_name = "desk/library/version.html"

    def dispatch(self, request, *args, **kwargs):
        self.original = original_or_404(kwargs["model_name"], kwargs["pk"])
        versions = self.original.versions.select_related("brand", "locale", "original", "seen_revision")
        self.version = versions.filter(brand__key=kwargs["brand_key"]).first()
        seen = differences_seen_by(request.user)
        if self.version is None or (seen is not None and self.version.brand_id not in seen):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if not may(request.user, "change", self.version):
            raise PermissionDenied
        if request.POST.get("revision") != str(self.original.live_revision_id or ""):
            messages.error(request, _("The group has just changed its text again. Look at it as it is now."))
            return redirect(request.path)
        names = [name for name in request.POST.getlist("fields") if name in self.version.effective_own_fields()]
        if "follow" not in request.POST:
            look_at(self.version)
            messages.success(request, _("%(brand)s keeps its own text.") % {"brand": self.version.brand})
        elif not names:
            messages.error(request, _("Tick the fields that follow the group again."))
            return redirect(request.path)
        else:
            self._follow(names)
        return redirect("library_inbox")

    def _follow(self, names: list[str]) -> None:
        try:
            published = follow_again(self.version, names, self.request.user)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return
        if published:
            told = _("%(brand)s follows the group again.") % {"brand": self.version.brand}
            messages.success(self.request, told)
        else:
            told = _("This is saved as a draft: visitors see it once a publisher of %(brand)s publishes it.")
            messages.warning(
                self.request,
                told % {"brand": self.version.brand},
                buttons=[messages.button(editor_of(self.version, self.request.user), _("Edit our own text"))],
            )

    def get_context_data(self, **kwargs):
        user, differences = self.request.user, differences_of(self.version)
        return {
            **super().get_context_data(**kwargs),
            "original": self.original,
            "version": self.version,
            "differences": differences,
            "changed": any(difference.is_changed for difference in differences),
            "may_answer": may(user, "change", self.version),
            "edit_url": editor_of(self.version, user),
            "original_url": editor_of(self.original, user),
        }


class Waiting:
    """A version that waits for its brand's decision."""

    def __init__(self, version: Any, changed: list[Difference]):
        self.version = version
        self.brand = version.brand
        self.title = str(version.original)
        self.kind = version._meta.verbose_name
        self.labels = [difference.label for difference in changed]
        self.since = version.original.last_published_at
        self.url = address_of_version(version)


def waiting_for(user) -> list[Waiting]:
    """What waits for somebody's brands. Librarians wait for the brands and decide nothing for them."""
    return [Waiting(*found) for found in waiting_versions(None if user.is_superuser else brand_ids_of(user))]


def waiting_in(request) -> list[Waiting]:
    """What waits for who asks, read once for all panels of a page."""
    if not hasattr(request, "_waiting_versions"):
        request._waiting_versions = waiting_for(request.user)
    return request._waiting_versions


class InboxView(TemplateView):
    """Originals that the group has changed where somebody's brands have text of their own."""

    template_name = "desk/library/inbox.html"

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "waiting": waiting_for(self.request.user)}


class InboxPanel(Component):
    """The inbox on the dashboard of who works for a brand."""

    name = "library_inbox"
    template_name = "desk/library/inbox_panel.html"
    order = 120
    title = gettext_lazy("Changed by the group")

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        shown = user.is_superuser or bool(brand_ids_of(user))
        return {
            "shown": shown,
            "waiting": waiting_in(parent_context["request"]) if shown else [],
            "inbox_url": reverse("library_inbox"),
            "title": self.title,
        }
