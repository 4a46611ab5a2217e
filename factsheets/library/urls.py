"""What readers walk through: its addresses."""

from django.urls import path, re_path
from django.views.decorators.http import require_safe
from wagtail.views import serve

from factsheets.library import sitemap, views
from factsheets.library.feed import WhatIsNew

urlpatterns = [
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap.part_of_the_sitemap, name="part_of_the_sitemap"),
    path("factsheets.atom", require_safe(WhatIsNew()), name="feed"),
    path("conditions/", views.condition_list, name="conditions"),
    path("conditions/<slug:slug>/", views.condition_page, name="condition"),
    path("conditions/<slug:slug>/~all/", views.condition_page, {"whole": True}, name="whole_condition"),
    path("find/", views.find_by_pain, name="find"),
    # Parts of the list of factsheets: an address that no page can have, and that Wagtail's own pattern leaves out.
    re_path(r"^(?P<path>(?:[\w\-]+/)+~[\w\-]+/(?:[0-9]+/)?)$", serve, name="part_of_the_library"),
    path("compare/", views.compare, name="compare"),
]
