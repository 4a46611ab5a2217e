"""How two texts at once are noticed in Wagtail's admin."""

from factsheets.edit_conflicts.creating import make_it_once, remember_what_was_made
from factsheets.edit_conflicts.other_saves import refuse_stale_row
from factsheets.edit_conflicts.stale_form import keep_up_with_own_drafts, refuse_stale_form
from factsheets.powers.screens.groups import BEFORE_EDIT_GROUP
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("before_edit_page", refuse_stale_form, order=-1),  # before any other looks at the form
    Hook("before_edit_snippet", refuse_stale_form, order=-1),
    Hook("before_create_page", make_it_once, order=-2),
    Hook("before_create_snippet", make_it_once, order=-1),
    Hook("after_create_page", remember_what_was_made, order=-1),
    Hook("after_create_snippet", remember_what_was_made, order=-1),
    Hook("before_edit_user", refuse_stale_row, order=-1),
    Hook(BEFORE_EDIT_GROUP, refuse_stale_row),
    Hook("insert_editor_js", keep_up_with_own_drafts),
)
