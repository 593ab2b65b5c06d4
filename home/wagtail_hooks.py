"""Brands in the desk."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from brands.models import Brand
from brands.permissions import BrandPermissionPolicy

from .viewsets import BrandViewSet

register_permission_policy(Brand, BrandPermissionPolicy(Brand))


@hooks.register("register_admin_viewset")
def register_brands():
    return BrandViewSet()
