from django.apps import AppConfig


class PreviewsConfig(AppConfig):
    name = "cms.previews"
    label = "previews"
    verbose_name = "Previews"

    def ready(self):
        from cms.foundation.previewing import register_hand_over

        from .pane import hand_over

        register_hand_over(hand_over)
