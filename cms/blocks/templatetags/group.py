"""The group in templates."""

from django import template

from cms.blocks.group_brands import group_brands

register = template.Library()


@register.simple_tag(takes_context=True)
def brands_of_the_group(context):
    """All brands of the group in its order."""
    return group_brands(context["scope"])
