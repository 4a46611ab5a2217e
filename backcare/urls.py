"""The map of every URL; Wagtail's catch-all comes last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from backcare.accounts import urls as accounts
from backcare.delivery.ready import READY, ready
from backcare.machines import robots, security_txt, web_manifest
from backcare.media import document_urls, serve_media
from factsheets.staff.replaced_screens import with_ours_in_place
from factsheets.typed_words.screens import typed_words_urls

#: Django finds them by these names.
handler400 = "backcare.unreadable.bad_request"
handler403 = "backcare.unreadable.forbidden"
handler500 = "backcare.database_away.gate.answer_a_failure"

urlpatterns = [
    *accounts.doors,
    path("accounts/", include(accounts.urlpatterns)),
    path("admin/", include(typed_words_urls)),
    path("admin/", include(with_ours_in_place(wagtailadmin_urls.urlpatterns))),
    path("documents/", include(document_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path(READY, ready, name="ready"),
    path("robots.txt", robots),
    path(".well-known/security.txt", security_txt),
    path("site.webmanifest", web_manifest, name="web_manifest"),
    path("", include("factsheets.urls")),
    path("", include(wagtail_urls)),
]
