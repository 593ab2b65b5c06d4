"""One of the brand's forms on a page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.enquiries.models import EnquiryForm, FormDetails
from cms.enquiries.models.form import FIRST, tag_of_forms
from cms.foundation.references import Reference, SnippetReferenceBlock
from cms.foundation.representation import render_represented
from cms.foundation.tags import add_tags


class EnquiryFormBlock(SnippetReferenceBlock):
    """Shows a form, in the page's language whichever language's row was chosen."""

    schema = FormDetails

    def __init__(self, **kwargs):
        super().__init__(EnquiryForm, **kwargs)

    def render(self, value, context=None):
        return render_represented(self, value, context)

    def represent(self, value, scope):
        if value is None:
            return None
        add_tags(tag_of_forms(scope.brand, scope.language_code))
        form = scope.get(EnquiryForm, value.pk)
        if form is None:
            scope.miss(_missing(value, scope))
            return None
        return form.represent(scope)

    def publish_error(self, value, scope):
        if value is None or scope.get(EnquiryForm, value.pk) is not None:
            return None
        return ValidationError(_missing(value, scope))

    def get_preview_value(self):
        return Reference(EnquiryForm, FIRST)

    class Meta:
        icon = "form"
        label = gettext_lazy("Form")
        description = gettext_lazy("One of the brand’s forms, such as the one by which visitors get in touch.")
        template = "blocks/enquiry_form.html"


def _missing(value, scope) -> str:
    return _("The form “%(form)s” is not published in %(language)s for %(brand)s.") % {
        "form": value, "language": scope.locale.get_display_name(), "brand": scope.brand.name,
    }  # fmt: skip
