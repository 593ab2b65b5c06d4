"""Wagtail's views whose lists, filters and suggestions are every brand's, narrowed to what a person may know of.

Wagtail has no hook for these. They stand at Wagtail's own addresses (`cms.desk.urls`); `docs/wagtail-seams.md` says
why each is here and when it can go.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet
from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from taggit.models import Tag, TaggedItem
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet, LockedPagesView
from wagtail.admin.views.reports.workflows import (
    WorkflowReportFilterSet,
    WorkflowTasksReportFilterSet,
    WorkflowTasksView,
    WorkflowView,
)
from wagtail.admin.views.tags import TAGS_AUTOCOMPLETE_LIMIT
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.contrib.redirects.filters import RedirectsReportFilterSet
from wagtail.documents.views.documents import DocumentsFilterSet
from wagtail.documents.views.documents import IndexView as DocumentIndexView
from wagtail.images.views.chooser import ImageChooserViewSet, ImageChooseView
from wagtail.images.views.images import ImagesFilterSet
from wagtail.images.views.images import IndexView as ImageIndexView
from wagtail.models import Page, Site, Task, Workflow
from wagtail.permissions import policy_registry

from brands.models import Team
from brands.permissions import brand_ids_of
from cms.foundation.collisions import AsksAboutNewerPage
from cms.foundation.spreadsheets import WithoutFormulas
from cms.media.models import MediaDocument, MediaImage

from .health.editor import ShowsHealth
from .health.listing import with_health
from .ownership import FILE_ACTIONS, approvals_of
from .page_lists import CHANGED_BY, ChangesAndHealth, ListsPages
from .touched.unpublishing import PageUnpublishView

MOST_POPULAR = 10


def known_to(user, people: QuerySet) -> QuerySet:
    """Of these people, those that a person works with: her brands' teams, the librarians and the administrators."""
    if user.is_superuser:
        return people
    with_her = Q(groups__team__brand_id__in=brand_ids_of(user)) | Q(groups__team__kind=Team.Kind.LIBRARIANS)
    known = get_user_model().objects.filter(with_her | Q(is_superuser=True) | Q(pk=user.pk))
    return people.filter(pk__in=known.values("pk"))


NARROWED = {
    get_user_model(): known_to,
    Site: lambda user, sites: sites if user.is_superuser else sites.filter(brand__in=brand_ids_of(user)),
    Task: approvals_of,
    Workflow: approvals_of,
}


class OwnChoices:
    """Mixed into a filter set: its choices of people, sites, workflows and tasks are those that a person may know."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for each in self.filters.values():  # type: ignore[attr-defined]
            if getattr(each, "queryset", None) is not None:
                each.queryset = self._narrowed(each.queryset)
        if "locale" in self.filters:  # type: ignore[attr-defined]
            self.filters["locale"].label = _("Language")  # type: ignore[attr-defined]  # as everywhere in the desk

    @staticmethod
    def _narrowed(given: Any):
        def queryset(request):
            found = given(request) if callable(given) else given
            narrow = None if found is None else NARROWED.get(found.model)
            return narrow(request.user, found) if narrow else found

        return queryset


class FiltersStrictly:
    """Mixed into a report with filters: asked for what is not there, such as another brand, it finds nothing."""

    def filter_queryset(self, queryset):
        if not self.filters.is_valid():  # type: ignore[attr-defined]
            return queryset.none()
        return super().filter_queryset(queryset)  # type: ignore[misc]


class OwnPageFilterSet(OwnChoices, ChangesAndHealth, GenericPageFilterSet):
    """Filters of the explorer."""


class OwnTypeFilterSet(OwnChoices, ChangesAndHealth, PageFilterSet):
    """Filters of the pages of one type."""


class OwnExplorer(ListsPages, ExplorableIndexView):
    """The explorer."""

    base_filterset_class = OwnPageFilterSet
    results_template_name = "desk/explorer_results.html"
    base_columns = with_health(ExplorableIndexView.base_columns, CHANGED_BY)


class OwnPagesOfType(ListsPages, ContentTypeUseView):
    """The pages of one type."""

    base_filterset_class = OwnTypeFilterSet
    base_columns = with_health(ContentTypeUseView.base_columns, CHANGED_BY)


class PageCreateView(ShowsHealth, CreateView):
    """The editor of new pages."""


class PageEditView(ShowsHealth, AsksAboutNewerPage, EditView):
    """The editor of pages."""

    template_name = "foundation/edit_page.html"

    def get_template_names(self):
        return [self.template_name if name == "wagtailadmin/pages/edit.html" else name
                for name in super().get_template_names()]  # fmt: skip


class OwnPages(PageViewSet):
    """Pages of every type: Wagtail's views, with filters that offer the person's own colleagues and sites, and with
    the health of each page.
    """

    add_view_class = PageCreateView
    edit_view_class = PageEditView
    index_view_class = OwnExplorer
    content_type_use_view_class = OwnPagesOfType
    unpublish_view_class = PageUnpublishView
    filterset_class = PageViewSet.UNDEFINED  # the views have theirs


class OwnLockedFilterSet(OwnChoices, LockedPagesReportFilterSet):
    """Filters of the locked pages."""


class OwnLockedPagesView(WithoutFormulas, LockedPagesView):
    """Locked pages of the person's brands."""

    filterset_class = OwnLockedFilterSet


