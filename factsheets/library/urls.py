"""What readers walk through: its addresses."""

from django.urls import path

from factsheets.library import sitemap as feeds
from factsheets.library import views

urlpatterns = [
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("conditions/", views.condition_list, name="conditions"),
    path("conditions/<slug:slug>/", views.condition_page, name="condition"),
    path("find/", views.find_by_pain, name="find"),
    path("compare/", views.compare, name="compare"),
]
