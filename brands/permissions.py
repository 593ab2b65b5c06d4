"""Who may do what with things that belong to a brand or to the group.

Teams decide: editors write and publishers publish what is their brand's own; librarians look after originals.
Wagtail asks this policy for lists and actions; what belongs to another brand is not found at all.
"""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies.base import BasePermissionPolicy

from brands.models import Team

WRITING = frozenset({"view", "add", "change", "choose"})
PUBLISHING = WRITING | {"publish", "unpublish", "delete", "lock", "unlock"}
ACTIONS: dict[str, frozenset[str]] = {
    Team.Kind.EDITORS: WRITING,
    Team.Kind.PUBLISHERS: PUBLISHING,
    Team.Kind.LIBRARIANS: PUBLISHING,
}


def teams_of(user) -> list[Team]:
    """The teams that a person is in; asked once per person and request."""
    if not hasattr(user, "_teams"):
        user._teams = list(Team.objects.filter(group__user=user)) if user.is_authenticated else []
    return user._teams


def brand_ids_of(user) -> set[int]:
    """Brands that a person works for. Superusers work for all; ask `is_superuser` first."""
    return {team.brand_id for team in teams_of(user) if team.brand_id}


class BrandOwnedPermissionPolicy(BasePermissionPolicy):
    """Policy for models with a `brand` that may be empty (the group's) or not.

    :param group_owned: whether things without a brand exist; everybody may view and choose those, librarians change
    them.
    """

    def __init__(self, model, group_owned: bool = True, writing: frozenset = WRITING):
        super().__init__(model)
        self.group_owned = group_owned
        self.actions: dict[str, frozenset[str]] = {**ACTIONS, Team.Kind.EDITORS: writing}

    def _may(self, team: Team, action: str) -> bool:
        if team.kind == Team.Kind.LIBRARIANS and not self.group_owned:
            return False
        return action in self.actions[team.kind]

    def brand_ids(self, user, action: str) -> set[int]:
        """Brands to whose things a person may do something."""
        return {team.brand_id for team in teams_of(user) if team.brand_id and self._may(team, action)}

    def may_for_group(self, user, action: str) -> bool:
        """Whether a person may do something to the group's own things."""
        return user.is_superuser or any(self._may(team, action) for team in teams_of(user) if team.brand_id is None)

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        if not user.is_active:
            return False
        return user.is_superuser or any(self._may(team, action) for team in teams_of(user) for action in actions)

    def users_with_any_permission(self, actions):
        return self._users(Q(groups__team__kind__in=self._kinds(actions)))

    def _kinds(self, actions) -> list[str]:
        """Kinds of teams that may do any of these to something."""
        return [
            kind
            for kind, allowed in self.actions.items()
            if allowed & set(actions) and (self.group_owned or kind != Team.Kind.LIBRARIANS)
        ]

    @staticmethod
    def _users(in_team: Q):
        return get_user_model().objects.filter(Q(is_superuser=True) | in_team, is_active=True).distinct()

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not user.is_active:
            return False
        if user.is_superuser:
            return True
        teams = teams_of(user)
        if instance.brand_id is None:
            if {"view", "choose"} & set(actions) and teams:
                return True
            teams = [team for team in teams if team.kind == Team.Kind.LIBRARIANS]
        else:
            teams = [team for team in teams if team.brand_id == instance.brand_id]
        return any(self._may(team, action) for team in teams for action in actions)

    def instances_user_has_any_permission_for(self, user, actions):
        if not user.is_active:
            return self.model._default_manager.none()
        everything = self.model._default_manager.all()
        if user.is_superuser:
            return everything
        mine = Q(pk__in=[])
        for team in teams_of(user):
            if any(self._may(team, action) for action in actions):
                mine |= Q(brand_id=team.brand_id) if team.brand_id else Q(brand=None)
        if {"view", "choose"} & set(actions) and teams_of(user):
            mine |= Q(brand=None)
        return everything.filter(mine)

    def users_with_any_permission_for_instance(self, actions, instance):
        team = Q(groups__team__kind__in=self._kinds(actions))
        if instance.brand_id is not None:
            team &= Q(groups__team__brand_id=instance.brand_id)
        elif not {"view", "choose"} & set(actions):
            team &= Q(groups__team__kind=Team.Kind.LIBRARIANS)
        return self._users(team)


class BrandPermissionPolicy(BasePermissionPolicy):
    """Policy for the brands themselves: publishers see and change their own, administrators make them.

    Nobody deletes a brand: its addresses, pages and people would go with it.
    """

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        actions = set(actions) - {"delete"}
        if not user.is_active or not actions:
            return False
        return user.is_superuser or (bool(actions & {"view", "change"}) and bool(_published_by(user)))

    def users_with_any_permission(self, actions):
        return self._users(actions, Q(groups__team__kind=Team.Kind.PUBLISHERS))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not self.user_has_any_permission(user, actions):
            return False
        return user.is_superuser or instance.pk in _published_by(user)

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model._default_manager.none()
        everything = self.model._default_manager.all()
        return everything if user.is_superuser else everything.filter(pk__in=_published_by(user))

    def users_with_any_permission_for_instance(self, actions, instance):
        return self._users(actions, Q(groups__team__kind=Team.Kind.PUBLISHERS, groups__team__brand=instance))

    @staticmethod
    def _users(actions, publishes: Q):
        everybody = get_user_model().objects.filter(is_active=True)
        if not set(actions) - {"delete"}:
            return everybody.none()
        allowed = publishes if {"view", "change"} & set(actions) else Q(pk__in=[])
        return everybody.filter(Q(is_superuser=True) | allowed).distinct()


def _published_by(user) -> set[int | None]:
    """Brands whose publisher a person is. Publishers without a brand there are none."""
    return {team.brand_id for team in teams_of(user) if team.kind == Team.Kind.PUBLISHERS}


def visible_to(user, queryset):
    """Of these brand-owned things, those that a person may see: her brands' and the group's."""
    if user.is_superuser:
        return queryset
    return queryset.filter(Q(brand_id__in=brand_ids_of(user)) | Q(brand=None)) if teams_of(user) else queryset.none()
