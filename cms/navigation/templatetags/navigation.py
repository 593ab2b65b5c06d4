"""Menus in templates."""

from django import template

from cms.navigation.models import menus_for

register = template.Library()


@register.simple_tag(takes_context=True)
def menus(context):
    """Place (header, footer, specialisations, legal) → entries, for the reader's brand and language."""
    return menus_for(context["scope"])
