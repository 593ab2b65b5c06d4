"""The health of pages in the desk: on the dashboard, in lists, and beside the editor (`cms.desk.narrowed`)."""

from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from brands.permissions import teams_of

from .dashboard import HealthPanel


@hooks.register("construct_homepage_panels")
def show_health_of_pages(request, panels):
    if request.user.is_superuser or teams_of(request.user):
        panels.append(HealthPanel())


@hooks.register("insert_global_admin_css")
def colour_scores():
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, static("css/desk/health.css"))
    return format_html('<link rel="stylesheet" href="{}">', address)


@hooks.register("insert_editor_js")
def lead_to_fields():
    return format_html('<script src="{}"></script>', static("js/desk/way-to-field.js"))
