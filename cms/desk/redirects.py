"""Redirects in the desk: a brand's publishers keep their own; those of “all sites” and imports are administrators'."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.redirects.views import CreateView, EditView, IndexView
from wagtail.permission_policies.base import BasePermissionPolicy

from brands.directory import BrandDirectory
from brands.models import Team
from brands.permissions import teams_of
from cms.foundation.spreadsheets import WithoutFormulas
from cms.moving.redirects.addresses import LONGEST, NoAddress, split

from .narrowed import OwnRedirectsFilterSet

ACTIONS = {"view", "add", "change", "delete"}


class RedirectPermissionPolicy(BasePermissionPolicy):
    """Publishers look after the redirects of their brands' sites."""

    def _sites(self, user, actions) -> set[int]:
        """Sites whose redirects a person may do any of these to."""
        if not user.is_active or not ACTIONS & set(actions):
            return set()
        publishes = [team for team in teams_of(user) if team.kind == Team.Kind.PUBLISHERS]
        return set(Team.objects.filter(pk__in=[team.pk for team in publishes]).values_list("brand__site", flat=True))

    def user_has_permission(self, user, action):
        return self.user_has_any_permission(user, {action})

    def user_has_any_permission(self, user, actions):
        return user.is_active and (user.is_superuser or bool(self._sites(user, actions)))

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_any_permission_for_instance(user, {action}, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return user.is_active and (user.is_superuser or instance.site_id in self._sites(user, actions))

    def instances_user_has_any_permission_for(self, user, actions):
        everything = Redirect.objects.all()
        if user.is_active and user.is_superuser:
            return everything
        return everything.filter(site__in=self._sites(user, actions))


class OwnRedirectForm(RedirectForm):
    """Offers the sites and pages of the brands that a person publishes for; who is no administrator chooses one.

    A redirect may lead to a path of its own site, such as a feed's, as well as to a whole address.
    """

    redirect_link = forms.CharField(
        label=gettext_lazy("Redirect to an address"), required=False, max_length=LONGEST,
        help_text=gettext_lazy("A path such as /feed.rss, or a whole address. Where a page is chosen, leave it empty."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.for_user.is_superuser:
            field = self.fields["site"]
            publishes = [team.brand_id for team in teams_of(self.for_user) if team.kind == Team.Kind.PUBLISHERS]
            field.queryset = field.queryset.filter(brand__in=publishes)
            field.required, field.empty_label = True, None

    def _get_validation_exclusions(self):
        # The table's own rule knows no paths.
        return {*super()._get_validation_exclusions(), "redirect_link"}

    def clean_redirect_link(self):
        link = self.cleaned_data["redirect_link"]
        try:
            if link:
                split(link)
        except NoAddress as error:
            raise ValidationError(str(error)) from error
        return link

    def clean_redirect_page(self):
        page, directory = self.cleaned_data["redirect_page"], BrandDirectory()
        if page is not None:
            brand = directory.brand_of(page)
            if brand is None or brand.site not in self.fields["site"].queryset:
                raise ValidationError(_("Choose a page of one of your own brands."))
        return page


class OwnRedirectsView(WithoutFormulas, IndexView):
    """The redirects that a person looks after."""

    filterset_class = OwnRedirectsFilterSet

    def get_base_queryset(self):
        own = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return super().get_base_queryset().filter(pk__in=own.values("pk"))

    @property
    def header_more_buttons(self):
        """The way to files, in place of Wagtail's, which takes circles and other sites' addresses as they come."""
        return [Button(_("From a file, as a file"), url=reverse("redirect_file"), icon_name="doc-full", priority=50)]


class OwnRedirectCreateView(CreateView):
    """A new redirect of the person's own brand. `?old_path=…&site=…` fills the form in."""

    form_class = OwnRedirectForm

    def get_initial(self):
        given = {name: self.request.GET[name] for name in ("old_path", "site") if name in self.request.GET}
        return {**super().get_initial(), **given}


class OwnRedirectEditView(EditView):
    """A redirect of the person's own brand."""

    form_class = OwnRedirectForm
