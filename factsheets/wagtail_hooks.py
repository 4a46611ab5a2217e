"""What the library adds to Wagtail's admin: registered here, declared by each folder."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from factsheets.accounts import hooks as accounts
from factsheets.api import hooks as api
from factsheets.documents import hooks as documents
from factsheets.edit_conflicts import hooks as edit_conflicts
from factsheets.exchange import hooks as exchange
from factsheets.feedback import hooks as feedback
from factsheets.library import hooks as library
from factsheets.page import hooks as page
from factsheets.powers import hooks as powers
from factsheets.publication import hooks as publication
from factsheets.reading_figures import hooks as reading_figures
from factsheets.records import hooks as records
from factsheets.records.screens.comparison import register_record_comparisons
from factsheets.reviews import hooks as reviews
from factsheets.screens import hooks as screens
from factsheets.search import hooks as search
from factsheets.staff import hooks as staff
from factsheets.warning_signs import hooks as warning_signs
from factsheets.wording import hooks as wording
from factsheets.workflows import hooks as workflows

#: Wagtail calls the functions of one hook by their `order`, and those of the same order as they stand here.
TAKEN = (
    *search.HOOKS,
    *accounts.HOOKS,
    *documents.HOOKS,
    *exchange.HOOKS,
    *publication.HOOKS,
    *page.HOOKS,
    *screens.HOOKS,
    *edit_conflicts.HOOKS,
    *powers.HOOKS,
    *workflows.HOOKS,
    *warning_signs.HOOKS,
    *wording.HOOKS,
    *staff.HOOKS,
    *reviews.HOOKS,
    *feedback.HOOKS,
    *reading_figures.HOOKS,
    *library.HOOKS,
    *api.HOOKS,
)

for viewset in (*records.SNIPPETS, *feedback.SNIPPETS, *search.SNIPPETS):
    register_snippet(viewset)
register_record_comparisons()
for hook in TAKEN:
    hooks.register(hook.name, hook.takes, order=hook.order)
