"""Forms in templates."""

from django import template

from cms.enquiries.drawing import DrawnForm

register = template.Library()


@register.simple_tag(takes_context=True)
def drawn_form(context, details):
    """The form to draw; with what was typed where this request brought that."""
    sent = getattr(context.get("request"), "sent_enquiry", None)
    return DrawnForm(details, sent if sent is not None and sent.key == details.key else None)
