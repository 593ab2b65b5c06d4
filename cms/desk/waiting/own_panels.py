"""Wagtail's panels of the first page that go by who did something: without what is another brand's by now.

They ask whose deed it was and not whose page it is, so that somebody who has changed brands would go on reading titles.
"""

from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel, UserObjectsInWorkflowModerationPanel
from wagtail.models import WorkflowState

from brands.directory import directory_for

from ..ownership import may_see, own_pages


class OwnEditsPanel(RecentEditsPanel):
    """The pages that she changed last."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        request = parent_context["request"]
        directory = directory_for(request)
        context["last_edits"] = [
            (at, page) for at, page in context["last_edits"] if may_see(request.user, page, directory)
        ]
        return context


class OwnLocksPanel(LockedPagesPanel):
    """The pages that she keeps from others."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        request = parent_context["request"]
        context["locked_pages"] = own_pages(request.user, context["locked_pages"], directory_for(request))
        return context


class HandedInPanel(UserObjectsInWorkflowModerationPanel):
    """What she handed in and that waits for others. What came back stands with what waits for her."""

    def get_context_data(self, parent_context):
        context = super().get_context_data(parent_context)
        request = parent_context["request"]
        directory = directory_for(request)
        context["workflow_states"] = [
            state
            for state in context["workflow_states"]
            if state.status == WorkflowState.STATUS_IN_PROGRESS and may_see(request.user, state, directory)
        ]
        return context


INSTEAD_OF = {
    RecentEditsPanel: OwnEditsPanel,
    LockedPagesPanel: OwnLocksPanel,
    UserObjectsInWorkflowModerationPanel: HandedInPanel,
}
