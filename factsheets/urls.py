"""The addresses of the library that are not pages of the tree, collected from the folders that declare them."""

from factsheets.api import urls as api
from factsheets.feedback import urls as feedback
from factsheets.library import urls as library
from factsheets.publication import urls as publication
from factsheets.search import urls as search
from factsheets.warning_signs import urls as warning_signs

app_name = "factsheets"
urlpatterns = [
    *library.urlpatterns,
    *warning_signs.urlpatterns,
    *search.urlpatterns,
    *api.urlpatterns,
    *feedback.urlpatterns,
    *publication.urlpatterns,  # last: its PDFs lie under the address of any page
]
