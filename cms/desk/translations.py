"""Source and translation side by side, and the word of a person that the translation is right again."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import HiddenInput
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.compare import RichTextFieldComparison
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView, SubmitSnippetTranslationView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from brands.directory import directory_for
from cms.foundation.comparing import paragraphs
from cms.foundation.holding import hold_pages
from cms.foundation.translation import TranslationTracked, current_revision, edit_handler_of


class TranslateForm(SubmitTranslationForm):
    """Wagtail's, in the words of the house and for the brand's languages; the only one there is is chosen already."""

    def __init__(self, instance, *args, codes: Collection[str], **kwargs):
        super().__init__(instance, *args, **kwargs)
        locales: Any = self.fields["locales"]
        locales.label = _("Languages")
        locales.queryset = locales.queryset.filter(language_code__in=codes)
        closed = set(locales.widget.disabled_values) & {locale.pk for locale in locales.queryset}
        if closed and isinstance(instance, Page):
            locales.help_text = format_html(
                '{} <a href="{}">{}</a>', _("The page above this one is not there in that language yet."),
                reverse("simple_translation:submit_page_translation", args=[instance.get_parent().pk]),
                _("Translate that one first."),
            )  # fmt: skip
        possible = [locale.pk for locale in locales.queryset if locale.pk not in closed]
        self.is_complete = not locales.queryset
        self.show_submit = bool(possible)
        if len(possible) == 1:
            locales.initial = possible
            self.fields["select_all"].widget = HiddenInput()
        subtree = self.fields["include_subtree"]
        if not isinstance(subtree.widget, HiddenInput):
            subtree.label = _("The pages below it too")
            number = instance.get_descendants().count()
            subtree.help_text = ngettext("It is one page.", "They are %(number)s pages.", number) % {"number": number}


class TranslateMixin:
    """Wagtail's view behind “Translate”, which says at its form what cannot be translated yet instead of failing."""

    template_name = "desk/translate.html"

    def get_form(self) -> TranslateForm:
        directory, thing = directory_for(self.request), self.object  # type: ignore[attr-defined]
        brand = directory.brand_of(thing) if isinstance(thing, Page) else directory.by_id(thing.brand_id)
        brands = [brand] if brand is not None else directory.brands
        codes = {row.locale.language_code for each in brands for row in each.languages.all()}
        data = self.request.POST if self.request.method == "POST" else None  # type: ignore[attr-defined]
        return TranslateForm(thing, data, codes=codes)

    def get_context_data(self, **kwargs):
        finder, thing = AdminURLFinder(self.request.user), self.object  # type: ignore[attr-defined]
        there = [
            (each.locale.get_display_name(), finder.get_edit_url(each))
            for each in thing.get_translations().select_related("locale")
        ]
        return {**super().get_context_data(**kwargs), "there": there}  # type: ignore[misc]

    def post(self, request, **kwargs):
        try:
            with transaction.atomic():
                hold_pages()
                return super().post(request, **kwargs)  # type: ignore[misc]
        except ParentNotTranslatedError:
            messages.error(request, _("Translate the page above this one first: there is none in that language."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(request.path)


class TranslatePageView(TranslateMixin, SubmitPageTranslationView):
    """Makes a draft of a page in another language, linked to it and in its place."""


class TranslateItemView(TranslateMixin, SubmitSnippetTranslationView):
    """Makes a draft of a library item in another language, with a first revision as Wagtail gives it to pages."""

    def get_success_url(self, translated_object=None):
        for translation in self.object.get_translations().filter(latest_revision=None):
            translation.save_revision(user=self.request.user, clean=False)
        return super().get_success_url(translated_object)


@dataclass(frozen=True)
class FieldBeside:
    """A field in both languages, as HTML. `difference` is what changed in the source; empty where nothing did."""

    label: str
    source: str
    translation: str
    difference: str


def translated_object(app_label: str, model_name: str, pk: str) -> Any:
    """The translation that an address names; 404 for what does not exist or is no translation."""
    try:
        model = apps.get_model(app_label, model_name)
    except LookupError as error:
        raise Http404 from error
    if not issubclass(model, TranslationTracked):
        raise Http404
    instance = get_object_or_404(model, pk=unquote(pk))
    if instance.translation_source() is None:
        raise Http404
    return instance


def may_edit(user, instance: Any) -> bool:
    """Whether somebody may edit a page or library item."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    return policy_registry.get(instance).user_has_permission_for_instance(user, "change", instance)


def address_of_comparison(instance: Any) -> str:
    """Where source and translation stand side by side."""
    meta = instance._meta
    return reverse("translation_side_by_side", args=[meta.app_label, meta.model_name, quote(instance.pk)])


def fields_beside(instance: Any) -> list[FieldBeside]:
    """Every field of source and translation, with what changed in the source since the last confirmation."""
    source = instance.translation_source()
    revision = current_revision(source)
    source_now = revision.as_object() if revision else source
    translation_now = instance.get_latest_revision_as_object()
    differences = {changed.label: changed.difference for changed in instance.outdated_fields()}
    rows = []
    for comparison in edit_handler_of(type(source_now)).get_bound_panel(instance=source_now).get_comparison():
        label = str(comparison(source_now, source_now).field_label())
        rows.append(
            FieldBeside(
                label=label,
                # A thing compared with itself is how Wagtail prints a value of any field.
                source=_printed(comparison, source_now),
                translation=_printed(comparison, translation_now),
                difference=differences.get(label, ""),
            )
        )
    return [row for row in rows if row.source or row.translation]


def _printed(comparison: Any, instance: Any) -> str:
    bound = comparison(instance, instance)
    if isinstance(bound, RichTextFieldComparison):
        return paragraphs(bound.val_a)
    return str(bound.htmldiff()).strip() if hasattr(bound, "htmldiff") else ""


class SideBySideView(TemplateView):
    """Source and translation field by field. POST says that the translation is right for the source as it is now."""

    template_name = "desk/side_by_side.html"

    def dispatch(self, request, *args, **kwargs):
        self.object = translated_object(kwargs["app_label"], kwargs["model_name"], kwargs["pk"])
        if not may_edit(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object.confirm_translation()
        messages.success(request, _("“%(title)s” is right again for its source.") % {"title": self.object})
        return redirect(AdminURLFinder(request.user).get_edit_url(self.object) or "wagtailadmin_home")

    def get_context_data(self, **kwargs):
        source = self.object.translation_source()
        finder = AdminURLFinder(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "object": self.object,
            "source": source,
            "rows": fields_beside(self.object),
            "outdated": self.object.is_outdated(),
            "edit_url": finder.get_edit_url(self.object),
            "source_url": finder.get_edit_url(source),
        }


def warn_of_changed_source(request, instance: Any) -> None:
    """In the editor of a translation: say that its source has changed, which fields, and where to look."""
    if request.method != "GET" or not isinstance(instance, TranslationTracked):
        return
    source = instance.translation_source()
    changed = instance.outdated_fields()
    if source is None or not changed:
        return
    messages.warning(
        request,
        _("The source in %(language)s has changed since this was translated: %(fields)s.")
        % {"language": source.locale.get_display_name(), "fields": ", ".join(field.label for field in changed)},
        buttons=[messages.button(address_of_comparison(instance), _("Side by side"))],
    )
