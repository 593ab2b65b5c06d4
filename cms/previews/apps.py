from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreviewsConfig(AppConfig):
    name = "cms.previews"
    label = "previews"
    verbose_name = _("Previews")

    def ready(self):
        from cms.foundation.previewing import register_hand_over, register_preview_modes

        from .looks import looks_of
        from .pane import hand_over

        register_hand_over(hand_over)
        register_preview_modes(looks_of)
