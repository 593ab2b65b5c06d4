"""Suggestions to the librarians: made, seen with their state, answered."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import set_query_params

from brands.directory import directory_for
from brands.models import Brand
from brands.permissions import brand_ids_of
from cms.foundation.publishing import PublishRefused, refusal_text
from cms.library.answering import adopt, may, overtaken_fields, reasons_not_to_adopt, take_over
from cms.library.differences import changes_between, label_of, printed
from cms.library.forms import LibraryItemForm
from cms.library.models import LibraryItem, Suggestion
from cms.library.panels import editor_of
from cms.library.usages import usages_of

from .people import brands_of, chosen_brand, is_librarian, item_or_404, original_or_404

MOST_SHOWN = 100


class ReasonForm(forms.ModelForm):
    """Why she suggests it, and for which of her brands she speaks."""

    class Meta:
        model = Suggestion
        fields = ["reason", "brand"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 2, "autofocus": True})}

    def __init__(self, *args, brands, **kwargs):
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField", self.fields["brand"])
        field.queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])
        if len(brands) == 1:
            self.fields["brand"].widget = forms.HiddenInput()


class AnswerForm(forms.Form):
    """What a librarian says to a suggestion."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("She reads this. Needed when you decline."),
    )  # fmt: skip
    keep_text = forms.BooleanField(
        label=gettext_lazy("The brand keeps its present words as its own version"), required=False,
        help_text=gettext_lazy("Without the tick the brand follows the group from now on."),
    )  # fmt: skip


class SuggestView(TemplateView):
    """An original's text in a form. What she changes there waits for the librarians; nothing else happens."""

    template_name = "desk/library/suggest.html"

    def dispatch(self, request, *args, **kwargs):
        self.original = original_or_404(kwargs["model_name"], kwargs["pk"])
        self.brands = brands_of(request.user, directory_for(request))
        if not self.brands:
            raise PermissionDenied
        if not self.original.live:
            messages.error(request, _("“%(item)s” is not published, so there is no text to change yet.")
                           % {"item": self.original})  # fmt: skip
            return redirect("library_suggestions")
        self.brand = chosen_brand(request, request.GET.get("brand"))
        self.handler = ObjectList(
            type(self.original).snippet_viewset.content_panels, base_form_class=LibraryItemForm
        ).bind_to_model(type(self.original))
        return super().dispatch(request, *args, **kwargs)

    def _forms(self, data=None) -> tuple[Any, ReasonForm]:
        text = self.handler.get_form_class()(data, instance=self._copy(), for_user=self.request.user, prefix="")
        return text, ReasonForm(data, brands=self.brands, initial={"brand": self.brand})

    def _copy(self) -> LibraryItem:
        return type(self.original)._default_manager.select_related("locale").get(pk=self.original.pk)

    def post(self, request, *args, **kwargs):
        text, reason = self._forms(request.POST)
        if text.is_valid() & reason.is_valid():
            changed = changes_between(self.original, text.instance)
            if changed:
                suggestion = reason.save(commit=False)
                suggestion.made_by = request.user
                suggestion.item, suggestion.title = self.original, str(self.original)[:255]
                suggestion.base = self.original.serializable_data()
                suggestion.content = text.instance.serializable_data()
                suggestion.save()
                messages.success(request, _("Your suggestion waits for the librarians. You find their answer here."))
                return redirect("library_suggestion", suggestion.pk)
            messages.error(request, _("Nothing is different yet: change the text, then send your suggestion."))
        else:
            messages.error(request, _("Your suggestion is not sent yet: see below what is missing."))
        return self.render_to_response(self.get_context_data(forms=(text, reason)))

    def get_context_data(self, **kwargs):
        text, reason = kwargs.pop("forms", None) or self._forms()
        panel = self.handler.get_bound_panel(instance=text.instance, request=self.request, form=text, prefix="panel")
        context = super().get_context_data(**kwargs)
        usages = usages_of(self.original, self.request.user)
        add_url = reverse(type(self.original).snippet_viewset.get_url_name("add"))
        return {
            **context,
            "original": self.original,
            "brand": self.brand,
            "panel": panel,
            "form": text,
            "reason": reason,
            "media": text.media + reason.media + panel.media,
            "usages": len(usages),
            "brand_count": len({usage.brand for usage in usages if usage.brand}),
            "version_urls": [
                (brand, self._version_address(brand, add_url)) for brand in self.brands
            ],
        }  # fmt: skip

    def _version_address(self, brand, add_url: str) -> str:
        version = self.original.versions.filter(brand=brand).first()
        if version is not None:
            return editor_of(version, self.request.user)
        language = self.original.locale.language_code
        return set_query_params(add_url, {"original": self.original.pk, "brand": brand.pk, "locale": language})


class OfferView(TemplateView):
    """Offers a brand's own item to the group, with a reason."""

    template_name = "desk/library/offer.html"

    def dispatch(self, request, *args, **kwargs):
        self.item = item_or_404(kwargs["model_name"], kwargs["pk"])
        if self.item.brand_id is None or self.item.original_id is not None:
            raise Http404
        if not may(request.user, "change", self.item):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def _form(self, data=None) -> ReasonForm:
        data = {**data.dict(), "brand": self.item.brand_id} if data else None
        return ReasonForm(data, brands=[self.item.brand], initial={"brand": self.item.brand})

    def post(self, request, *args, **kwargs):
        form = self._form(request.POST)
        if not form.is_valid() or reasons_not_to_adopt(self.item):
            return self.render_to_response(self.get_context_data(form=form))
        suggestion = form.save(commit=False)
        suggestion.adopt, suggestion.made_by = True, request.user
        suggestion.item, suggestion.title = self.item, str(self.item)[:255]
        suggestion.base = suggestion.content = self.item.serializable_data()
        suggestion.save()
        messages.success(request, _("Your offer waits for the librarians. You find their answer here."))
        return redirect("library_suggestion", suggestion.pk)

    def get_context_data(self, **kwargs):
        context = {"item": self.item, "form": self._form(), "reasons": reasons_not_to_adopt(self.item)}
        return {**super().get_context_data(**kwargs), **context, **kwargs}


