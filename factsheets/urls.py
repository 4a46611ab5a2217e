"""The addresses of the library that are not pages of the tree, collected from the folders that declare them."""

from factsheets.api import urls as api
from factsheets.documents import urls as documents
from factsheets.edit_conflicts import urls as edit_conflicts
from factsheets.feedback import urls as feedback
from factsheets.library import urls as library
from factsheets.publication import urls as publication
from factsheets.search import urls as search
from factsheets.warning_signs import urls as warning_signs
from factsheets.workflows import urls as workflows

app_name = "factsheets"
urlpatterns = [
    *library.urlpatterns,
    *warning_signs.urlpatterns,
    *search.urlpatterns,
    *api.urlpatterns,
    *feedback.urlpatterns,
    *publication.urlpatterns,  # last: its PDFs lie under the address of any page
]

#: Under the admin's address, in place of Wagtail's own: the map of every URL names them first.
in_place_of_wagtails = [
    *edit_conflicts.in_place_of_wagtails,
    *publication.in_place_of_wagtails,
    *workflows.in_place_of_wagtails,
    *documents.in_place_of_wagtails,
]
