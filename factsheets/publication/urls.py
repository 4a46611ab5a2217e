"""The addresses of copies and of factsheets on paper."""

from django.urls import path

from factsheets.publication import views

urlpatterns = [
    path("v/", views.copies, name="copies"),
    path("v/<str:code>/", views.copy, name="copy"),
    path("<path:page_path>/factsheet.pdf", views.pdf, {"name": "factsheet.pdf"}, name="factsheet_pdf"),
    path("<path:page_path>/large-print.pdf", views.pdf, {"name": "large-print.pdf"}, name="large_print_pdf"),
]
