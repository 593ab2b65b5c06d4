"""Places in the desk of what is no longer public and may still be seen."""

from django.db.models.signals import post_save
from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from cms.changes.models import Change

from .noticing import on_change_recorded, warn_while_spreading
from .views import SpreadingView, of_page

post_save.connect(on_change_recorded, sender=Change, dispatch_uid="desk:spreading")


@hooks.register("register_admin_urls")
def register_spreading():
    return [
        path("spreading/<int:change_id>/", SpreadingView.as_view(), name="spreading"),
        path("spreading/page/<int:page_id>/", of_page, name="spreading_of_page"),
    ]


@hooks.register("insert_global_admin_js")
def follow_spreading():
    return format_html('<script src="{}" defer></script>', static("js/desk/spreading.js"))


@hooks.register("before_edit_page")
def warn_in_page_editor(request, page):
    warn_while_spreading(request, page)


@hooks.register("before_edit_snippet")
def warn_in_item_editor(request, instance):
    if hasattr(instance, "change_tags"):
        warn_while_spreading(request, instance)
