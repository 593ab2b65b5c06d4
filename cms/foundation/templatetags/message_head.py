"""The head of pages that are no page of the tree: what happened, and what one can do about it."""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag
def message_head(content, label: str, title: str):
    """`{% message_head label="404" title=_("This page is not here") %}what to do{% endmessage_head %}`."""
    return render_to_string("components/message_head.html", {"label": label, "title": title, "content": content})
