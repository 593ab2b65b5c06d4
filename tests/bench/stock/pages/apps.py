from django.apps import AppConfig


class Stock(AppConfig):
    name = "tests.bench.stock.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
