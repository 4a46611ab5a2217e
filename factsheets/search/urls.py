"""The addresses of the search of readers."""

from django.urls import path

from factsheets.search import views

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("search/suggestions", views.suggestion_list, name="suggestions"),
]
