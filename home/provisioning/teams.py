"""Groups of people and what Wagtail lets them do: editors and publishers per brand, librarians for the group."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from brands.models import Brand, Team
from cms.enquiries.permissions import PERMISSIONS as ENQUIRY_PERMISSIONS

from .stock import let_go_of_stock_groups
from .workflows import ensure_group_workflow

PAGE_PERMISSIONS = {
    Team.Kind.EDITORS: ["add_page", "change_page"],
    Team.Kind.PUBLISHERS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"],
}
# Named after Wagtail's own models: its policies ask for these also where an image or document is a model of ours.
COLLECTION_PERMISSIONS = [
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
]
CHOOSE_PERMISSIONS = ["choose_image", "choose_document"]
#: What visitors send is personal data: who publishes for a brand answers them, who writes for it need not read it.
READS_ENQUIRIES = (Team.Kind.PUBLISHERS,)
GROUP_COLLECTION = "Iduet Group"


def group_collection() -> Collection:
    """The collection whose images and documents all brands may choose."""
    return _collection(GROUP_COLLECTION)


def brand_collection(brand: Brand) -> Collection:
    """A brand's own images and documents: the collection that its teams may fill, under the brand's present name."""
    may_fill = GroupCollectionPermission.objects.filter(
        group__team__brand=brand, permission__codename=COLLECTION_PERMISSIONS[0]
    ).exclude(collection__name=GROUP_COLLECTION)
    first = may_fill.select_related("collection").order_by("collection__path").first()
    if first is None:
        return _collection(brand.name)
    return _renamed(first.collection, brand.name)


def _renamed(named, name: str):
    """The collection or group, under this name."""
    if named.name != name:
        named.name = name
        named.save()
    return named


def _collection(name: str) -> Collection:
    found = Collection.objects.filter(name=name, depth=2).first()
    return found or Collection.get_first_root_node().add_child(instance=Collection(name=name))


def _permission(codename: str) -> Permission:
    apps = ["wagtailimages", "wagtaildocs", "wagtailcore"]
    return Permission.objects.get(codename=codename, content_type__app_label__in=apps)


def ensure_group(name: str, kind: str, brand: Brand | None) -> Group:
    """The Django group of a team, with access to the desk and the right to translate."""
    team = Team.objects.filter(brand=brand, kind=kind).select_related("group").first()
    if team is None:
        group, _ = Group.objects.get_or_create(name=name)
        Team.objects.create(group=group, brand=brand, kind=kind)
    else:
        group = _renamed(team.group, name)
    group.permissions.add(
        Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"),
        Permission.objects.get(codename="submit_translation", content_type__app_label="simple_translation"),
    )
    return group


def ensure_brand_teams(brand: Brand, roots: list[Page]) -> None:
    """Editors and publishers of a brand, with their rights on its pages, images and documents."""
    let_go_of_stock_groups()
    collection = brand_collection(brand)
    shared = group_collection()
    for kind in (Team.Kind.EDITORS, Team.Kind.PUBLISHERS):
        group = ensure_group(f"{brand.name} {kind.value}", kind, brand)
        if kind in READS_ENQUIRIES:
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label="enquiries", codename__in=ENQUIRY_PERMISSIONS)
            )
        for page in roots:
            for codename in PAGE_PERMISSIONS[kind]:
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=_permission(codename))
        for codename in COLLECTION_PERMISSIONS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=_permission(codename)
            )
        for codename in CHOOSE_PERMISSIONS:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=shared, permission=_permission(codename)
            )


def ensure_librarians() -> Group:
    """Those who keep the group's originals right."""
    group = ensure_group("Iduet Group librarians", Team.Kind.LIBRARIANS, None)
    for codename in COLLECTION_PERMISSIONS:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=group_collection(), permission=_permission(codename)
        )
    ensure_group_workflow(group)
    return group
