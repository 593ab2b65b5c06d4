"""What the desk's history says of what came from elsewhere."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from .redirects.applying import IMPORTED


@hooks.register("register_log_actions")
def log_imports(actions):
    actions.register_action(IMPORTED, _("Import redirects"), _("Imported redirects"))