class OwnWorkflowFilterSet(OwnChoices, WorkflowReportFilterSet):
    """Filters of the workflows."""


class OwnWorkflowView(WithoutFormulas, WorkflowView):
    """Workflows of the person's brands."""

    filterset_class = OwnWorkflowFilterSet


class OwnWorkflowTasksFilterSet(OwnChoices, WorkflowTasksReportFilterSet):
    """Filters of the workflows' tasks."""


class OwnWorkflowTasksView(WithoutFormulas, WorkflowTasksView):
    """Tasks of the person's brands."""

    filterset_class = OwnWorkflowTasksFilterSet


class OwnRedirectsFilterSet(OwnChoices, RedirectsReportFilterSet):
    """Filters of the redirects."""

    class Meta(RedirectsReportFilterSet.Meta):
        pass


def tags_of(user, *models) -> QuerySet[Tag]:
    """Tags of those files of these models that a person may see."""
    carried = Q(pk__in=[])
    for model in models:
        files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, FILE_ACTIONS)
        kind = ContentType.objects.get_for_model(model)
        carried |= Q(content_type=kind, object_id__in=files.values("pk"))
    return Tag.objects.filter(pk__in=TaggedItem.objects.filter(carried).values("tag"))


def popular_tags(user, model) -> QuerySet[Tag]:
    """The ten tags that stand on most files."""
    counted = tags_of(user, model).annotate(number=Count("taggit_taggeditem_items"))
    return counted.order_by("-number", "name")[:MOST_POPULAR]


@require_safe
def suggest_tags(request, **kind):
    """Tags that begin as typed, among those of files that a person may see: a list of names.

    The house's one kind of tag is that of files, so the address's kind is not asked.
    """
    term = request.GET.get("term", "")
    if not term:
        return JsonResponse([], safe=False)
    tags = tags_of(request.user, MediaImage, MediaDocument).filter(name__istartswith=term).order_by("name")
    return JsonResponse(list(tags.values_list("name", flat=True)[:TAGS_AUTOCOMPLETE_LIMIT]), safe=False)


class OwnTags:
    """Mixed into the filter set of files: offers the tags of those that a person may see."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        filters = self.filters  # type: ignore[attr-defined]
        if "tag" in filters:
            tags = popular_tags(self.request.user, self._meta.model)  # type: ignore[attr-defined]
            filters["tag"].extra["choices"] = [(tag.name, tag.name) for tag in tags]


FILES_EXPORT = ["file_size", "created_at", "usage_count"]
FILES_HEADINGS = {
    "filename": _("File"), "collection.name": _("Collection"), "usage_count": _("Usage"), "file_size": _("Bytes"),
}  # fmt: skip


class OwnImagesFilterSet(OwnTags, ImagesFilterSet):
    """Filters of the images."""

    class Meta(ImagesFilterSet.Meta):
        pass


class OwnImagesView(WithoutFormulas, ImageIndexView):
    """The images of the person's brands."""

    filterset_class = OwnImagesFilterSet
    list_export = ["title", "description", "filename", "collection.name", "width", "height", *FILES_EXPORT]
    export_headings = FILES_HEADINGS
    export_filename = "images"


class OwnDocumentsFilterSet(OwnTags, DocumentsFilterSet):
    """Filters of the documents."""

    class Meta(DocumentsFilterSet.Meta):
        pass


class OwnDocumentsView(WithoutFormulas, DocumentIndexView):
    """The documents of the person's brands."""

    filterset_class = OwnDocumentsFilterSet
    list_export = ["title", "filename", "collection.name", *FILES_EXPORT]
    export_headings = FILES_HEADINGS
    export_filename = "documents"


class OwnImageChooseView(ImageChooseView):
    """The image chooser, with tags of images that the person may see."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "popular_tags": popular_tags(self.request.user, self.model)}


class OwnImageChooser(ImageChooserViewSet):
    """Only its first view is mounted; the others are Wagtail's."""

    choose_view_class = OwnImageChooseView


image_chooser = OwnImageChooser("wagtailimages_chooser", model=MediaImage, url_prefix="images/chooser")
own_pages_viewset = OwnPages(model=Page)
