"""The addresses of the library that are not pages of the tree."""

from django.urls import path

from factsheets import views

app_name = "factsheets"
urlpatterns = [
    path("conditions/", views.condition_list, name="conditions"),
    path("conditions/<slug:slug>/", views.condition_page, name="condition"),
    path("<path:page_path>/factsheet.pdf", views.pdf, {"name": "factsheet.pdf"}, name="factsheet_pdf"),
    path("<path:page_path>/large-print.pdf", views.pdf, {"name": "large-print.pdf"}, name="large_print_pdf"),
]
