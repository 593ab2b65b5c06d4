"""Whose things are: of every kind, a person knows of her brands' and the group's."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Revision, Task, Workflow

from brands.directory import BrandDirectory
from cms.desk.ownership import UnknownOwner, approvals_of, may_see, own_pages
from home.provisioning.teams import group_collection
from tests.factories.brands import home_of, make_editor, make_librarian, make_user
from tests.factories.library import make_role
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_offer

from .addresses import Belongings


def things_of(own: Belongings) -> dict:
    """One of each kind that a brand has."""
    return {
        "page": own.page, "item": own.items["role"], "version": own.version, "suggestion": own.suggestion,
        "menu": own.menu, "cookie": own.cookie, "brand": own.brand, "site": own.brand.site, "image": own.image,
        "document": own.document, "collection": own.collection, "redirect": own.redirect, "workflow": own.workflow,
        "task": own.workflow.tasks.first(), "page's revision": own.page.save_revision(),
        "menu's revision": own.menu_revision, "workflow's state": own.page_state,
        "task's state": own.page_state.current_task_state, "enquiry": own.enquiry,
    }  # fmt: skip


@pytest.fixture
def things(brands, administrator):
    return [things_of(Belongings(brand, administrator)) for brand in brands]


@pytest.fixture
def directory(brands):
    return BrandDirectory()


def known(user, things: dict, directory) -> set[str]:
    """Which of these a person knows of. She is asked for anew, as with every request."""
    user = get_user_model().objects.get(pk=user.pk)
    return {kind for kind, thing in things.items() if may_see(user, thing, directory)}


def test_each_brand_knows_of_its_own_and_of_nothing_of_the_other(things, brands, directory):
    for which, brand in enumerate(brands):
        editor = make_editor(brand)
        assert known(editor, things[which], directory) == set(things[which])
        assert known(editor, things[1 - which], directory) == set()


def test_others(things, directory, administrator):
    """Librarians answer what brands suggest; who is in no team knows of nothing."""
    librarian, colleague = make_librarian(), make_user("colleague@desk.localhost")
    for each in things:
        assert known(librarian, each, directory) == {"suggestion"}
        assert known(colleague, each, directory) == set()
        assert known(administrator, each, directory) == set(each)


def test_what_is_the_groups_is_every_teams(brands, directory):
    shared = {
        "item": make_role(), "image": make_image(collection=group_collection()), "collection": group_collection(),
        "root": Page.get_first_root_node(), "workflow": Workflow.objects.get(name="Iduet Group"),
    }  # fmt: skip
    for user in (*map(make_editor, brands), make_librarian()):
        assert known(user, shared, directory) == set(shared)
    assert known(make_user("colleague@desk.localhost"), shared, directory) == set()


def test_an_offer_is_known_while_its_page_is_public(brands, directory):
    offers = {
        f"{word} {brand.key}": make_offer(make_content(home_of(brand), publish=word == "public"))
        for brand in brands
        for word in ("public", "draft")
    }
    for user in map(make_editor, brands):
        assert known(user, offers, directory) == {"public iduet", "public finhire"}


def test_of_what_is_gone_and_of_what_nobody_has_said(iduet, directory):
    editor, kind = make_editor(iduet), ContentType.objects.get_for_model(Page)
    assert not may_see(editor, Revision(content_type=kind, base_content_type=kind, object_id="0"), directory)
    with pytest.raises(UnknownOwner):
        may_see(editor, kind, directory)


def test_lists_of_approvals_and_pages_hold_the_same(things, brands, directory, administrator):
    pages = {page for brand in brands for page in Page.objects.filter(path__startswith=home_of(brand).path)}
    for which, brand in enumerate(brands):
        editor, own, foreign = make_editor(brand), things[which], things[1 - which]
        for model, kind in ((Workflow, "workflow"), (Task, "task")):
            found = set(approvals_of(editor, model.objects.all()).values_list("pk", flat=True))
            assert own[kind].pk in found
            assert foreign[kind].pk not in found
            everything = model.objects.count()
            assert (len(found), approvals_of(administrator, model.objects.all()).count()) == (
                everything - 1,
                everything,
            )
        found = set(own_pages(editor, Page.objects.all(), directory))
        assert {page for page in pages if page.path.startswith(home_of(brand).path)} <= found
        assert all(page.depth == 1 or directory.brand_of(page) == brand for page in found)
