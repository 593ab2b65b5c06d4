"""Previews in templates."""

from django import template
from wagtail.admin.userbar import Userbar

register = template.Library()


@register.simple_tag(takes_context=True)
def preview_userbar(context):
    """Wagtail's user bar where somebody who may have it looks at a preview; nothing on public pages."""
    request = context.get("request")
    if not getattr(request, "is_preview", False):
        return ""
    if hasattr(request, "userbar"):
        return request.userbar
    user = getattr(request, "user", None)
    return Userbar().render_html(context) if user is not None and user.is_authenticated else ""
