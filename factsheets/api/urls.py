"""The addresses of the library for other programs."""

from django.urls import path

from factsheets.api import views

urlpatterns = [
    path("api/v1/openapi.json", views.description, name="api_description"),
    path("api/v1/", views.unknown),
    path("api/v1/", views.api.urls),
    path("api/v1/<path:rest>", views.unknown),
]
