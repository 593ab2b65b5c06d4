"""The API host, and the health addresses that answer on every host."""

from django.conf import settings
from django.urls import include, path

from cms.discovery.views import robots
from home.views import health

urlpatterns = [
    path("health/live", health, name="health_live"),
    path("robots.txt", robots, name="robots"),
    path("api/v1/", include("cms.api.mount")),
    *([path("api/v2/", include("cms.api.wagtail_v2.mount"))] if settings.WAGTAIL_API_V2 else []),
]

handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
