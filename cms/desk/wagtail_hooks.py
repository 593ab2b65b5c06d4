"""What the desk adds to Wagtail's own pages and lists: each shows the person's own brands' trees."""

from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.permissions import register_permission_policy

from brands.directory import directory_for
from cms.library.models import LibraryItem

from . import colleagues, emergency, unreadable  # noqa: F401 - each registers its own
from .addresses import hooks as addresses_hooks  # noqa: F401 - redirects as files
from .arrivals import hooks as arrivals_hooks  # noqa: F401 - what comes from elsewhere
from .audit import hooks as audit_hooks  # noqa: F401 - what was refused
from .choosing import choosable_pages
from .dashboard import BrandsPanel, OwnPagesItem
from .enquiries import hooks as enquiry_hooks  # noqa: F401 - registers what is about enquiries
from .gate import CLOSED
from .health import hooks as health_hooks  # noqa: F401 - registers the health of pages
from .library import hooks as library_hooks  # noqa: F401 - registers the library's own
from .menus import warn_of_vanished_entries
from .narrowed import own_pages_viewset
from .offers import hooks as offers_hooks  # noqa: F401 - pages that brands offer each other
from .ownership import own_pages
from .redirects import RedirectPermissionPolicy
from .releases import hooks as releases_hooks  # noqa: F401 - what happens by the clock
from .reports import hooks as reports_hooks  # noqa: F401 - registers reports on links, translations and figures
from .share_links import SHARED, TAKEN_BACK, ShareLinksItem, ShareLinksView
from .spreading import hooks as spreading_hooks  # noqa: F401 - where what is withdrawn may still be seen
from .touched import hooks as touched_hooks  # noqa: F401 - tells what a change touches
from .translations import SideBySideView, TranslateItemView, TranslatePageView, warn_of_changed_source
from .wagtail_v3.actions import CheckedPublish
from .wagtail_v3.items import ACTIONS
from .waiting import hooks as waiting_hooks  # noqa: F401 - what waits for a person
from .webhooks import hooks as webhook_hooks  # noqa: F401 - whom brands tell of their changes

register_permission_policy(Redirect, RedirectPermissionPolicy(Redirect))


@hooks.register("construct_page_chooser_queryset")
def choose_own_pages(pages, request):
    return choosable_pages(pages, request)


@hooks.register("construct_explorer_page_queryset")
def explore_own_pages(parent_page, pages, request):
    return own_pages(request.user, pages, directory_for(request))


@hooks.register("insert_global_admin_css")
def wear_the_groups_colour():
    # With the desk's host: the user bar in previews on other hosts holds it too.
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, static("css/desk/identity.css"))
    return format_html('<link rel="stylesheet" href="{}">', address)


@hooks.register("construct_homepage_panels")
def show_own_brands(request, panels):
    panels.append(BrandsPanel(request))


@hooks.register("construct_homepage_summary_items", order=100)
def count_own_pages(request, items):
    items[:] = [OwnPagesItem(request) if type(item) is PagesSummaryItem else item for item in items]


@hooks.register("construct_help_menu")
def leave_out_news_of_wagtail(request, items):
    """What is new in Wagtail is for those who run it; editors get a changelog of their own platform."""
    items[:] = [item for item in items if not item.name.startswith("whats-new-in-wagtail")]


@hooks.register("register_admin_viewset")
def register_pages():
    return own_pages_viewset


@hooks.register("construct_reports_menu")
def leave_out_closed_reports(request, menu_items):
    """What the gate closes is not offered."""
    if not request.user.is_superuser:
        closed = {reverse(name) for name in CLOSED if name.startswith("wagtailadmin_reports:")}
        menu_items[:] = [item for item in menu_items if item.url not in closed]


@hooks.register("register_admin_urls")
def register_translation_views():
    """Ours stand at Wagtail's addresses: this room is installed above `simple_translation`, so they are asked first."""
    return [
        path("translation/submit/page/<int:page_id>/", TranslatePageView.as_view()),
        path(
            "translation/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
            TranslateItemView.as_view(),
        ),
        path(
            "translations/<str:app_label>/<str:model_name>/<str:pk>/",
            SideBySideView.as_view(),
            name="translation_side_by_side",
        ),
    ]


@hooks.register("before_edit_page")
def warn_in_page_editor(request, page):
    warn_of_changed_source(request, page)


@hooks.register("before_edit_snippet")
def warn_in_library_editor(request, instance):
    warn_of_changed_source(request, instance)
    warn_of_vanished_entries(request, instance)


@hooks.register("register_admin_urls")
def register_share_links():
    return [path("pages/<int:page_id>/preview-links/", ShareLinksView.as_view(), name="share_links")]


@hooks.register("register_page_header_buttons")
def offer_share_links(page, user, view_name, next_url=None):
    yield ShareLinksItem(page=page, priority=66)


@hooks.register("register_log_actions")
def log_share_links(actions):
    actions.register_action(SHARED, _("Make a preview link"), _("Made a preview link"))
    actions.register_action(TAKEN_BACK, _("Take a preview link back"), _("Took a preview link back"))


@hooks.register("register_actions", order=100)
def publish_with_checks(actions):
    """After Wagtail's own, which it replaces; only Wagtail's API asks for actions by name."""
    actions.register(Page, CheckedPublish)
    for action in ACTIONS:
        actions.register(LibraryItem, action)
