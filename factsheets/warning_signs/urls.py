"""Where readers get help now."""

from django.urls import path

from factsheets.warning_signs import views

urlpatterns = [path("help-now/", views.help_now, name="help_now")]
