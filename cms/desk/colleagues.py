"""A publisher invites colleagues to her own brand's teams."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from brands.models import Team
from brands.permissions import teams_of
from cms.accounts.inviting import invite, is_invited


def teams_to_fill(user) -> QuerySet[Team]:
    """The teams to which somebody may invite: those of the brands whose publisher she is; an administrator, all."""
    teams = Team.objects.exclude(brand=None).select_related("brand", "group").order_by("brand__group_order", "kind")
    if user.is_superuser:
        return teams
    published = {team.brand_id for team in teams_of(user) if team.brand_id and team.kind == Team.Kind.PUBLISHERS}
    return teams.filter(brand__in=published)


def may_invite(user) -> bool:
    return user.is_active and teams_to_fill(user).exists()


class TeamChoice(forms.ModelChoiceField):
    """Chooses a team by its brand and kind."""

    def label_from_instance(self, team):
        return f"{team.brand}: {team.get_kind_display()}"


class InviteForm(forms.Form):
    """Who is invited, and to which team."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"), max_length=254)
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    team = TeamChoice(label=gettext_lazy("Team"), queryset=Team.objects.none(), empty_label=None)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams_to_fill(user)  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if get_user_model().objects.filter(email__iexact=email).exists():
            # The same whether she works here or for another brand.
            raise forms.ValidationError(_("This address cannot be invited here. Ask an administrator."))
        return email


class InviteView(FormView):
    """The form, and who is in the teams."""

    template_name = "desk/colleagues.html"
    form_class = InviteForm

    def dispatch(self, request, *args, **kwargs):
        if not may_invite(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        wanted = form.cleaned_data
        colleague = get_user_model().objects.create_user(
            email=wanted["email"], first_name=wanted["first_name"], last_name=wanted["last_name"]
        )
        colleague.groups.add(wanted["team"].group)
        invite(colleague)
        log(colleague, "wagtail.create", user=self.request.user)
        messages.success(self.request, _("%(name)s is invited by e-mail.") % {"name": colleague})
        return redirect("invite_colleague")

    def get_context_data(self, **kwargs):
        teams = []
        for team in teams_to_fill(self.request.user):
            people = team.group.user_set.filter(is_active=True).order_by("email")
            teams.append((team, [(person, is_invited(person)) for person in people]))
        return {**super().get_context_data(**kwargs), "teams": teams}


class ColleaguesItem(MenuItem):
    """For who may invite."""

    def is_shown(self, request):
        return may_invite(request.user)


@hooks.register("register_admin_urls")
def register_colleagues():
    return [path("colleagues/", InviteView.as_view(), name="invite_colleague")]


@hooks.register("register_settings_menu_item")
def lead_to_colleagues():
    return ColleaguesItem(_("Colleagues"), reverse("invite_colleague"), icon_name="user", order=590)
