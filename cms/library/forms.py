"""The form of a library item; of a brand version, field by field the brand's own text or the group's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from brands.forms import OffersHerBrands
from cms.foundation.publishing import PublishCheckedModelForm

from .differences import changed_under, label_of


class LibraryItemForm(OffersHerBrands, PublishCheckedModelForm):
    """Form of a library item: offers only brands and originals that the editor may use.

    In a version, a field that is not among `own_fields` follows the group: it begins with the group's text, so that
    “make our own” starts from there, and whatever stands in it is not kept.
    """

    class Media:
        css = {"all": ["css/desk/own-fields.css"]}
        js = ["js/desk/own-fields.js"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        model = type(self.instance)
        if "own_fields" in self.fields:
            self.fields["own_fields"] = forms.MultipleChoiceField(
                choices=[(name, label_of(model, name)) for name in model.content_fields],
                required=False,
                label=self.fields["own_fields"].label,
                help_text=self.fields["own_fields"].help_text,
                widget=forms.CheckboxSelectMultiple,
            )
        if "original" in self.fields:
            originals = model.objects.filter(brand=None, original=None)
            if self.instance.locale_id:
                originals = originals.filter(locale_id=self.instance.locale_id)
            self.fields["original"].queryset = originals
        if self.instance.original:
            self._begin_with_the_groups_text(self.instance.original)
            if self.instance.pk:
                self._stay_the_same_version()

    def _begin_with_the_groups_text(self, original: Any) -> None:
        own = self.instance.effective_own_fields()
        for name in type(original).content_fields:
            if name not in own:
                self.initial[name] = original._meta.get_field(name).value_from_object(original)

    def _stay_the_same_version(self) -> None:
        """A version is another one when its brand or original changes; it is not made in this form."""
        for name, kept in (("brand", self.instance.brand_id), ("original", self.instance.original_id)):
            if name in self.fields:
                self.fields[name].queryset = self.fields[name].queryset.model.objects.filter(pk=kept)
                self.fields[name].empty_label = None

    @cached_property
    def changed_by_the_group(self) -> set[str]:
        """Own fields of this version in which the group has another text since the brand last looked."""
        return {difference.name for difference in changed_under(self.instance)} if self.instance.pk else set()

    def clean_original(self):
        original = self.cleaned_data["original"]
        if original is None and self.instance.pk and self.instance.original_id:
            raise ValidationError(_("A version stays a version. Delete it to follow the group in everything."))
        return original

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("original"):
            self._leave_out_what_follows(cleaned)
        return cleaned

    def _leave_out_what_follows(self, cleaned: dict[str, Any]) -> None:
        version = type(self.instance)(own_fields=cleaned.get("own_fields") or [])
        own = version.effective_own_fields()
        cleaned["own_fields"] = own
        for name in type(version).content_fields:
            if name not in own and name in self.fields:
                self._errors.pop(name, None)
                cleaned[name] = blank_value(type(version), name)


def blank_value(model: Any, name: str) -> Any:
    """What a field of a library item holds when nothing is in it."""
    field = model._meta.get_field(name)
    return field.to_python([]) if isinstance(field, StreamField) else field.get_default()
