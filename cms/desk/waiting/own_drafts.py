"""All of a person's open drafts of a brand, or of the group's: what the first page only counts."""

from collections.abc import Iterable

from django.http import Http404
from django.urls import path
from django.views.generic import ListView
from wagtail import hooks

from brands.directory import directory_for
from brands.models import Brand

from ..library.people import brands_of, is_librarian
from .rows import Row, drafts

GROUP = "group"
ON_A_PAGE = 50


def works_for(request) -> Iterable[Brand]:
    """Brands whose drafts somebody may have."""
    directory = directory_for(request)
    return list(directory.brands) if request.user.is_superuser else brands_of(request.user, directory)


class OwnDraftsView(ListView):
    """Her drafts of one brand, the newest first; another brand's are not there."""

    template_name = "desk/waiting/drafts.html"
    paginate_by = ON_A_PAGE

    def get_queryset(self) -> list[Row]:  # type: ignore[override]  # rows of several models
        key = self.kwargs["brand_key"]
        self.brand = next((brand for brand in works_for(self.request) if brand.key == key), None)
        if self.brand is None and not (key == GROUP and is_librarian(self.request.user)):
            raise Http404
        wanted = self.brand.pk if self.brand else None
        found = drafts(self.request.user, directory_for(self.request), most=None)
        return sorted((row for _, row, _ in found if row.brand_id == wanted), key=lambda row: row.at, reverse=True)

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "brand": self.brand}


@hooks.register("register_admin_urls")
def register_own_drafts():
    return [path("drafts/<slug:brand_key>/", OwnDraftsView.as_view(), name="own_drafts")]
