"""The cookie page on a brand's host, in each of its languages."""

from django.urls import path

from . import views

urlpatterns = [path("_cookies/", views.cookie_choice, name="cookie_choice")]
