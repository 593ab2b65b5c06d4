"""Who may read and erase what visitors sent.

Reading personal data is no part of writing or publishing: it is a permission of its own that a team's group has or has
not. Provisioning gives it to publishers.
"""

from django.contrib.auth.models import Permission
from django.db.models import Q

from brands.models import Team
from brands.permissions import BrandOwnedPermissionPolicy

#: Action → codename of the permission. Nobody writes enquiries in the desk.
CODENAMES = {"view": "view_enquiry", "delete": "delete_enquiry"}
PERMISSIONS = tuple(CODENAMES.values())


class EnquiryPermissionPolicy(BrandOwnedPermissionPolicy):
    """A team may do with its brand's enquiries what its group has the permission for."""

    def __init__(self, model):
        super().__init__(model, group_owned=False)

    def _may(self, team: Team, action: str) -> bool:
        return team.brand_id is not None and CODENAMES.get(action) in _permissions_of(team)

    # Administrators do not write enquiries either.

    def user_has_any_permission(self, user, actions):
        return _possible(actions) and super().user_has_any_permission(user, actions)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return _possible(actions) and super().user_has_any_permission_for_instance(user, actions, instance)

    def instances_user_has_any_permission_for(self, user, actions):
        if not _possible(actions):
            return self.model._default_manager.none()
        return super().instances_user_has_any_permission_for(user, actions)

    def users_with_any_permission(self, actions):
        return self._users(self._in_team(actions))

    def users_with_any_permission_for_instance(self, actions, instance):
        return self._users(self._in_team(actions, groups__team__brand_id=instance.brand_id))

    def _in_team(self, actions, **which) -> Q:
        wanted = [CODENAMES[action] for action in actions if action in CODENAMES]
        return Q(
            groups__team__brand__isnull=False, groups__permissions__codename__in=wanted,
            groups__permissions__content_type__app_label="enquiries", **which,
        )  # fmt: skip


def _possible(actions) -> bool:
    return bool(CODENAMES.keys() & set(actions))


def _permissions_of(team: Team) -> frozenset[str]:
    """Codenames that a team's group has of ours; asked once per team and request."""
    if not hasattr(team, "_enquiry_permissions"):
        mine = Permission.objects.filter(
            group=team.group_id, content_type__app_label="enquiries", codename__in=PERMISSIONS
        )
        team._enquiry_permissions = frozenset(mine.values_list("codename", flat=True))  # type: ignore[attr-defined]
    return team._enquiry_permissions  # type: ignore[attr-defined]
