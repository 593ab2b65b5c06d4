"""A publisher tells all visitors of her brand at once what cannot wait; an administrator those of all brands."""

import datetime
import logging

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from brands.models import Brand, Team
from brands.permissions import teams_of
from cms.delivery.notices import notices
from cms.delivery.raising import LONGEST, LONGEST_TEXT, end_notice, raise_notice

logger = logging.getLogger(__name__)

ALL = ""


def brands_to_warn(user) -> list[Brand]:
    """The brands whose visitors somebody may warn: those whose publisher she is; an administrator, all."""
    brands = Brand.objects.order_by("group_order")
    if user.is_superuser:
        return list(brands)
    published = {team.brand_id for team in teams_of(user) if team.brand_id and team.kind == Team.Kind.PUBLISHERS}
    return list(brands.filter(pk__in=published))


def may_warn(user) -> bool:
    return user.is_active and bool(brands_to_warn(user))


class NoticeForm(forms.Form):
    """Whose pages say what, and until when."""

    brand = forms.ChoiceField(label=gettext_lazy("On the pages of"), required=False)
    ends_at = forms.DateTimeField(
        label=gettext_lazy("Until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=gettext_lazy("It goes by itself then."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(brand.key, brand.name) for brand in brands_to_warn(user)]
        everyone = [(ALL, _("All brands"))] if user.is_superuser else []
        self.fields["brand"].choices = everyone + choices  # type: ignore[attr-defined]
        self.fields["brand"].required = not everyone
        for language, name in reversed(settings.LANGUAGES):
            field = forms.CharField(label=_("Text in %(language)s") % {"language": name}, max_length=LONGEST_TEXT)
            self.fields = {language: field, **self.fields}

    def clean_ends_at(self) -> datetime.datetime:
        moment = self.cleaned_data["ends_at"]
        if not timezone.now() < moment <= timezone.now() + datetime.timedelta(seconds=LONGEST):
            raise forms.ValidationError(_("The end is to lie in the future, and within thirty days."))
        return moment


class NoticeView(FormView):
    """The form, and what stands on the pages now."""

    template_name = "desk/emergency_notice.html"
    form_class = NoticeForm

    def dispatch(self, request, *args, **kwargs):
        if not may_warn(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if "end" in request.POST:
            return self._end(request.POST["end"])
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form):
        wanted = form.cleaned_data
        texts = {language: wanted[language] for language, _name in settings.LANGUAGES}
        try:
            raise_notice(wanted["brand"] or None, texts, wanted["ends_at"].timestamp())
        except OSError:
            logger.exception("An emergency notice could not be written.")
            form.add_error(None, _("The notice could not be written down: the disk of this server is full or closed."))
            return self.form_invalid(form)
        self._log("desk.notice_raised", wanted["brand"], texts)
        messages.success(self.request, _("The notice stands on every page within a minute."))
        return redirect("emergency_notice")

    def _end(self, key: str):
        if key not in self._keys():
            raise PermissionDenied
        if end_notice(key or None):
            self._log("desk.notice_ended", key, {})
            messages.success(self.request, _("The notice is taken away."))
        return redirect("emergency_notice")

    def _keys(self) -> set[str]:
        """Whose notices she may end, as in the form."""
        return {brand.key for brand in brands_to_warn(self.request.user)} | (
            {ALL} if self.request.user.is_superuser else set()
        )

    def _log(self, action: str, key: str, texts: dict[str, str]) -> None:
        for brand in brands_to_warn(self.request.user):
            if key in (ALL, brand.key):
                log(brand, action, user=self.request.user, data=texts)

    def get_context_data(self, **kwargs):
        keys, names = self._keys(), {brand.key: brand.name for brand in brands_to_warn(self.request.user)}
        shown = [
            {
                "key": each.brand or ALL,
                "whose": names.get(each.brand or ALL, _("All brands")),
                "texts": each.texts.values(),
                "ends_at": datetime.datetime.fromtimestamp(each.ends_at, datetime.UTC),
                "may_end": (each.brand or ALL) in keys,
            }
            for each in notices().current()
            if each.brand is None or each.brand in keys
        ]
        return {**super().get_context_data(**kwargs), "shown": shown}


class NoticeItem(MenuItem):
    """For who may warn."""

    def is_shown(self, request):
        return may_warn(request.user)


@hooks.register("register_admin_urls")
def register_emergency_notice():
    return [path("emergency-notice/", NoticeView.as_view(), name="emergency_notice")]


@hooks.register("register_settings_menu_item")
def lead_to_emergency_notice():
    return NoticeItem(_("Emergency notice"), reverse("emergency_notice"), icon_name="warning", order=595)


@hooks.register("register_log_actions")
def register_notice_actions(actions):
    actions.register_action("desk.notice_raised", gettext_lazy("Raise emergency notice"), gettext_lazy("Notice raised"))
    actions.register_action("desk.notice_ended", gettext_lazy("End emergency notice"), gettext_lazy("Notice ended"))
