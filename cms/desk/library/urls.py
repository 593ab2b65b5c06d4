"""The library's addresses in the desk that Wagtail has none for."""

from django.urls import path

from .editing import EditHereView
from .report import DifferencesReportView
from .suggestions import OfferView, SuggestionsView, SuggestionView, SuggestView
from .versions import InboxView, VersionView

#: Tells the gate whose rows the addresses name.
ITEM = {"app_label": "library"}

urlpatterns = [
    path("library/inbox/", InboxView.as_view(), name="library_inbox"),
    path("library/differences/", DifferencesReportView.as_view(), name="library_differences"),
    path("library/differences/results/", DifferencesReportView.as_view(results_only=True),
         name="library_differences_results"),
    path("library/suggestions/", SuggestionsView.as_view(), name="library_suggestions"),
    path("library/suggestions/<int:suggestion_id>/", SuggestionView.as_view(), name="library_suggestion"),
    path("library/<str:model_name>/<str:pk>/edit/", EditHereView.as_view(), ITEM, name="library_edit"),
    path("library/<str:model_name>/<str:pk>/suggest/", SuggestView.as_view(), ITEM, name="library_suggest"),
    path("library/<str:model_name>/<str:pk>/offer/", OfferView.as_view(), ITEM, name="library_offer"),
    path("library/<str:model_name>/<str:pk>/brands/<str:brand_key>/", VersionView.as_view(), ITEM,
         name="library_version"),
]  # fmt: skip
