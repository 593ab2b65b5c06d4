"""Enquiries, forms and mailboxes in the desk."""

from collections import OrderedDict

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, PublishingPanel
from wagtail.admin.ui.tables import Column, LocaleColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from brands.forms import OffersHerBrands
from brands.models import Brand
from brands.viewsets import AsksWhoseItIs, BrandOwnedViewSet, OwnIndexView
from cms.foundation.needed import NeededPanel
from cms.foundation.newest import ListsNewest, columns_of_newest
from cms.foundation.publishing import PublishCheckedModelForm
from cms.foundation.spreadsheets import as_text

from .models import Enquiry, EnquiryForm, Mailbox
from .permissions import EnquiryPermissionPolicy


class FormForm(OffersHerBrands, PublishCheckedModelForm):
    """The editor of a form."""


class FormIndexView(ListsNewest, OwnIndexView):
    """The list of forms."""


class EnquiryFormViewSet(BrandOwnedViewSet):
    """The forms of the editor's brands."""

    model = EnquiryForm
    index_view_class = FormIndexView
    icon = "form"
    menu_label = gettext_lazy("Forms")
    what_for = gettext_lazy("A form asks visitors something; the section “Form” puts it on a page.")
    menu_order = 165
    add_to_admin_menu = True
    list_display = ["title", "key", "brand", LocaleColumn(label=gettext_lazy("Language")), *columns_of_newest()]
    list_filter = ["brand", "locale"]
    panels = [
        FieldRowPanel([FieldPanel("brand"), FieldPanel("locale"), FieldPanel("key")]),
        FieldPanel("title"),
        FieldPanel("introduction"),
        NeededPanel("fields"),
        FieldPanel("submit_text"),
        FieldPanel("cv_address"),
        MultiFieldPanel(
            [FieldPanel("thanks_title"), FieldPanel("thanks_text")], heading=gettext_lazy("Thank-you page")
        ),
        MultiFieldPanel(
            [FieldPanel("kept_days"), FieldPanel("recipients")], heading=gettext_lazy("What happens with enquiries")
        ),
        PublishingPanel(),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("brand", "locale")

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=FormForm).bind_to_model(self.model)


class MailboxViewSet(BrandOwnedViewSet):
    """From where the publisher's brands send mail, and where it goes."""

    model = Mailbox
    icon = "mail"
    menu_label = gettext_lazy("Mail")
    menu_order = 172
    add_to_admin_menu = True
    list_display = ["brand", "sender", "reply_to"]
    panels = [
        FieldPanel("brand"),
        FieldPanel("recipients"),
        FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender")]),
        FieldPanel("reply_to"),
        FieldPanel("signature"),
    ]


def own_brands(request):
    """The brands whose enquiries a person may read."""
    policy = EnquiryPermissionPolicy(Enquiry)
    if request is None or request.user.is_superuser:
        return Brand.objects.all()
    return Brand.objects.filter(pk__in=policy.brand_ids(request.user, "view"))


def own_forms(request):
    """The forms of the brands whose enquiries a person may read."""
    return EnquiryForm.objects.filter(brand__in=own_brands(request)).select_related("brand", "locale")


class EnquiryFilterSet(WagtailFilterSet):
    """Narrows the list."""

    brand = django_filters.ModelChoiceFilter(queryset=own_brands, label=gettext_lazy("Brand"))
    form = django_filters.ModelChoiceFilter(queryset=own_forms, label=gettext_lazy("Form"))
    mail = django_filters.ChoiceFilter(choices=Enquiry.Mail.choices, label=gettext_lazy("Mail"))
    received_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Received"), widget=DateRangePickerWidget)

    class Meta:
        model = Enquiry
        fields: list[str] = []


