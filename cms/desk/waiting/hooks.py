"""What waits for a person, on the first page of the desk."""

from wagtail import hooks

from . import own_drafts  # noqa: F401 - the page of all drafts
from .own_panels import INSTEAD_OF
from .panel import WaitingPanel


@hooks.register("construct_homepage_panels", order=100)
def show_what_waits(request, panels):
    panels[:] = [INSTEAD_OF[type(panel)]() if type(panel) in INSTEAD_OF else panel for panel in panels]
    panels.append(WaitingPanel())
