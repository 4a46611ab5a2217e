"""What the rules of uploaded documents change in Wagtail's admin, and where they are served."""

from factsheets.documents.screens.collections import MoveDocuments
from factsheets.documents.screens.documents import (
    DeleteDocuments,
    hide_what_no_public_text_links_to,
)
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    # After the rule of the collection.
    Hook("before_serve_document", hide_what_no_public_text_links_to, order=1),
    Hook("register_bulk_action", DeleteDocuments, order=1),  # in place of Wagtail's own
    Hook("register_bulk_action", MoveDocuments, order=1),
)
