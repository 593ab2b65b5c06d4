"""Taking over a page that another brand offers: as an alias that stays in step, or as a copy of one's own."""

import copy
from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.admin import messages
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from brands.directory import BrandDirectory, directory_for
from brands.models import PageOffer
from cms.foundation.holding import hold_pages
from cms.foundation.links import page_url
from cms.foundation.publishing import errors_as_messages

from ..models import TakenCopy
from ..ownership import own_pages

ALIAS, COPY = "alias", "copy"
TAKEN_AS_ALIAS, TAKEN_AS_COPY = "offers.take_alias", "offers.take_copy"


class TakeForm(forms.Form):
    """Where a page comes to stand, and how.

    :param source: the page that is offered, of its own type.
    """

    how = forms.ChoiceField(
        label=gettext_lazy("How"),
        widget=forms.RadioSelect,
        choices=[
            (
                COPY,
                gettext_lazy("As a copy: a draft of your own, which tells you what changes at its source"),
            ),
            (ALIAS, gettext_lazy("As an alias: visitors see it at once, and it stays as its source is")),
        ],
        initial=COPY,
    )
    parent = forms.ModelChoiceField(
        label=gettext_lazy("Below"), queryset=Page.objects.none(), widget=AdminPageChooser(user_perms="copy_to"),
        help_text=gettext_lazy("The page of your brand below which it comes to stand."),
    )  # fmt: skip
    slug = forms.CharField(
        label=gettext_lazy("Last part of its address"), max_length=255, validators=[validate_slug],
        help_text=gettext_lazy("Lower-case letters, digits and hyphens."),
    )  # fmt: skip

    def __init__(self, *args, user, source: Any, directory: BrandDirectory, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.source, self.directory = user, source, directory
        self.fields["parent"].queryset = own_pages(user, Page.objects.filter(depth__gt=1), directory)  # type: ignore[attr-defined]

    def clean_parent(self) -> Any:
        parent = self.cleaned_data["parent"].specific
        if parent.locale_id != self.source.locale_id:
            raise forms.ValidationError(
                _("Choose a page in the same language: %(language)s.")
                % {"language": self.source.locale.get_display_name()}
            )
        if self.directory.brand_of(parent) == self.directory.brand_of(self.source):
            raise forms.ValidationError(_("This is the brand that offers the page. Choose a page of another."))
        if not type(self.source).can_create_at(parent):
            raise forms.ValidationError(
                _("A page of this kind, %(kind)s, cannot stand there.") % {"kind": type(self.source).get_verbose_name()}
            )
        if not parent.permissions_for_user(self.user).can_add_subpage():
            raise forms.ValidationError(_("You may not add pages there."))
        return parent

    def clean(self):
        cleaned = super().clean() or {}
        parent, slug = cleaned.get("parent"), cleaned.get("slug")
        if parent is None:
            return cleaned
        if slug and parent.get_children().filter(slug=slug).exists():
            self.add_error("slug", _("There is a page with this address already."))
        if cleaned.get("how") == ALIAS:
            self._check_alias(parent)
        return cleaned

    def _check_alias(self, parent: Page) -> None:
        """Visitors see an alias at once, so it must be whole from where they look."""
        if not parent.permissions_for_user(self.user).can_publish_subpage():
            self.add_error("how", _("An alias is public at once, which takes a publisher. Take it as a copy."))
            return
        seen_from_there = copy.copy(self.source)
        seen_from_there.path = parent.path
        for texts in errors_as_messages(self.source, seen_from_there.publish_errors()).values():
            self.add_error("how", _("It would not be whole on your brand: %(reasons)s") % {"reasons": " ".join(texts)})

    def take(self) -> Page:
        """Make the alias, which is live, or the copy, a draft."""
        parent, slug = self.cleaned_data["parent"], self.cleaned_data["slug"]
        if self.cleaned_data["how"] == ALIAS:
            # Of her own pages Wagtail asks whether she may copy them; of this one the gate has asked.
            alias = CreatePageAliasAction(
                self.source, parent=parent, update_slug=slug, user=self.user, log_action=TAKEN_AS_ALIAS
            )
            return alias.execute(skip_permission_checks=True)
        # Of the source its public words only: the title of its draft, too, stays where it was written.
        own = {"slug": slug, "draft_title": self.source.title, "go_live_at": None, "expire_at": None}
        taken = self.source.copy(
            to=parent, update_attrs=own, copy_revisions=False, keep_live=False, user=self.user, log_action=TAKEN_AS_COPY
        )
        TakenCopy.note(taken, self.source)
        return taken


class TakeView(FormView):
    """The form with which an offered page is taken over."""

    template_name = "desk/offers/take.html"
    form_class = TakeForm

    @cached_property
    def source(self) -> Any:
        return get_object_or_404(PageOffer.objects.select_related("page"), pk=self.kwargs["offer_id"]).page.specific

    def post(self, request, *args, **kwargs):
        hold_pages()
        return super().post(request, *args, **kwargs)

    def get_initial(self):
        return {"slug": self.source.slug, "how": COPY}

    def get_form_kwargs(self):
        directory = directory_for(self.request)
        return super().get_form_kwargs() | {
            "user": self.request.user, "source": self.source, "directory": directory,
        }  # fmt: skip

    def form_valid(self, form):
        taken = form.take()
        if taken.alias_of_id:
            messages.success(self.request, _("“%(page)s” stands on your site now.") % {"page": taken})
            return redirect("wagtailadmin_explore", taken.get_parent().pk)
        messages.success(self.request, _("This is your own copy, a draft. Change what your visitors read differently."))
        return redirect("wagtailadmin_pages:edit", taken.pk)

    def get_context_data(self, **kwargs):
        directory = directory_for(self.request)
        return {
            **super().get_context_data(**kwargs),
            "source": self.source,
            "brand": directory.brand_of(self.source),
            "address": page_url(directory, self.source),
            "list_url": reverse("offered_pages"),
        }
