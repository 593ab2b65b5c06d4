"""Copying a brand in the desk, which administrators do."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from brands.models import Brand

from .provisioning.brands import BrandError
from .provisioning.copying import copy_brand


class CopyBrandForm(forms.Form):
    """Which brand is copied, and who the new one is."""

    source = forms.ModelChoiceField(label=gettext_lazy("Brand to copy"), queryset=Brand.objects.all(), empty_label=None)
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, help_text=gettext_lazy("As visitors read it, such as Finhire.")
    )
    key = forms.SlugField(
        label=gettext_lazy("Key"), max_length=40,
        help_text=gettext_lazy("Short name in addresses of the API and in commands. It never changes."),
    )  # fmt: skip
    hostname = forms.CharField(
        label=gettext_lazy("Canonical host"), max_length=253,
        help_text=gettext_lazy("Where its site stands, such as www.finhire.nl."),
    )  # fmt: skip


class CopyBrandView(FormView):
    """The form; a mistake is said at its field, and nothing is then made."""

    template_name = "home/copy_brand.html"
    form_class = CopyBrandForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        wanted = form.cleaned_data
        port = 443 if settings.HTTPS else settings.PORT
        try:
            copied = copy_brand(
                wanted["source"], wanted["key"], wanted["name"], wanted["hostname"].strip().lower(), port,
                self.request.user,
            )  # fmt: skip
        except BrandError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("%(name)s is made: %(pages)s pages, %(items)s items and %(files)s files, all drafts.")
            % {"name": copied.brand, "pages": copied.pages, "items": copied.items, "files": copied.files},
        )
        return redirect("brands:edit", copied.brand.pk)


class CopyBrandItem(MenuItem):
    """For administrators."""

    def is_shown(self, request):
        return request.user.is_superuser
