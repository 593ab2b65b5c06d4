"""Addresses of a brand in the desk: its redirects as files."""

from django.urls import path
from wagtail import hooks

from .redirect_file import RedirectDownloadView, RedirectFileView


@hooks.register("register_admin_urls")
def register_addresses():
    return [
        path("redirects/file/", RedirectFileView.as_view(), name="redirect_file"),
        path("redirects/file/download/", RedirectDownloadView.as_view(), name="redirect_file_download"),
    ]
