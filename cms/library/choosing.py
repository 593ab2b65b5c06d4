"""Choosing library items: which are offered, whose each is, and one step to where it is edited."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.snippets.views.chooser import BaseSnippetChooseView, SnippetChosenMultipleView, SnippetChosenView
from wagtail.snippets.widgets import AdminSnippetChooser

from brands.viewsets import BrandOwnedChooserViewSet, OwnChooseResultsView, OwnChooseView
from cms.foundation.references import said_to_each_reader

#: What the link at a chosen item says, by kind.
EDIT_TEXTS = {
    "role": gettext_lazy("Edit this role"),
    "question": gettext_lazy("Edit this answer"),
    "example": gettext_lazy("Edit this example"),
    "calltoaction": gettext_lazy("Edit this call to action"),
}


def title_with_owner(item) -> str:
    """An item's name, and whom a change of it touches: the whole group or one brand."""
    if item.brand_id is None:
        return _("%(item)s · the group's") % {"item": item}
    return _("%(item)s · only %(brand)s") % {"item": item, "brand": item.brand}


def edit_here(item) -> str:
    """Where “edit this answer” leads. The view there knows the person and the page that she comes from."""
    return reverse("library_edit", args=[item._meta.model_name, item.pk])


class LibraryChooser(AdminSnippetChooser):
    """Shows whose the chosen item is, with the way to its editor beside it."""

    template_name = "library/widgets/chooser.html"

    def __init__(self, model=None, **kwargs):
        super().__init__(model, **kwargs)
        said_to_each_reader(self)
        if self.model._meta.model_name in EDIT_TEXTS:
            self.link_to_chosen_text = EDIT_TEXTS[self.model._meta.model_name]

    def get_display_title(self, instance):
        return title_with_owner(instance)

    def get_value_data_from_instance(self, instance):
        return {**super().get_value_data_from_instance(instance), "edit_url": edit_here(instance)}


class ShowsOwner:
    """Mixed into the views that answer what was chosen: they say the same as the widget."""

    def get_display_title(self, instance):
        return title_with_owner(instance)

    def get_edit_item_url(self, instance):
        return edit_here(instance)


class LibraryChosenView(ShowsOwner, SnippetChosenView):
    """One chosen item."""


class LibraryChosenMultipleView(ShowsOwner, SnippetChosenMultipleView):
    """Several chosen items."""


class LibraryChooseMixin(ShowsOwner, BaseSnippetChooseView):
    """Mixed into a chooser's views: versions stand behind their originals."""

    def get_object_list(self):
        return super().get_object_list().filter(original=None)


class LibraryChooseView(LibraryChooseMixin, OwnChooseView):
    """The chooser."""


class LibraryChooseResultsView(LibraryChooseMixin, OwnChooseResultsView):
    """The chooser's results."""


class LibraryChooserViewSet(BrandOwnedChooserViewSet):
    """Chooses library items of the editor's brands and of the group."""

    base_widget_class = LibraryChooser
    choose_view_class = LibraryChooseView
    choose_results_view_class = LibraryChooseResultsView
    chosen_view_class = LibraryChosenView
    chosen_multiple_view_class = LibraryChosenMultipleView
