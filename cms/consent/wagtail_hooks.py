"""The cookie registry in the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from brands.permissions import BrandOwnedPermissionPolicy
from brands.viewsets import BrandOwnedViewSet

from .models import Cookie

# The registry is the publishers': what it says is binding.
register_permission_policy(
    Cookie, BrandOwnedPermissionPolicy(Cookie, group_owned=False, writing=frozenset({"view", "choose"}))
)


class CookieViewSet(BrandOwnedViewSet):
    """The cookies of the editor's brands."""

    model = Cookie
    icon = "clipboard-list"
    menu_label = _("Cookies")
    what_for = _("Cookies that your site sets stand here, each with what it is for: visitors are asked about these.")
    menu_order = 170
    add_to_admin_menu = True
    list_display = ["name", "provider", "category", "brand"]
    list_filter = ["brand", "category"]
    panels = [
        FieldPanel("brand"),
        FieldPanel("name"),
        FieldPanel("provider"),
        FieldPanel("category"),
        FieldRowPanel([FieldPanel("duration"), FieldPanel("duration_unit")]),
        FieldPanel("script"),
        InlinePanel("purposes", label=_("Purpose"), heading=_("What it is for, per language")),
    ]


register_snippet(CookieViewSet)
