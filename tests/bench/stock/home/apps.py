from django.apps import AppConfig


class Stock(AppConfig):
    name = "tests.bench.stock.home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"
