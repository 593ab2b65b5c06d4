from django.apps import AppConfig


class Stock(AppConfig):
    name = "tests.bench.stock.library"
    label = "library"
    default_auto_field = "django.db.models.BigAutoField"
