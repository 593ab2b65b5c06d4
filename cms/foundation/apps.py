from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "cms.foundation"
    label = "foundation"
    verbose_name = "Foundation"
