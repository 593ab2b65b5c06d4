"""Forms of the brands in the desk."""

from django import forms
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from brands.models import Brand

from .provisioning.brands import (
    BrandError,
    BrandOrder,
    check_host,
    check_order,
    complete_brand,
    ensure_brand,
    move_to_host,
)


def _host_field(help_text) -> forms.CharField:
    return forms.CharField(label=gettext_lazy("Canonical host"), max_length=253, help_text=help_text)


class BrandForm(WagtailAdminModelForm):
    """A brand with its languages, addresses and profiles, as its publishers change it."""

    def is_valid(self):
        if not super().is_valid():
            return False
        rows = [row for row in self.formsets["languages"].forms if row not in self.formsets["languages"].deleted_forms]
        codes = {row.cleaned_data["locale"].language_code for row in rows if row.cleaned_data.get("locale")}
        if settings.LANGUAGE_CODE not in codes:
            self.add_error(None, _("A brand always has Dutch: it stands at “/”."))
            return False
        return True

    def add_error(self, field, error):
        """What is wrong with a field that only administrators see is said above the form."""
        if field is None and hasattr(error, "error_dict"):
            found: dict[str, list] = {}
            for name, errors in error.error_dict.items():
                found.setdefault(name if name in self.fields else NON_FIELD_ERRORS, []).extend(errors)
            error = ValidationError(found)
        super().add_error(field, error)

    def save(self, commit=True):
        brand = super().save(commit=commit)
        if commit:
            complete_brand(brand)
        return brand


class BrandWithHostsForm(BrandForm):
    """The same with the brand's hosts, which are the administrators'."""

    hostname = _host_field(
        gettext_lazy("Where the brand's site stands. The host until now stays as an alias that leads to the new one.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hostname"].initial = self.instance.host

    def clean_hostname(self):
        hostname = self.cleaned_data["hostname"].strip().lower()
        try:
            check_host(hostname, self.instance)
        except BrandError as error:
            raise ValidationError(str(error)) from error
        return hostname

    def save(self, commit=True):
        brand = super().save(commit=commit)
        if commit:
            move_to_host(brand, self.cleaned_data["hostname"])
        return brand


class NewBrandForm(WagtailAdminModelForm):
    """What is needed to make a brand. Everything else is filled in afterwards."""

    hostname = _host_field(gettext_lazy("Without https:// and port, such as www.finhire.nl."))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=settings.WAGTAIL_CONTENT_LANGUAGES,
        initial=[settings.LANGUAGE_CODE],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Dutch stands at “/”, so every brand has it."),
    )

    class Meta:
        model = Brand
        fields = ["name", "key"]

    def clean_hostname(self):
        return self.cleaned_data["hostname"].strip().lower()

    def clean_languages(self):
        return sorted(self.cleaned_data["languages"], key=lambda code: code != settings.LANGUAGE_CODE)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            try:
                check_order(self.order())
            except BrandError as error:
                self.add_error(error.field, str(error))
        return cleaned

    def clean_key(self):
        key = self.cleaned_data["key"]
        if Brand.objects.filter(key=key).exists():
            raise ValidationError(_("There is a brand with this key already."))
        return key

    def order(self) -> BrandOrder:
        data = self.cleaned_data
        return BrandOrder(
            key=data["key"],
            name=data["name"],
            hostname=data["hostname"],
            languages=data["languages"],
            port=443 if settings.HTTPS else settings.PORT,
        )

    def save(self, commit=True):
        """Make the brand with its site, pages, collection and teams: all of it or nothing."""
        self.instance, _created = ensure_brand(self.order())
        return self.instance
