from django.apps import AppConfig


class ComparisonsConfig(AppConfig):
    name = "cms.comparisons"
    label = "comparisons"
    verbose_name = "Comparisons"
