"""Brands in the desk: made by administrators, kept by their publishers, deleted by nobody."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from brands.models import Brand
from brands.theme import ThemeTokens

from .forms import BrandForm, BrandWithHostsForm, NewBrandForm
from .panels import ColourInput, ContrastPanel
from .provisioning.brands import BrandError

ADDRESSES = HelpPanel(template="home/panels/brand_hosts.html", heading=_("Key and hosts"))

# A brand's name and company are the group's to decide; its publishers keep all else.
ADMINISTRATORS = "superuser"
IDENTITY = [
    MultiFieldPanel(
        [
            FieldPanel(name, permission=ADMINISTRATORS)
            for name in ("name", "domain", "group_order", "front_end_url", "headless_only")
        ],
        heading=_("Name"),
        permission=ADMINISTRATORS,
    ),
    MultiFieldPanel(
        [FieldPanel(name, permission=ADMINISTRATORS) for name in ("legal_name", "registration")],
        heading=_("Company"),
        permission=ADMINISTRATORS,
    ),
    MultiFieldPanel([FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")),
    InlinePanel("addresses", heading=_("Addresses"), label=_("Address")),
    InlinePanel("social_links", heading=_("Profiles elsewhere"), label=_("Profile")),
]

LANGUAGES = [
    InlinePanel(
        "languages",
        panels=[FieldPanel("locale"), FieldPanel("strapline"), FieldPanel("statement"), FieldPanel("field_of_work")],
        heading=_("Languages, with what the brand says of itself"),
        label=_("Language"),
        min_num=1,
    )
]

PICTURES = [FieldPanel(name) for name in ("logo_light", "logo_dark", "favicon", "social_image")]

THEME = [
    MultiFieldPanel(
        [FieldPanel(f"colour_{role}", widget=ColourInput) for role in ThemeTokens.COLOUR_ROLES], heading=_("Colours")
    ),
    ContrastPanel(heading=_("Contrast")),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("type_pair"), FieldPanel("radius"), FieldPanel("spacing")])], heading=_("Shape")
    ),
]


def brand_panels(form: type[BrandForm], hosts: list) -> TabbedInterface:
    """The brand's editor with this form and these panels about its hosts."""
    return TabbedInterface(
        [
            ObjectList(IDENTITY, heading=_("Identity")),
            ObjectList(LANGUAGES, heading=_("Languages")),
            ObjectList(PICTURES, heading=_("Pictures")),
            ObjectList(THEME, heading=_("Theme")),
            ObjectList(hosts, heading=_("Hosts")),
        ],
        base_form_class=form,
    ).bind_to_model(Brand)


def brands_changed_by(user):
    """The brands that a person may change."""
    brands = policy_registry.get_by_type(Brand).instances_user_has_permission_for(user, "change")
    return brands.select_related("site").prefetch_related("languages__locale")


class BrandIndexView(generic.IndexView):
    """The brands that a person may change, in the group's order."""

    default_ordering = ["group_order", "name"]

    def get_base_queryset(self):
        return brands_changed_by(self.request.user)


class BrandCreateView(generic.CreateView):
    """Makes a brand through the provisioning code."""

    def get_panel(self):
        return None

    def get_form_class(self):
        return NewBrandForm

    def get_success_url(self):
        return self.get_edit_url()

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except BrandError as error:  # Somebody else was quicker; the transaction of the view is rolled back.
            form.add_error(error.field, str(error))
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class BrandEditView(generic.EditView):
    """Changes a brand. Who is no administrator sees its key and hosts and does not change them.

    Rooms above may say something first: hooks named `before_edit_brand`, with the request and the brand.
    """

    publisher_panel = None

    def get(self, request, *args, **kwargs):
        for tell in hooks.get_hooks("before_edit_brand"):
            tell(request, self.get_object())
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return brands_changed_by(self.request.user)

    def get_panel(self):
        return self.panel if self.request.user.is_superuser else self.publisher_panel

    def get_form_class(self):
        return self.panel.get_form_class()

    def get_success_url(self):
        return self.get_edit_url()


class BrandHistoryView(history.HistoryView):
    """Who changed a brand, and when."""

    def get_base_object_queryset(self):
        return brands_changed_by(self.request.user)


class BrandViewSet(ModelViewSet):
    """Brands in the desk."""

    model = Brand
    name = "brands"
    icon = "site"
    menu_label = _("Brands")
    menu_order = 190
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class = BrandIndexView
    add_view_class = BrandCreateView
    edit_view_class = BrandEditView
    history_view_class = BrandHistoryView
    list_display = [
        "name",
        "key",
        Column("host", label=_("Host")),
        Column(
            "languages",
            label=_("Languages"),
            accessor=lambda brand: ", ".join(str(row.locale) for row in brand.languages.all()),
        ),
    ]
    search_fields = ["name", "key", "site__hostname"]

    def get_edit_handler(self):
        hosts = [FieldPanel("hostname"), InlinePanel("host_aliases", heading=_("Host aliases"))]
        return brand_panels(BrandWithHostsForm, [ADDRESSES, *hosts])

    @cached_property
    def publisher_panel(self):
        return brand_panels(BrandForm, [ADDRESSES])

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(publisher_panel=self.publisher_panel, **kwargs)

    def get_common_view_kwargs(self, **kwargs):
        return {**super().get_common_view_kwargs(**kwargs), "delete_url_name": None, "usage_url_name": None}

    def get_urlpatterns(self):
        offered = {"index", "index_results", "add", "edit", "history", "history_results"}
        return [pattern for pattern in super().get_urlpatterns() if pattern.name in offered]
