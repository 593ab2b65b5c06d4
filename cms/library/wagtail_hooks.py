"""The library's part of the desk."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from brands.permissions import BrandOwnedPermissionPolicy

from .models import CallToAction, Example, LibraryItem, Question, Role
from .viewsets import LibraryGroup

for model in (Role, Question, Example, CallToAction):
    register_permission_policy(model, BrandOwnedPermissionPolicy(model))

register_snippet(LibraryGroup)


@hooks.register("before_delete_snippet")
def keep_what_is_in_use(request, instances):
    """A library item that is in use cannot be deleted; say where it is used instead."""
    for item in instances:
        if isinstance(item, LibraryItem) and item.usages().exists():
            viewset = type(item).snippet_viewset
            messages.error(
                request,
                _("“%(item)s” is in use, so it cannot be deleted. Take it out of the places below first.")
                % {"item": item},
            )
            return redirect(viewset.get_url_name("usage"), item.pk)
    return None
