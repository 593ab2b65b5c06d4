"""Snippets that belong to a brand, in the desk."""

from django.utils.functional import Promise
from wagtail.admin.panels import ObjectList
from wagtail.snippets.views.chooser import (
    BaseSnippetChooseView,
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
)
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .forms import BrandOwnedForm
from .permissions import visible_to


class AsksWhoseItIs:
    """Mixed into every view of a brand's snippets: what is allowed is asked of the thing, not of its kind.

    Wagtail asks some permissions (publish, unpublish, lock, revert) of the model alone. Somebody who publishes for one
    brand would then publish what is another's, or the group's.
    """

    def user_has_permission(self, permission):
        return super().user_has_permission(permission) and self._may(permission)

    def user_has_any_permission(self, permissions):
        return super().user_has_any_permission(permissions) and any(map(self._may, permissions))

    def get_available_actions(self):
        """Publishing also asks for the brand that the form gives the thing to."""
        actions = super().get_available_actions()
        may_publish = self._may("publish") and self._may_publish_for(self.request.POST.get("brand", ""))
        return [action for action in actions if action != "publish" or may_publish]

    def _may(self, permission: str) -> bool:
        instance = getattr(self, "object", None)
        if instance is None or instance.pk is None:
            return True
        return self.permission_policy.user_has_permission_for_instance(self.request.user, permission, instance)

    def _may_publish_for(self, brand: str) -> bool:
        user = self.request.user
        if user.is_superuser or not (brand.isascii() and brand.isdigit()):
            return True  # The form refuses what is no brand, and an empty one where it may not be.
        return int(brand) in self.permission_policy.brand_ids(user, "publish")


class ChoosesOwn(BaseSnippetChooseView):
    """Mixed into a chooser's views: offers what belongs to the person's brands and to the group."""

    def get_object_list(self):
        return visible_to(self.request.user, super().get_object_list())


class OwnChooseView(ChoosesOwn, ChooseView):
    """The chooser."""


class OwnChooseResultsView(ChoosesOwn, ChooseResultsView):
    """The chooser's results."""


class BrandOwnedChooserViewSet(SnippetChooserViewSet):
    """Chooses among the things of the editor's brands and of the group."""

    choose_view_class = OwnChooseView
    choose_results_view_class = OwnChooseResultsView


class OwnIndexView(IndexView):
    """The list. Where it is empty it says what would stand there."""

    what_for: str | Promise = ""


class BrandOwnedViewSet(SnippetViewSet):
    """The things of the editor's brands, and those of the group where there are any.

    `what_for` says in an empty list what its things are good for.
    """

    copy_view_enabled = False
    index_view_class = OwnIndexView
    index_results_template_name = "brands/index_results.html"
    what_for: str | Promise = ""
    chooser_viewset_class = BrandOwnedChooserViewSet

    def construct_view(self, view_class, **kwargs):
        if hasattr(view_class, "user_has_permission"):
            view_class = type(view_class.__name__, (AsksWhoseItIs, view_class), {})
        return super().construct_view(view_class, **kwargs)

    def get_index_view_kwargs(self, **kwargs):
        return super().get_index_view_kwargs(what_for=self.what_for, **kwargs)

    def get_queryset(self, request):
        return visible_to(request.user, self.model._default_manager.select_related("brand"))

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=BrandOwnedForm).bind_to_model(self.model)
