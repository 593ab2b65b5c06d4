from wagtail.fields import RichTextField
from wagtail.models import Page


class SpecialismPage(Page):
    introduction = RichTextField(blank=True)

    template = "stock/page.html"
