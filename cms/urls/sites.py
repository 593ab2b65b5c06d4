"""A brand's own site."""

from django.apps import apps
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from brands.views import design_tokens, stylesheet
from cms.discovery.feeds import atom, rss
from cms.discovery.llms import llms
from cms.discovery.search_page import search
from cms.discovery.views import robots, sitemap
from cms.media.views import media
from cms.operations.security_txt import security_txt

from .pages import documents, pages

urlpatterns = [
    path("api/v1/", include("cms.api.mount")),
    *([path("api/v2/", include("cms.api.wagtail_v2.mount"))] if settings.WAGTAIL_API_V2 else []),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("llms.txt", llms, name="llms"),
    path("theme.css", stylesheet, name="theme_stylesheet"),
    path("theme.tokens.json", design_tokens, name="theme_tokens"),
    path("media/<path:path>", media, name="media"),
    *documents,
    *([path("patterns/", include("cms.urls.patterns"))] if apps.is_installed("pattern_library") else []),
    path("", include("cms.previews.urls")),
]
urlpatterns += i18n_patterns(
    path(_("search/"), search, name="search"),
    path("feed.rss", rss, name="feed_rss"),
    path("feed.atom", atom, name="feed_atom"),
    path("", include("cms.enquiries.urls")),
    path("", include("cms.consent.urls")),
    *pages,
    prefix_default_language=False,
)

handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
