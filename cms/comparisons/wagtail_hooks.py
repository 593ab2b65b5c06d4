"""What the editor of a comparison asks of the desk."""

from django.urls import path
from wagtail import hooks

from .views import compared_roles


@hooks.register("register_admin_urls")
def register_comparison_urls():
    return [path("comparisons/roles/", compared_roles, name="comparison_roles")]
