from django.apps import AppConfig


class Stock(AppConfig):
    name = "tests.bench.stock.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"
