"""The API host, and the health addresses that answer on every host."""

from django.conf import settings
from django.urls import include, path

from cms.discovery.views import robots
from cms.operations.health import live, ready
from cms.operations.metrics import metrics
from cms.operations.security_txt import security_txt

urlpatterns = [
    path("health/live", live, name="health_live"),
    path("health/ready", ready, name="health_ready"),
    path("health/metrics", metrics, name="health_metrics"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("robots.txt", robots, name="robots"),
    path("api/v1/", include("cms.api.mount")),
    *([path("api/v2/", include("cms.api.wagtail_v2.mount"))] if settings.WAGTAIL_API_V2 else []),
]

handler404 = "home.views.page_not_found"
handler500 = "home.views.server_error"
