"""Where an editor tags a page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel

from cms.foundation.page_tags import RELATION

from .page_tags import MOST_TAGS, PageTagFormSet


class PageTagsPanel(InlinePanel):
    """The tags of a page, in an order of the editor's own."""

    def __init__(self, relation_name=RELATION, **kwargs):
        told = {
            "panels": [FieldPanel("word")],
            "heading": _("Tags"),
            "label": _("Tag"),
            "max_num": MOST_TAGS,
            "help_text": _(
                "Subjects under which web sites and apps group this page with others, at most 12. Write each the same "
                "way on every page; visitors do not see them here."
            ),
        }
        super().__init__(relation_name, **{**told, **kwargs})

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = PageTagFormSet
        return options
