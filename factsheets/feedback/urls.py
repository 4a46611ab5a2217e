"""Where the answers of readers go."""

from django.urls import path

from factsheets.feedback import views

urlpatterns = [
    path("feedback/<slug:slug>/", views.feedback, name="feedback"),
    path("feedback/<slug:slug>/thanks/", views.feedback_thanks, name="feedback_thanks"),
]
