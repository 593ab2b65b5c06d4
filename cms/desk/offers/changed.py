"""A copy beside its source: what changed there since somebody last looked."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.models import Page

from brands.directory import directory_for
from cms.foundation.collisions import FieldOfBoth, fields_of_both
from cms.foundation.links import page_url
from cms.foundation.offering import offered_pages

from ..models import TakenCopy

#: What follows from where a page stands, and says nothing of its words.
OF_THE_PLACE = frozenset({"slug", "show_in_menus", "go_live_at", "expire_at"})


def source_of(taken: TakenCopy, request) -> Any:
    """The source of a copy while it is offered and public; None otherwise, whatever has been written there."""
    found = offered_pages(directory_for(request)).filter(pk=taken.source_id).first()
    return found and found.specific


def changed_since(taken: TakenCopy, source: Any) -> list[FieldOfBoth]:
    """The fields in which the source says something else than when somebody last looked."""
    rows = fields_of_both(taken.as_it_was(source), source)
    return [row for row in rows if row.name not in OF_THE_PLACE]


class ChangedAtSourceView(TemplateView):
    """What changed at the source of a copy. POST says that it was looked at."""

    template_name = "desk/offers/changed.html"

    @cached_property
    def taken(self) -> TakenCopy:
        return get_object_or_404(TakenCopy.objects.select_related("page"), pk=self.kwargs["page_id"])

    def dispatch(self, request, *args, **kwargs):
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        source = source_of(self.taken, request)
        if source is None:
            raise Http404
        TakenCopy.note(self.taken.page, source)
        messages.success(request, _("From now on you are told of later changes."))
        return redirect("wagtailadmin_pages:edit", self.taken.page_id)

    def get_context_data(self, **kwargs):
        source, directory = source_of(self.taken, self.request), directory_for(self.request)
        return {
            **super().get_context_data(**kwargs),
            "page": self.taken.page,
            "taken": self.taken,
            "source": source,
            "brand": source and directory.brand_of(source),
            "address": source and page_url(directory, source),
            "rows": changed_since(self.taken, source) if source else [],
        }


def warn_of_change_elsewhere(request, page: Page) -> None:
    """In the editor of a copy: say that its source has changed, and where to look."""
    if request.method != "GET":
        return
    taken = TakenCopy.objects.filter(pk=page.pk).first()
    source = source_of(taken, request) if taken else None
    if taken is None or source is None:
        return
    changed = changed_since(taken, source)
    if changed:
        messages.warning(
            request,
            _("The page on %(brand)s that this is a copy of has changed: %(fields)s.")
            % {"brand": directory_for(request).brand_of(source), "fields": ", ".join(row.label for row in changed)},
            buttons=[messages.button(reverse("changed_at_source", args=[page.pk]), _("See what changed"))],
        )


class SourceItem(PageMenuItem):
    """The way to the source of a copy, in the menu above its editor."""

    label = gettext_lazy("Changes at the source")
    icon_name = "history"
    url_name = "changed_at_source"

    def is_shown(self, user):
        return TakenCopy.objects.filter(pk=self.page.pk).exists() and self.page.permissions_for_user(user).can_edit()
