"""Previews on a brand's host."""

from django.urls import path

from . import views

urlpatterns = [
    path("_preview/pane/", views.pane, name="preview_pane"),
    path("_preview/<slug:key>/", views.share, name="preview_share"),
]
