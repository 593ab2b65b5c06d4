"""Addresses of Wagtail's that answer with a view of the desk's own. Mounted before Wagtail's, whose names stay."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .audit.history import OwnHistoryView
from .choosing import OwnBrowseView, OwnSearchView
from .narrowed import (
    OwnDocumentsView,
    OwnImagesView,
    OwnLockedPagesView,
    OwnWorkflowTasksView,
    OwnWorkflowView,
    image_chooser,
    suggest_tags,
)
from .redirects import OwnRedirectCreateView, OwnRedirectEditView, OwnRedirectsView
from .touched.images import ImageEditView


def _with_results(address: str, view) -> list:
    """A list and its results, which Wagtail asks for anew as filters change."""
    return [path(address, view.as_view()), path(f"{address}results/", view.as_view(results_only=True))]


urlpatterns = [
    path("choose-page/", OwnBrowseView.as_view()),
    path("choose-page/<int:parent_page_id>/", OwnBrowseView.as_view()),
    path("choose-page/search/", OwnSearchView.as_view()),
    path("tag-autocomplete/", suggest_tags),
    path("tag-autocomplete/<slug:app_name>/<slug:model_name>/", suggest_tags),
    path("images/chooser/", image_chooser.choose_view),
    *_with_results("images/", OwnImagesView),
    path("images/<int:image_id>/", ImageEditView.as_view()),
    *_with_results("documents/", OwnDocumentsView),
    *_with_results("redirects/", OwnRedirectsView),
    path("redirects/add/", OwnRedirectCreateView.as_view()),
    path("redirects/<int:redirect_id>/", OwnRedirectEditView.as_view()),
    *_with_results("reports/locked/", OwnLockedPagesView),
    *_with_results("reports/workflow/", OwnWorkflowView),
    *_with_results("reports/workflow_tasks/", OwnWorkflowTasksView),
    *_with_results("reports/site-history/", OwnHistoryView),
]
# As Wagtail does with its own.
urlpatterns = decorate_urlpatterns(urlpatterns, require_admin_access)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
