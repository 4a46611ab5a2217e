"""What the rules of uploaded documents change in Wagtail's admin, and where they are served."""

from factsheets.documents.screens.collections import MoveDocuments, MoveImages, register_leaving
from factsheets.documents.screens.deleting import DeleteImages
from factsheets.documents.screens.documents import (
    DeleteDocuments,
    hide_what_no_public_text_links_to,
)
from factsheets.documents.screens.files_api import serve_files
from factsheets.documents.screens.links import register_links_to_what_is_seen
from factsheets.documents.screens.permissions_of_groups import show_seen_collections
from factsheets.documents.screens.tags import TagDocuments, TagImages
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    # After the rule of the collection.
    Hook("before_serve_document", hide_what_no_public_text_links_to, order=1),
    Hook("register_bulk_action", DeleteDocuments, order=1),  # in place of Wagtail's own
    Hook("register_bulk_action", MoveDocuments, order=1),
    Hook("register_bulk_action", DeleteImages, order=1),
    Hook("register_bulk_action", MoveImages, order=1),
    Hook("register_bulk_action", TagDocuments, order=1),
    Hook("register_bulk_action", TagImages, order=1),
    Hook("register_log_actions", register_leaving),
    Hook("construct_permission_panels", show_seen_collections),
    # After those of pages.
    Hook("register_rich_text_features", register_links_to_what_is_seen, order=2),
    Hook("construct_admin_api", serve_files),
)
