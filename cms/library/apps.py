from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "cms.library"
    label = "library"
    verbose_name = "Library"

    def ready(self):
        from .models import CallToAction, Example, Question, Role
        from .resolver import register

        register(Role, Question, Example, CallToAction)
