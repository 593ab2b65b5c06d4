"""Places in the desk of what happens by the clock."""

from wagtail import hooks

from .overdue import OverduePanel


@hooks.register("construct_homepage_panels")
def tell_what_is_overdue(request, panels):
    panels.append(OverduePanel())
