"""The list and the form of webhooks: a publisher's own brands' only."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from brands.forms import BrandOwnedForm
from brands.viewsets import AsksWhoseItIs
from cms.changes.models import Webhook
from cms.changes.models.webhook import Event


class WebhookForm(BrandOwnedForm):
    """Whom to tell, and what of. A webhook stays with its brand: what waits for it is that brand's."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"), choices=Event.choices, widget=forms.CheckboxSelectMultiple,
        initial=list(Event.values),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["brand"].disabled = True


class WebhookIndexView(generic.IndexView):
    """The webhooks of the brands that a person publishes for."""

    any_permission_required = ["view"]

    def get_base_queryset(self):
        mine = self.permission_policy.instances_user_has_permission_for(self.request.user, "view")
        return mine.select_related("brand")


class WebhookCreateView(generic.CreateView):
    """A new webhook leads to its log, where its secret is made."""

    def get_success_url(self):
        return reverse("webhook_log", args=[self.object.pk])


class WebhookViewSet(ModelViewSet):
    """Webhooks in the desk."""

    name = "webhooks"
    model = Webhook
    icon = "link"
    menu_label = gettext_lazy("Webhooks")
    menu_order = 720
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = WebhookIndexView
    add_view_class = WebhookCreateView
    list_display = [
        TitleColumn("name", label=gettext_lazy("Webhook"), url_name="webhook_log"),
        Column("brand", label=gettext_lazy("Brand")),
        Column("url", label=gettext_lazy("Address")),
        BooleanColumn("active", label=gettext_lazy("Active")),
        Column("rests_until", label=gettext_lazy("Takes nothing; asked again")),
    ]
    panels = [FieldPanel(name) for name in ("brand", "name", "url", "events", "active")]

    def get_edit_handler(self):
        return ObjectList(self.panels, base_form_class=WebhookForm).bind_to_model(self.model)

    def construct_view(self, view_class, **kwargs):
        if hasattr(view_class, "user_has_permission"):
            view_class = type(view_class.__name__, (AsksWhoseItIs, view_class), {})
        return super().construct_view(view_class, **kwargs)

    def get_common_view_kwargs(self, **kwargs):
        """It is used nowhere."""
        return super().get_common_view_kwargs(**{**kwargs, "usage_url_name": None})

    def get_urlpatterns(self):
        return [pattern for pattern in super().get_urlpatterns() if not (pattern.name or "").startswith("usage")]
