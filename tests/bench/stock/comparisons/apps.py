from django.apps import AppConfig


class Stock(AppConfig):
    name = "tests.bench.stock.comparisons"
    label = "comparisons"
    default_auto_field = "django.db.models.BigAutoField"
