"""The editors' desk. Page addresses are named here too, so that the desk can print them; it serves none."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.http import Http404
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.discovery.views import robots
from cms.media.views import media
from cms.operations.security_txt import security_txt

from .pages import pages


def elsewhere(request):
    """A brand's own address: previews print it, and here is no brand to answer for."""
    raise Http404


urlpatterns = [
    path("", RedirectView.as_view(pattern_name="wagtailadmin_home")),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("admin/", include("cms.desk.urls")),
    path("admin/", include(wagtailadmin_urls)),
    *([path("api/v3-preview/", include("cms.desk.wagtail_v3.mount"))] if settings.WAGTAIL_API_V3 else []),
    path("media/<path:path>", media, name="media"),
    path("documents/", include(wagtaildocs_urls)),
    # Where Wagtail sends who asks for a private document without having signed in.
    path(
        "sign-in/", RedirectView.as_view(pattern_name="wagtailadmin_login", query_string=True), name="wagtailcore_login"
    ),
]
urlpatterns += i18n_patterns(path(_("search/"), elsewhere, name="search"), *pages, prefix_default_language=False)

handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
