"""Forms on a brand's host, in each of its languages."""

from django.urls import path

from . import views

urlpatterns = [
    path("_form/<slug:key>/", views.enquiry_form, name="enquiry_form"),
    path("_form/<slug:key>/thanks/", views.enquiry_thanks, name="enquiry_thanks"),
]
