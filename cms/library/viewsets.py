"""The library in the desk: roles, questions, examples and calls to action as snippets, separated by brand."""

from typing import ClassVar
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.chooser import BaseSnippetChooseView
from wagtail.snippets.views.snippets import CreateView, PreviewOnCreateView, SnippetViewSetGroup

from brands.forms import OffersHerBrands
from brands.viewsets import BrandOwnedChooserViewSet, BrandOwnedViewSet, OwnChooseResultsView, OwnChooseView
from cms.foundation.publishing import PublishCheckedModelForm

from .models import CallToAction, Example, Question, Role
from .models.item import BRAND_VERSION, BRANDS_OWN, ORIGINAL
from .usages import LibraryUnpublishView


class LibraryItemForm(OffersHerBrands, PublishCheckedModelForm):
    """Form of a library item: offers only brands and originals that the editor may use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model = type(self.instance)
        if "own_fields" in self.fields:
            choices = [(name, model._meta.get_field(name).verbose_name.capitalize()) for name in model.content_fields]
            self.fields["own_fields"] = forms.MultipleChoiceField(
                choices=choices,
                required=False,
                label=self.fields["own_fields"].label,
                help_text=self.fields["own_fields"].help_text,
                widget=forms.CheckboxSelectMultiple,
            )
        if "original" in self.fields:
            originals = model.objects.filter(brand=None, original=None)
            if self.instance.locale_id:
                originals = originals.filter(locale_id=self.instance.locale_id)
            self.fields["original"].queryset = originals


class LibraryFilterSet(WagtailFilterSet):
    """Filters of the library lists."""

    class Meta:
        fields = ["brand", "live"]


class NoVersions(BaseSnippetChooseView):
    """Mixed into a chooser's views: versions stand behind their originals."""

    def get_object_list(self):
        return super().get_object_list().filter(original=None)


class LibraryChooseView(NoVersions, OwnChooseView):
    """The chooser."""


class LibraryChooseResultsView(NoVersions, OwnChooseResultsView):
    """The chooser's results."""


class LibraryChooserViewSet(BrandOwnedChooserViewSet):
    """Chooses library items of the editor's brands and of the group."""

    choose_view_class = LibraryChooseView
    choose_results_view_class = LibraryChooseResultsView


class LibraryCreateView(CreateView):
    """The form of a new item; its preview knows the language too."""

    def get_preview_url(self):
        return f"{super().get_preview_url()}?{urlencode({'locale': self.locale.language_code})}"


class LibraryPreviewOnCreateView(PreviewOnCreateView):
    """The preview of a new item, in the language in which it is made."""

    def get_object(self):
        item = super().get_object()
        code = self.request.GET.get("locale", settings.LANGUAGE_CODE)
        item.locale = get_object_or_404(Locale, language_code=code)
        return item


class OriginColumn(Column):
    """Which of the three kinds an item is, in the editor's language."""

    names: ClassVar = {ORIGINAL: _("original"), BRAND_VERSION: _("brand version"), BRANDS_OWN: _("brand's own")}

    def get_value(self, instance):
        return self.names[instance.origin]


class LibraryViewSet(BrandOwnedViewSet):
    """What the four kinds of library item have in common in the desk."""

    add_view_class = LibraryCreateView
    preview_on_add_view_class = LibraryPreviewOnCreateView
    unpublish_view_class = LibraryUnpublishView
    chooser_viewset_class = LibraryChooserViewSet
    list_display = ["__str__", OriginColumn("origin", label=_("Kind")), Column("brand", label=_("Brand")), "locale"]
    list_per_page = 50
    content_panels: list = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filterset_class = type(
            f"{self.model.__name__}FilterSet",
            (LibraryFilterSet,),
            {"Meta": type("Meta", (LibraryFilterSet.Meta,), {"model": self.model})},
        )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("brand", "original", "locale")

    def get_edit_handler(self):
        ownership = MultiFieldPanel(
            [FieldPanel("brand"), FieldPanel("original"), FieldPanel("own_fields")], heading=_("Whose it is")
        )
        handler = TabbedInterface(
            [
                ObjectList(self.content_panels, heading=_("Content")),
                ObjectList([ownership], heading=_("Brand")),
                ObjectList([PublishingPanel()], heading=_("Publication")),
            ],
            base_form_class=LibraryItemForm,
        )
        return handler.bind_to_model(self.model)


class RoleViewSet(LibraryViewSet):
    """Roles in the desk."""

    model = Role
    icon = "group"
    content_panels = [
        FieldPanel("short_name"),
        FieldPanel("full_name"),
        FieldPanel("name_language"),
        FieldPanel("tagline"),
        FieldPanel("description"),
        FieldPanel("topics"),
        FieldPanel("choose_when"),
        MultiFieldPanel(
            [
                FieldPanel("salary_minimum"),
                FieldPanel("salary_maximum"),
                FieldPanel("salary_source"),
                FieldPanel("salary_reference_date"),
            ],
            heading=_("Salary"),
        ),
    ]


class QuestionViewSet(LibraryViewSet):
    """Questions in the desk."""

    model = Question
    icon = "help"
    content_panels = [FieldPanel("question"), FieldPanel("answer"), FieldPanel("topics")]


class ExampleViewSet(LibraryViewSet):
    """Examples in the desk."""

    model = Example
    icon = "doc-full"
    content_panels = [
        FieldPanel("title"),
        FieldPanel("sector"),
        FieldPanel("roles"),
        FieldPanel("situation"),
        FieldPanel("action"),
        FieldPanel("result"),
    ]


class CallToActionViewSet(LibraryViewSet):
    """Calls to action in the desk."""

    model = CallToAction
    icon = "pick"
    content_panels = [FieldPanel("title"), FieldPanel("text"), FieldPanel("link")]


class LibraryGroup(SnippetViewSetGroup):
    """The library's place in the desk's menu."""

    items = (RoleViewSet, QuestionViewSet, ExampleViewSet, CallToActionViewSet)
    menu_label = _("Library")
    menu_icon = "folder-open-inverse"
    menu_order = 150
