"""The log of every change, of a person's brands and of the group; administrators read that of all."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry
from wagtail.permissions import policy_registry

from brands.directory import directory_for
from brands.models import Brand
from brands.permissions import brand_ids_of, teams_of
from cms.foundation.publishing import BRAND_OF_ENTRY
from cms.foundation.spreadsheets import WithoutFormulas

from ..narrowed import FiltersStrictly, known_to
from ..ownership import own_pages
from .owning import GROUPS

SEEING = {"view", "choose", "add", "change", "publish", "delete"}


def own_brands(request) -> QuerySet[Brand]:
    """The brands whose log somebody reads."""
    brands = Brand.objects.all()
    return brands if request.user.is_superuser else brands.filter(pk__in=brand_ids_of(request.user))


def deeds_of(request, log_model: Any) -> QuerySet:
    """The entries of a log that somebody may read: of her brands and the group, of what she may see at all."""
    user, entries = request.user, log_model.objects.all()
    if user.is_superuser:
        return entries
    if not teams_of(user):
        return entries.none()
    hers = Q(**{f"data__{BRAND_OF_ENTRY}__in": [*own_brands(request).values_list("key", flat=True), GROUPS]})
    if log_model is PageLogEntry:  # those from before entries were marked
        pages = own_pages(user, Page.objects.filter(depth__gt=1), directory_for(request))
        return entries.filter(hers | Q(**{f"data__{BRAND_OF_ENTRY}__isnull": True}, page__in=pages.values("pk")))
    return entries.filter(hers).exclude(content_type__in=_kept_from(user, entries))


def _kept_from(user, entries: QuerySet) -> list[int]:
    """Kinds of things with which a person has nothing to do, such as redirects for who only writes."""
    kept = []
    for key in entries.get_content_type_ids():  # type: ignore[attr-defined]
        model = ContentType.objects.get_for_id(key).model_class()
        policy: Any = model and policy_registry.get_by_type(model)
        if policy is None or not policy.user_has_any_permission(user, SEEING):
            kept.append(key)
    return kept


def _of_all_logs(request, method: str) -> set:
    found: set = set()
    for log_model in registry.get_log_entry_models():
        found |= set(getattr(deeds_of(request, log_model), method)())
    return found


class OwnHistoryFilterSet(SiteHistoryReportFilterSet):
    """Filters of the log: what they offer is what stands in it."""

    brand = django_filters.ModelChoiceFilter(label=_("Brand"), queryset=own_brands, method="of_brand")
    object_type = ContentTypeFilter(
        label=_("Type"), method="filter_object_type",
        queryset=lambda request: ContentType.objects.filter(
            pk__in=_of_all_logs(request, "get_content_type_ids")
        ).order_by("model"),
    )  # fmt: skip

    def of_brand(self, queryset, name, brand):
        marked = Q(**{f"data__{BRAND_OF_ENTRY}": brand.key})
        if queryset.model is PageLogEntry:
            trees = Q(pk__in=[])
            for root in directory_for(self.request).roots:
                if root.brand.pk == brand.pk:
                    trees |= Q(page__path__startswith=root.tree_path)
            marked |= trees & Q(**{f"data__{BRAND_OF_ENTRY}__isnull": True})
        return queryset.filter(marked)

    def get_action_choices(self):
        used = _of_all_logs(self.request, "get_actions")
        return [choice for choice in registry.get_choices() if choice[0] in used]

    def get_users_queryset(self):
        people = get_user_model().objects.filter(pk__in=_of_all_logs(self.request, "get_user_ids"))
        return known_to(self.request.user, people)


class OwnHistoryView(FiltersStrictly, WithoutFormulas, LogEntriesView):
    """What was done to a person's brands' pages, library, menus, files, forms and settings, and to the group's."""

    filterset_class = OwnHistoryFilterSet
    list_export = [*LogEntriesView.list_export, "brand"]
    export_headings = {**LogEntriesView.export_headings, "brand": _("Brand")}

    def get_filtered_queryset(self):
        """As Wagtail's, of what `deeds_of` gives: pages and everything else, each filtered, then joined."""
        self.log_models = list(registry.get_log_entry_models())
        parts = [
            self.filter_queryset(
                deeds_of(self.request, log_model)
                .values("pk", "timestamp")
                .annotate(log_model_index=Value(number, output_field=IntegerField()))
            ).order_by()
            for number, log_model in enumerate(self.log_models)
        ]
        return parts[0].union(*parts[1:], all=True).order_by("-timestamp")

    def decorate_paginated_queryset(self, queryset):
        names = dict(Brand.objects.values_list("key", "name"))
        entries = super().decorate_paginated_queryset(queryset)
        for entry in entries:
            mark = (entry.data or {}).get(BRAND_OF_ENTRY)
            entry.brand = names.get(mark, "") if mark else (_("the group") if mark == GROUPS else "")
        return entries
