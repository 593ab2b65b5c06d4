"""Brands in the desk."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from brands.models import Brand
from brands.permissions import BrandPermissionPolicy

from .copying import CopyBrandItem, CopyBrandView
from .viewsets import BrandViewSet

register_permission_policy(Brand, BrandPermissionPolicy(Brand))


@hooks.register("register_admin_viewset")
def register_brands():
    return BrandViewSet()


@hooks.register("register_admin_urls")
def register_copying():
    return [path("copy-brand/", CopyBrandView.as_view(), name="copy_brand")]


@hooks.register("register_settings_menu_item")
def lead_to_copying():
    return CopyBrandItem(_("Copy a brand"), reverse("copy_brand"), icon_name="copy", order=595)
