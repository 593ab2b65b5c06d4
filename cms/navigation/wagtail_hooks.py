"""Menus in the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView

from brands.permissions import BrandOwnedPermissionPolicy
from brands.viewsets import BrandOwnedViewSet
from cms.foundation.collisions import AsksAboutNewerItem

from .models import Menu

register_permission_policy(Menu, BrandOwnedPermissionPolicy(Menu, group_owned=False))


class MenuEditView(AsksAboutNewerItem, EditView):
    """The editor of a menu."""

    template_name = "foundation/edit_item.html"


class MenuViewSet(BrandOwnedViewSet):
    """The menus of the editor's brands."""

    model = Menu
    edit_view_class = MenuEditView
    edit_template_name = MenuEditView.template_name
    icon = "list-ul"
    menu_label = _("Menus")
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["__str__", "locale"]
    list_filter = ["brand", "place", "locale"]
    panels = [
        FieldPanel("brand"),
        FieldPanel("locale"),
        FieldPanel("place"),
        FieldPanel("entries"),
        PublishingPanel(),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("brand", "locale")


register_snippet(MenuViewSet)
