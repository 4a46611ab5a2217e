"""The addresses of copies and of factsheets on paper, and of what Wagtail's admin does here by other rules."""

from django.urls import path
from django.views.decorators.cache import never_cache

from factsheets.publication import views
from factsheets.publication.screens.deleting import delete_page

urlpatterns = [
    path("v/", views.copies, name="copies"),
    path("v/<str:code>/", views.copy, name="copy"),
    path("<path:page_path>/factsheet.pdf", views.pdf, {"name": "factsheet.pdf"}, name="factsheet_pdf"),
    path("<path:page_path>/large-print.pdf", views.pdf, {"name": "large-print.pdf"}, name="large_print_pdf"),
]

in_place_of_wagtails = [path("pages/<int:page_id>/delete/", never_cache(delete_page))]
