"""The health of a page beside its editor: what refuses publishing, and the score with a way to every lost point."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel

from cms.foundation.pages import BasePage

from ..touched.publishing import reach_of_publishing, way_to_reach_of_publishing
from .findings import level_of
from .measuring import measure, obstacles_of


class HealthSidePanel(BaseSidePanel):
    """Beside Wagtail's own checks of the preview; autosave brings it up to date.

    It shows the page as last saved. Obstacles refuse publishing; what lost points never does.
    """

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle health")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context):
            return {**super().get_context_data(parent_context), "count": len(self.panel.obstacles)}

    name = "health"
    title = _("Health")
    template_name = "desk/health/side_panel.html"
    order = 340

    def __init__(self, page: BasePage, request):
        super().__init__(page, request)
        stored = page.pk is not None
        self.health = measure(page) if stored else None
        self.obstacles = obstacles_of(page) if stored and page.alias_of_id is None else []

    def get_context_data(self, parent_context):
        number = len(self.obstacles)
        page = self.object
        reach = reach_of_publishing(self.request, page) if page.pk is not None else None
        return {
            **super().get_context_data(parent_context),
            "health": self.health,
            "level": level_of(self.health.score) if self.health else "",
            "obstacles": self.obstacles,
            "obstacles_told": ngettext(
                "%(number)s thing refuses publishing", "%(number)s things refuse publishing", number
            ) % {"number": number},
            "reach": reach,
            "reach_url": way_to_reach_of_publishing(page) if reach and reach.pages else "",
            "is_partial": parent_context.get("is_partial", False),
        }  # fmt: skip


class ShowsHealth:
    """Mixed into the views that edit and make a page."""

    def get_side_panels(self):
        panels = super().get_side_panels()  # type: ignore[misc]
        page, form = self.page, self.form  # type: ignore[attr-defined]
        if isinstance(page, BasePage):
            if form.is_bound and not form.is_valid():
                page = page.get_latest_revision_as_object()  # in memory stands what the form refused
            panels = MediaContainer([*panels, HealthSidePanel(page, self.request)])  # type: ignore[attr-defined]
        return panels
