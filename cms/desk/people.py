"""The list of users, for administrators, with the brands and teams that each works for, and the form of a new one."""

from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from brands.models import Team
from cms.accounts.models import User


def teams_in_words(user: User) -> str:
    """What somebody's teams are, brand by brand in the order of the group; a group that is no team by its name."""
    told = sorted((_place(group), _in_words(group)) for group in user.groups.all())
    if not told and user.is_active and not user.is_superuser:
        return _("no team: she may do nothing")
    return ", ".join(words for _where, words in told)


def _team(group: Group) -> Team | None:
    return getattr(group, "team", None)


def _place(group: Group) -> tuple[bool, int]:
    team = _team(group)
    return team is None or team.brand is None, team.brand.group_order if team and team.brand else 0


def _in_words(group: Group) -> str:
    team = _team(group)
    if team is None:
        return group.name
    whose = team.brand.name if team.brand else _("The group")
    return f"{whose}: {team.get_kind_display()}"


class PeopleView(IndexView):
    """Wagtail's list with a column of teams."""

    @cached_property
    def columns(self):
        columns = super().columns
        for column in columns:
            if column.name == self.model.USERNAME_FIELD:
                column.label = capfirst(self.model._meta.get_field(column.name).verbose_name)
        after = next(place for place, column in enumerate(columns) if column.name == self.model.USERNAME_FIELD)
        teams = Column("teams", label=capfirst(gettext_lazy("teams")), accessor=teams_in_words, classname="teams")
        return [*columns[: after + 1], teams, *columns[after + 1 :]]

    def get_base_queryset(self):
        return super().get_base_queryset().prefetch_related("groups__team__brand")


class SaysWhatTeamsMay:
    """Mixed into the forms: without a team nobody can do anything."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].help_text = _(  # type: ignore[attr-defined]
            "Editors write, publishers publish, and librarians look after what is the group's. "
            "Who is in none may do nothing."
        )


class NewColleagueForm(SaysWhatTeamsMay, UserCreationForm):
    """Somebody new, who is invited."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "She gets an e-mail with a link that works for three days, and chooses her own password."
        )


class ColleagueForm(SaysWhatTeamsMay, UserEditForm):
    """Somebody who is there."""


class PeopleViewSet(UserViewSet):
    """Wagtail's, with our list and forms."""

    index_view_class = PeopleView

    def get_form_class(self, for_update=False):
        return ColleagueForm if for_update else NewColleagueForm
