"""Menus in the desk."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.admin.ui.tables import LocaleColumn
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import EditView

from brands.permissions import BrandOwnedPermissionPolicy
from brands.viewsets import BrandOwnedViewSet, OwnIndexView
from cms.foundation.collisions import AsksAboutNewerItem
from cms.foundation.newest import ListsNewest, columns_of_newest

from .models import Menu

register_permission_policy(Menu, BrandOwnedPermissionPolicy(Menu, group_owned=False))


class MenuEditView(AsksAboutNewerItem, EditView):
    """The editor of a menu."""

    template_name = "foundation/edit_item.html"


class MenuIndexView(ListsNewest, OwnIndexView):
    """The list of menus."""


class MenuViewSet(BrandOwnedViewSet):
    """The menus of the editor's brands."""

    model = Menu
    index_view_class = MenuIndexView
    edit_view_class = MenuEditView
    edit_template_name = MenuEditView.template_name
    icon = "list-ul"
    menu_label = _("Menus")
    what_for = _("A menu stands at one place of your site, in one language.")
    menu_order = 160
    add_to_admin_menu = True
    # A name that was saved is in the language of who saved it.
    list_display = ["place_name", "brand", LocaleColumn(label=_("Language")), *columns_of_newest()]
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
