"""The library in the desk: roles, questions, examples and calls to action as snippets, separated by brand."""

from collections import OrderedDict
from urllib.parse import urlencode

import django_filters
from django.conf import settings
from django.db.models import Q
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.admin.utils import set_query_params
from wagtail.models import Locale
from wagtail.snippets.views.snippets import (
    CreateView,
    EditView,
    PreviewOnCreateView,
    SnippetViewSetGroup,
)

from brands.models import Brand
from brands.permissions import brand_ids_of
from brands.viewsets import BrandOwnedViewSet, OwnIndexView
from cms.foundation.collisions import AsksAboutNewerItem
from cms.foundation.newest import ListsNewest, columns_of_newest, last_changed_by
from cms.foundation.spreadsheets import WithoutFormulas

from .choosing import LibraryChooserViewSet
from .forms import LibraryItemForm
from .models import CallToAction, Example, Question, Role
from .models.item import BRAND_VERSION, BRANDS_OWN, ORIGINAL
from .panels import BrandsPanel, OfVersionsPanel, OwnFieldPanel, OwnFieldsPanel, UnseenPanel, WhosePanel
from .usages import LibraryUnpublishView

ORIGINS = {ORIGINAL: _("original"), BRAND_VERSION: _("brand version"), BRANDS_OWN: _("brand's own")}


class LibraryFilterSet(WagtailFilterSet):
    """Filters of the library lists."""

    origin = django_filters.ChoiceFilter(
        label=_("Kind"), method="of_origin", empty_label=_("Any"), widget=RadioSelect, choices=list(ORIGINS.items())
    )

    class Meta:
        fields = ["brand", "live", "has_unpublished_changes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "locale" in self.filters:  # Wagtail's own
            self.filters["locale"].label = _("Language")

    def of_origin(self, queryset, name, value):
        kinds = {
            ORIGINAL: Q(brand=None), BRAND_VERSION: Q(original__isnull=False),
            BRANDS_OWN: Q(brand__isnull=False, original=None),
        }  # fmt: skip
        return queryset.filter(pk__in=self._meta.model._default_manager.filter(kinds[value]).values("pk"))


class LibraryCreateView(CreateView):
    """The form of a new item; its preview knows the language too.

    `?original=<key>&brand=<key>` begins a version: what the person may not make stays a new item of her own.
    """

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance()
        original = self._wanted("original", self.model._default_manager.filter(brand=None, original=None))
        brand = self._wanted("brand", Brand.objects.all())
        if instance is not None and original and brand and self._may_make_version(original, brand):
            instance.original, instance.brand, instance.locale = original, brand, original.locale
        return instance

    def submit_action(self):
        """A new item is approved by whose it is; before there was one, the view knew only who approves originals."""
        workflow = self.object.get_workflow()
        if workflow is not None:
            workflow.start(self.object, self.request.user)

    def _wanted(self, name: str, queryset):
        key = self.request.GET.get(name, "")
        return queryset.filter(pk=key).first() if key.isascii() and key.isdigit() and len(key) < 19 else None

    def _may_make_version(self, original, brand) -> bool:
        user = self.request.user
        hers = user.is_superuser or brand.pk in brand_ids_of(user)
        return hers and not original.versions.filter(brand=brand).exists()

    def get_add_url(self):
        """The form is sent to where it was asked for, so that a version with errors is shown as one again."""
        asked = {name: self.request.GET[name] for name in ("original", "brand") if name in self.request.GET}
        return set_query_params(super().get_add_url(), asked)

    def get_preview_url(self):
        return f"{super().get_preview_url()}?{urlencode({'locale': self.locale.language_code})}"


class LibraryEditView(AsksAboutNewerItem, EditView):
    """The editor of an item; Wagtail makes the one that goes back to an earlier version from it."""

    template_name = "foundation/edit_item.html"


class LibraryPreviewOnCreateView(PreviewOnCreateView):
    """The preview of a new item, in the language in which it is made."""

    def get_object(self):
        item = super().get_object()
        code = self.request.GET.get("locale", settings.LANGUAGE_CODE)
        item.locale = get_object_or_404(Locale, language_code=code)
        return item


class OriginColumn(Column):
    """Which of the three kinds an item is, in the editor's language."""

    def get_value(self, instance):
        return ORIGINS[instance.origin]


class LibraryIndexView(WithoutFormulas, ListsNewest, OwnIndexView):
    """The list of items of one kind, also as a spreadsheet."""

    def to_row_dict(self, item):
        return OrderedDict(
            item=str(item), kind=str(ORIGINS[item.origin]), brand=str(item.brand or ""),
            language=item.locale.language_code, status=str(item.status_string),
            changed_at=item.latest_revision and item.latest_revision.created_at, changed_by=last_changed_by(item),
        )  # fmt: skip


class LibraryViewSet(BrandOwnedViewSet):
    """What the four kinds of library item have in common in the desk."""

    add_view_class = LibraryCreateView
    edit_view_class = LibraryEditView
    edit_template_name = LibraryEditView.template_name
    preview_on_add_view_class = LibraryPreviewOnCreateView
    unpublish_view_class = LibraryUnpublishView
    chooser_viewset_class = LibraryChooserViewSet
    index_view_class = LibraryIndexView
    list_display = [
        "__str__", OriginColumn("origin", label=_("Kind")), Column("brand", label=_("Brand")),
        LocaleColumn(label=_("Language")),
        *columns_of_newest(),
    ]  # fmt: skip
    list_export = ["item", "kind", "brand", "language", "status", "changed_at", "changed_by"]
    export_headings = {
        "item": _("Item"), "kind": _("Kind"), "brand": _("Brand"), "language": _("Language"), "status": _("Status"),
        "changed_at": _("Updated"), "changed_by": _("Last changed by"),
    }  # fmt: skip
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
        ownership = MultiFieldPanel([FieldPanel("brand"), OfVersionsPanel("original")], heading=_("Whose it is"))
        handler = TabbedInterface(
            [
                ObjectList(
                    [WhosePanel(), *self.content_panels, UnseenPanel("own_fields", widget=CheckboxSelectMultiple)],
                    heading=_("Content"),
                ),
                ObjectList([ownership, BrandsPanel(heading=_("Brands and usage"))], heading=_("Brand")),
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
        OwnFieldPanel("short_name"),
        OwnFieldPanel("full_name"),
        OwnFieldPanel("name_language"),
        OwnFieldPanel("tagline"),
        OwnFieldPanel("description"),
        OwnFieldPanel("topics"),
        OwnFieldPanel("choose_when"),
        OwnFieldsPanel(
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
    content_panels = [OwnFieldPanel("question"), OwnFieldPanel("answer"), OwnFieldPanel("topics")]


class ExampleViewSet(LibraryViewSet):
    """Examples in the desk."""

    model = Example
    icon = "doc-full"
    content_panels = [
        OwnFieldPanel("title"),
        OwnFieldPanel("sector"),
        OwnFieldPanel("roles"),
        OwnFieldPanel("situation"),
        OwnFieldPanel("action"),
        OwnFieldPanel("result"),
    ]


class CallToActionViewSet(LibraryViewSet):
    """Calls to action in the desk."""

    model = CallToAction
    icon = "pick"
    content_panels = [OwnFieldPanel("title"), OwnFieldPanel("text"), OwnFieldPanel("link")]


class LibraryGroup(SnippetViewSetGroup):
    """The library's place in the desk's menu."""

    items = (RoleViewSet, QuestionViewSet, ExampleViewSet, CallToActionViewSet)
    menu_label = _("Library")
    menu_icon = "folder-open-inverse"
    menu_order = 150
