"""Whose is it? The one answer that the gate and the lists of the desk give."""

from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, Revision, Site, Task, TaskState, Workflow, WorkflowState
from wagtail.permissions import policy_registry

from brands.directory import BrandDirectory
from brands.models import Brand, PageOffer, Team
from brands.permissions import brand_ids_of, teams_of
from cms.foundation.offering import offered_pages
from cms.library.models import Suggestion
from cms.media.models import MediaDocument, MediaImage

FILE_ACTIONS = ("add", "change", "delete", "choose")


class UnknownOwner(LookupError):
    """Nobody has said whose things of this kind are."""


def may_see(user, thing: Any, directory: BrandDirectory) -> bool:
    """Whether a person may know of a thing: it is her brands', the group's, or she is an administrator.

    :param thing: a page, library item, menu, cookie, brand, file, collection, site, redirect, revision, workflow
        state or offer of a page.
    :raises UnknownOwner: for other things.
    """
    if user.is_superuser:
        return True
    if not teams_of(user):
        return False
    if isinstance(thing, Revision):
        thing = thing.content_object
    elif isinstance(thing, TaskState):
        thing = thing.workflow_state.content_object
    elif isinstance(thing, WorkflowState):
        thing = thing.content_object
    return thing is not None and _may_see(user, thing, directory)


def _may_see(user, thing: Model, directory: BrandDirectory) -> bool:
    mine = brand_ids_of(user)
    if isinstance(thing, Page):
        brand = directory.brand_of(thing)
        return thing.is_root() if brand is None else brand.pk in mine
    if isinstance(thing, PageOffer):
        return offered_pages(directory).filter(pk=thing.page_id).exists()
    if isinstance(thing, Brand):
        return thing.pk in mine
    if isinstance(thing, (MediaImage, MediaDocument)):
        policy = policy_registry.get_by_type(type(thing))
        return policy.user_has_any_permission_for_instance(user, FILE_ACTIONS, thing)
    if isinstance(thing, Collection):
        return any(
            policy_registry.get_by_type(model).collections_user_has_any_permission_for(user, FILE_ACTIONS).filter(
                pk=thing.pk
            ).exists()
            for model in (MediaImage, MediaDocument)
        )  # fmt: skip
    if isinstance(thing, Site):
        return Brand.objects.filter(site=thing, pk__in=mine).exists()
    if isinstance(thing, (Task, Workflow)):
        kind = Task if isinstance(thing, Task) else Workflow
        return approvals_of(user, kind.objects.filter(pk=thing.pk)).exists()
    if isinstance(thing, Redirect):
        return Brand.objects.filter(site=thing.site_id, pk__in=mine).exists()
    if hasattr(thing, "brand_id"):
        return thing.brand_id is None or thing.brand_id in mine or _answers(user, thing)
    raise UnknownOwner(type(thing).__name__)


def _answers(user, thing: Model) -> bool:
    """Whether it is a suggestion of a brand and she one of the librarians who answer it."""
    librarian = any(team.kind == Team.Kind.LIBRARIANS for team in teams_of(user))
    return librarian and isinstance(thing, Suggestion)


#: Workflows and tasks → how the groups are named that approve.
APPROVED_BY = {Task: "groupapprovaltask__groups", Workflow: "workflow_tasks__task__groupapprovaltask__groups"}


def approvals_of(user, queryset: QuerySet) -> QuerySet:
    """Of these workflows or tasks, those that a group approves which is not another brand's."""
    if user.is_superuser:
        return queryset
    foreign = Team.objects.exclude(Q(brand_id__in=brand_ids_of(user)) | Q(brand=None))
    return queryset.exclude(**{f"{APPROVED_BY[queryset.model]}__in": foreign.values("group_id")})


def own_pages(user, pages: QuerySet, directory: BrandDirectory) -> QuerySet:
    """Of these pages, those in the trees of a person's brands, and the root above all trees."""
    if user.is_superuser:
        return pages
    mine = brand_ids_of(user)
    trees = Q(depth=1)
    for root in directory.roots:
        if root.brand.pk in mine:
            trees |= Q(path__startswith=root.tree_path)
    return pages.filter(trees)