def suggestions_of(user):
    """The suggestions that somebody may see: her brands', and for librarians all."""
    if is_librarian(user):
        return Suggestion.objects.all()
    return Suggestion.objects.filter(Q(brand_id__in=brand_ids_of(user)))


class SuggestionsView(TemplateView):
    """Suggestions with their state and answer, those that wait first."""

    template_name = "desk/library/suggestions.html"

    def get_context_data(self, **kwargs):
        found = suggestions_of(self.request.user).select_related("brand", "made_by", "answered_by")
        return {
            **super().get_context_data(**kwargs),
            "waiting": found.waiting(),
            "answered": found.exclude(state=Suggestion.State.WAITING)[:MOST_SHOWN],
            "librarian": is_librarian(self.request.user),
        }


class SuggestionView(TemplateView):
    """One suggestion: what it changes and why. POST: a librarian answers, or its maker takes it back."""

    template_name = "desk/library/suggestion.html"

    def dispatch(self, request, *args, **kwargs):
        self.suggestion = get_object_or_404(suggestions_of(request.user), pk=kwargs["suggestion_id"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = AnswerForm(request.POST)
        if not self.suggestion.is_waiting:
            messages.error(request, _("This has been answered in the meantime."))
        elif "withdraw" in request.POST and self._is_hers:
            self.suggestion.finish(Suggestion.State.WITHDRAWN, request.user)
            messages.success(request, _("Taken back."))
        elif not is_librarian(request.user):
            raise PermissionDenied
        elif not form.is_valid() or ("decline" in request.POST and not form.cleaned_data["answer"]):
            if not form.errors:
                form.add_error("answer", _("Say in your answer why, so that she knows."))
            messages.error(request, _("This is not answered yet: see below what is missing."))
            return self.render_to_response(self.get_context_data(answer=form))
        elif "decline" in request.POST:
            self.suggestion.finish(Suggestion.State.DECLINED, request.user, form.cleaned_data["answer"])
            messages.success(request, _("Declined, with your answer."))
        elif "take" in request.POST:
            return self._take(form)
        return redirect(request.path)

    def _take(self, form: AnswerForm):
        user, answer = self.request.user, form.cleaned_data["answer"]
        if self.request.POST.get("revision") != str(self.suggestion.item.live_revision_id or ""):
            messages.error(self.request, _("The text has been changed since you opened this. Look at it as it is now."))
            return redirect(self.request.path)
        try:
            if self.suggestion.adopt:
                adopt(self.suggestion.item, user, form.cleaned_data["keep_text"])
                self.suggestion.finish(Suggestion.State.TAKEN, user, answer)
                messages.success(self.request, _("“%(item)s” is the group's now.") % {"item": self.suggestion})
            elif take_over(self.suggestion, user, answer):
                messages.success(self.request, _("Taken over and published."))
            else:
                messages.warning(self.request, _("Taken over into the draft that was there; it is not published yet."))
        except PublishRefused as refusal:
            messages.error(self.request, refusal_text(refusal))
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        return redirect(self.request.path)

    @property
    def _is_hers(self) -> bool:
        return self.suggestion.made_by_id == self.request.user.pk

    def get_context_data(self, **kwargs):
        suggestion, user = self.suggestion, self.request.user
        item = suggestion.item
        return {
            **super().get_context_data(**kwargs),
            "suggestion": suggestion,
            "item": item,
            "rows": self._rows(),
            "reasons": reasons_not_to_adopt(item) if suggestion.adopt and suggestion.is_waiting else [],
            "answer": kwargs.get("answer") or AnswerForm(),
            "may_answer": suggestion.is_waiting and is_librarian(user),
            "may_withdraw": suggestion.is_waiting and self._is_hers,
            "edit_url": editor_of(item, user),
        }

    def _rows(self) -> list[dict[str, Any]]:
        """Per field its label, the text before and after, and whether the group has changed it since."""
        suggestion = self.suggestion
        before, after = suggestion.before, suggestion.after
        changes = changes_between(before, after)
        overtaken = overtaken_fields(suggestion) if suggestion.is_waiting else set()
        names = after.content_fields if suggestion.adopt else changes
        old, new, now = printed(before, names), printed(after, names), printed(suggestion.item, names)
        return [
            {"label": label_of(type(after), name), "before": old[name], "change": changes.get(name) or new[name],
             "now": now[name] if name in overtaken else ""}
            for name in names if new[name] or old[name]
        ]  # fmt: skip


class SuggestionsPanel(Component):
    """On the dashboard: for librarians what waits for an answer, for others their own and the newest answers."""

    name = "library_suggestions"
    template_name = "desk/library/suggestions_panel.html"
    order = 130

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        found = suggestions_of(user).select_related("brand", "made_by")
        hers = found.waiting() if is_librarian(user) else found.filter(made_by=user)
        return {"suggestions": hers[:5], "librarian": is_librarian(user), "url": reverse("library_suggestions")}
