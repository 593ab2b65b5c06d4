"""How a release stands and what may be done with it; what is added to one from its own editor."""

import zoneinfo
from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import policy_registry

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.holding import hold, hold_pages
from cms.foundation.publishing import PublishRefused

from .models import Release, ReleaseEntry
from .releasing import end, plan, release_now, take_back


def amsterdam() -> zoneinfo.ZoneInfo:
    """The time in which releases are told."""
    return zoneinfo.ZoneInfo(settings.TIME_ZONE)


def brand_of(thing: Any) -> Brand | None:
    """Whose a page, library item or menu is; None for the group's."""
    return BrandDirectory().brand_of(thing) if isinstance(thing, Page) else getattr(thing, "brand", None)


def may_hold(user, thing: Any) -> bool:
    """Whether somebody may add a thing to a release of its brand: who may edit it. Aliases follow their source."""
    if not isinstance(thing, DraftStateMixin) or thing.pk is None or brand_of(thing) is None:
        return False
    if isinstance(thing, Page):
        return thing.alias_of_id is None and thing.permissions_for_user(user).can_edit()
    return policy_registry.get(thing).user_has_permission_for_instance(user, "change", thing)


def may(user, action: str, release: Release) -> bool:
    return policy_registry.get(release).user_has_permission_for_instance(user, action, release)


class PlanView(TemplateView):
    """What a release holds, and when. POST with one of `ACTIONS`, or with `remove` and an entry's key."""

    template_name = "releases/plan.html"
    #: Name of a button → state in which it is there, what it does, and what is said then.
    ACTIONS = {
        "plan": (Release.State.DRAFT, plan, gettext_lazy("It is planned. All of it can go live as it is now.")),
        "now": (Release.State.DRAFT, release_now, gettext_lazy("All of it is live.")),
        "take_back": (Release.State.PLANNED, take_back, gettext_lazy("It is being made again, and goes live no more.")),
        "end": (Release.State.LIVE, end, gettext_lazy("It has ended. What was there before is there again.")),
    }

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST":
            hold_pages()
            hold(Release, kwargs["release_id"])
        self.release = get_object_or_404(Release.objects.select_related("brand"), pk=kwargs["release_id"])
        if not may(request.user, "view", self.release):
            raise PermissionDenied
        with timezone.override(amsterdam()):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def post(self, request, *args, **kwargs):
        if "remove" in request.POST:
            self._remove(request.POST["remove"])
        elif (name := next((name for name in self.ACTIONS if name in request.POST), None)) is not None:
            if not may(request.user, "publish", self.release):
                raise PermissionDenied
            self._act(name)
        return redirect(request.path)

    def _remove(self, key: str) -> None:
        if not may(self.request.user, "change", self.release):
            raise PermissionDenied
        found = self.release.entries.filter(pk=key).first() if key.isdecimal() else None
        if self.release.state != Release.State.DRAFT or found is None:
            messages.error(self.request, _("It is planned or live. Take it back before you change it."))
        else:
            found.delete()
            messages.success(self.request, _("“%(title)s” was taken out.") % {"title": found.title})

    def _act(self, name: str) -> None:
        state, act, said = self.ACTIONS[name]
        if self.release.state != state:
            messages.error(self.request, _("Somebody else was here: it is %(state)s.")
                           % {"state": self.release.get_state_display()})  # fmt: skip
            return
        if name == "plan" and not self._has_date():
            messages.error(self.request, _("Say when it goes live: a moment that has not passed."))
            return
        try:
            act(self.release)
        except PublishRefused as refusal:
            for reason in refusal.messages:
                messages.error(self.request, reason)
        else:
            messages.success(self.request, said)

    def _has_date(self) -> bool:
        """Whether it says a moment to come at which it goes live."""
        return self.release.starts_at is not None and self.release.starts_at > timezone.now()

    def get_context_data(self, **kwargs):
        finder, user = AdminURLFinder(self.request.user), self.request.user
        entries = []
        for entry in self.release.entries.select_related("content_type", "revision"):
            thing = entry.thing
            entries.append({
                "entry": entry, "thing": thing, "url": thing and finder.get_edit_url(thing),
                "kind": thing and thing._meta.verbose_name,
                "newer": entry.revision_id and thing and thing.latest_revision_id != entry.revision_id,
            })  # fmt: skip
        banners = [(locale, said[0].value["text"]) for locale, said in self.release.banners]
        return {
            **super().get_context_data(**kwargs),
            "release": self.release,
            "rows": entries,
            "banners": banners,
            "has_contents": bool(entries or banners),
            "has_date": self._has_date(),
            "may_publish": may(user, "publish", self.release),
            "may_change": may(user, "change", self.release) and self.release.state == Release.State.DRAFT,
            "edit_url": reverse("wagtailsnippets_releases_release:edit", args=[self.release.pk]),
            "list_url": reverse("wagtailsnippets_releases_release:list"),
        }


class HoldForm(forms.Form):
    """Which release."""

    release = forms.ModelChoiceField(
        label=gettext_lazy("Release"), queryset=Release.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, brand: Brand, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["release"].queryset = Release.objects.filter(  # type: ignore[attr-defined]
            brand=brand, state=Release.State.DRAFT
        )


class HoldView(FormView):
    """Adds a page, library item or menu to a release of its brand that is being made."""

    template_name = "releases/hold.html"
    form_class = HoldForm

    def dispatch(self, request, *args, **kwargs):
        self.thing = self._found(kwargs["app_label"], kwargs["model_name"], unquote(kwargs["pk"]))
        if not may_hold(request.user, self.thing):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @staticmethod
    def _found(app_label: str, model_name: str, key: str) -> Any:
        try:
            model = apps.get_model(app_label, model_name)
            found = get_object_or_404(model, pk=key)
        except (LookupError, ValueError, TypeError) as error:
            raise Http404 from error
        return found.specific if isinstance(found, Page) else found

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"brand": brand_of(self.thing)}

    def form_valid(self, form):
        release = form.cleaned_data["release"]
        entry = ReleaseEntry.of(release, self.thing)
        release.entries.get_or_create(
            content_type=entry.content_type, object_id=entry.object_id, defaults={"title": entry.title}
        )
        messages.success(
            self.request, _("“%(title)s” goes live with “%(release)s”.") % {"title": entry.title, "release": release}
        )
        return redirect("release_plan", release.pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "thing": self.thing,
            "edit_url": AdminURLFinder(self.request.user).get_edit_url(self.thing),
            "releases": context["form"].fields["release"].queryset,
            "add_url": reverse("wagtailsnippets_releases_release:add"),
        }
