"""Releases in the desk."""

from django.contrib.admin.utils import quote
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.ui.tables import Column
from wagtail.models import DraftStateMixin
from wagtail.permissions import register_permission_policy
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView

from brands.permissions import BrandOwnedPermissionPolicy, teams_of
from brands.viewsets import BrandOwnedViewSet

from .calendar import CalendarView
from .models import Release
from .releasing import ENDED, PUBLISHED
from .views import HoldView, PlanView, amsterdam, may_hold

register_permission_policy(Release, BrandOwnedPermissionPolicy(Release, group_owned=False))


def told(moment) -> str:
    """A moment in Amsterdam's time, as a list shows it."""
    return "" if moment is None else date_format(timezone.localtime(moment, amsterdam()), "j F Y, H:i")


class InAmsterdam:
    """Mixed into the form's views: moments are read and shown in Amsterdam's time, whatever a person's own is."""

    def dispatch(self, request, *args, **kwargs):
        with timezone.override(amsterdam()):
            response = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            return response.render() if hasattr(response, "render") else response

    def get_side_panels(self):
        """None: of what has no drafts Wagtail's says “Live”, and a release says itself how it stands."""
        return MediaContainer()

    def get_success_url(self):
        return reverse("release_plan", args=[self.object.pk])  # type: ignore[attr-defined]


class ReleaseCreateView(InAmsterdam, CreateView):
    """The form of a new release."""


class ReleaseEditView(InAmsterdam, EditView):
    """The form of a release that is being made; of another the page that says how it stands."""

    def get(self, request, *args, **kwargs):
        if self.object.state != Release.State.DRAFT:
            return redirect(self.get_success_url())
        return super().get(request, *args, **kwargs)


class ReleaseViewSet(BrandOwnedViewSet):
    """The releases of the editor's brands."""

    model = Release
    add_view_class = ReleaseCreateView
    edit_view_class = ReleaseEditView
    icon = "time"
    menu_label = _("Releases")
    what_for = _("A release puts several drafts live at one moment, all or none, and can take them back at another.")
    menu_order = 180
    add_to_admin_menu = True
    list_display = [
        "title", "brand", Column("state", label=_("State"), accessor="get_state_display"),
        Column("starts_at", label=_("Goes live at"), accessor=lambda release: told(release.starts_at)),
        Column("ends_at", label=_("Ends at"), accessor=lambda release: told(release.ends_at)),
    ]  # fmt: skip
    list_filter = ["brand", "state"]
    panels = [
        FieldPanel("brand"),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("banner_nl"),
        FieldPanel("banner_en"),
    ]


register_snippet(ReleaseViewSet)


@hooks.register("register_admin_urls")
def register_release_views():
    return [
        path("releases/calendar/", CalendarView.as_view(), name="releases_calendar"),
        path("releases/<int:release_id>/", PlanView.as_view(), name="release_plan"),
        path(
            "releases/hold/<slug:app_label>/<slug:model_name>/<str:pk>/", HoldView.as_view(), name="release_hold"
        ),
    ]  # fmt: skip


class CalendarItem(MenuItem):
    """The way to the calendar, for who is in a team."""

    def is_shown(self, request):
        return request.user.is_superuser or bool(teams_of(request.user))


@hooks.register("register_admin_menu_item")
def lead_to_calendar():
    return CalendarItem(_("Calendar"), reverse("releases_calendar"), icon_name="calendar-alt", order=185)


class HoldPageItem(PageMenuItem):
    """Adds the page to a release, in the menu above its editor."""

    label = _("Add to a release")
    icon_name = "time"

    @property
    def url(self):
        return reverse("release_hold", args=["wagtailcore", "page", self.page.pk])

    def is_shown(self, user):
        return may_hold(user, self.page.specific)


@hooks.register("register_page_header_buttons")
def offer_releases_of_page(page, user, view_name, next_url=None):
    yield HoldPageItem(page=page, priority=65)


class HoldItem(ActionMenuItem):
    """Adds a library item or menu to a release, in the menu below its editor."""

    name = "action-hold"
    label = _("Add to a release")
    icon_name = "time"
    order = 45

    def is_shown(self, context):
        instance = context.get("instance")
        return context["view"] == "edit" and may_hold(context["request"].user, instance)

    def get_url(self, context):
        instance = context["instance"]
        return reverse("release_hold", args=[instance._meta.app_label, instance._meta.model_name, quote(instance.pk)])


@hooks.register("register_snippet_action_menu_item")
def offer_releases_of_item(model):
    return HoldItem() if issubclass(model, DraftStateMixin) else None


@hooks.register("register_log_actions")
def log_releases(actions):
    actions.register_action(PUBLISHED, _("Publish with a release"), _("Published with a release"))
    actions.register_action(ENDED, _("End a release"), _("Brought back what was there before a release"))