class EnquiryIndexView(generic.IndexView):
    """The enquiries of a person's brands, with search, filters and a spreadsheet of what the list shows."""

    any_permission_required = ["view"]
    list_export = ["brand", "form_title", "language_code", "received_at", "delete_after"]

    def get_base_queryset(self):
        mine = self.permission_policy.instances_user_has_permission_for(self.request.user, "view")
        return mine.select_related("brand")

    def search_queryset(self, queryset):
        return queryset.of_visitor(self.search_query) if self.search_query else queryset

    @cached_property
    def is_searchable(self):
        return True

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": _("Enquiries")}]

    # The spreadsheet

    def as_spreadsheet(self, queryset, spreadsheet_format):
        """One column for each field that any of the forms asks, under the label that it had last."""
        self.labels: OrderedDict[str, str] = OrderedDict()
        queryset = list(queryset)
        for enquiry in queryset:
            for answer in enquiry.answers:
                self.labels.setdefault(answer["name"], answer["label"])
        self.list_export = [*self.list_export, *(f"answers:{name}" for name in self.labels), "consents"]
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def get_heading(self, queryset, field):
        if field.startswith("answers:"):
            return as_text(self.labels[field.partition(":")[2]])
        return {
            "brand": _("Brand"), "form_title": _("Form"), "language_code": _("Language"), "received_at": _("Received"),
            "delete_after": _("Kept until"), "consents": _("Agreed to"),
        }[field]  # fmt: skip

    def to_row_dict(self, item):
        row = OrderedDict(
            (name, getattr(item, name)) for name in self.list_export[: self.list_export.index("delete_after") + 1]
        )
        row["brand"] = item.brand.name
        for name in self.labels:
            row[f"answers:{name}"] = item.value_of(name)
        agreed = [each["name"] for each in item.consents if each["agreed"]]
        row["consents"] = f"{', '.join(agreed)} (v{item.consent_version})" if agreed else ""
        return OrderedDict((name, as_text(value)) for name, value in row.items())

    def get_filename(self):
        return "enquiries"


class EnquiryInspectView(AsksWhoseItIs, generic.InspectView):
    """One enquiry: answers, what was agreed to, and what became of its mail."""

    any_permission_required = ["view"]
    template_name = "enquiries/desk/enquiry.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        may_erase = self.permission_policy.user_has_permission_for_instance(self.request.user, "delete", self.object)
        return context | {"enquiry": self.object, "may_erase": may_erase, "erase_url": self.get_delete_url()}

    def get_delete_url(self):
        return reverse("enquiries:delete", args=[self.object.pk])


class EnquiryDeleteView(AsksWhoseItIs, generic.DeleteView):
    """Erases one enquiry."""

    page_title = gettext_lazy("Erase")

    def get_usage_url(self):
        return None


class EnquiryViewSet(ModelViewSet):
    """The enquiries of the brands that a person may read them of. Nobody adds or changes one."""

    name = "enquiries"
    model = Enquiry
    icon = "mail"
    menu_label = gettext_lazy("Enquiries")
    menu_order = 120
    add_to_admin_menu = True
    inspect_view_enabled = True
    index_view_class = EnquiryIndexView
    inspect_view_class = EnquiryInspectView
    delete_view_class = EnquiryDeleteView
    filterset_class = EnquiryFilterSet
    list_per_page = 50
    ordering = "-received_at"
    list_display = [
        TitleColumn("summary", label=gettext_lazy("Enquiry"), url_name="enquiries:inspect"),
        Column("form_title", label=gettext_lazy("Form")),
        Column("brand", label=gettext_lazy("Brand")),
        Column("received_at", label=gettext_lazy("Received"), sort_key="received_at"),
        Column("get_mail_display", label=gettext_lazy("Mail")),
    ]
    exclude_form_fields: list[str] = []

    def get_form_class(self, for_update=False):
        return WagtailAdminModelForm

    def get_urlpatterns(self):
        """No form adds or changes an enquiry, and it is used nowhere."""
        kept = {"index", "index_results", "inspect", "delete"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in kept]
