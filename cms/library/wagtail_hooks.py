"""The library's part of the desk."""

from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from brands.permissions import BrandOwnedPermissionPolicy

from .models import CallToAction, Example, LibraryItem, Question, Role
from .usages import reason_to_keep
from .viewsets import LibraryGroup

for model in (Role, Question, Example, CallToAction):
    register_permission_policy(model, BrandOwnedPermissionPolicy(model))

register_snippet(LibraryGroup)


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request, instances):
    """A library item that is in use cannot be deleted; say where it is used instead."""
    for item in instances:
        if isinstance(item, LibraryItem) and (reason := reason_to_keep(item, request.user)):
            messages.error(request, reason)
            return redirect(type(item).snippet_viewset.get_url_name("usage"), item.pk)
    return None
