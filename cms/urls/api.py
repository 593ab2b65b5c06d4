"""The API host, and the health addresses that answer on every host."""

from django.urls import path

from home.views import health

urlpatterns = [path("health/live", health, name="health_live")]
