"""A brand's own site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from brands.views import design_tokens, stylesheet
from cms.discovery.views import robots, sitemap
from cms.media.views import media

urlpatterns = [
    path("api/v1/", include("cms.api.mount")),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("theme.css", stylesheet, name="theme_stylesheet"),
    path("theme.tokens.json", design_tokens, name="theme_tokens"),
    path("media/<path:path>", media, name="media"),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.previews.urls")),
]
urlpatterns += i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False)

handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
