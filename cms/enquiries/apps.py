from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EnquiriesConfig(AppConfig):
    name = "cms.enquiries"
    label = "enquiries"
    verbose_name = _("Enquiries")

    def ready(self):
        from cms.foundation.scope import register_loader

        from .models import EnquiryForm, load_forms

        register_loader(EnquiryForm, load_forms)
