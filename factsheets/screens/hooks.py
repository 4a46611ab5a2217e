"""What every screen of staff needs of Wagtail's admin."""

from factsheets.screens.assets import add_admin_style, keep_pasted_rows_apart, leave_typed_dates_alone
from factsheets.screens.hook_declaration import Hook
from factsheets.screens.page_tree_lock import wait_for_the_tree

HOOKS = (
    *(
        Hook(f"before_{act}_page", wait_for_the_tree, order=-1)
        for act in ("create", "copy", "move", "convert_alias")
    ),
    Hook("insert_global_admin_css", add_admin_style),
    Hook("insert_global_admin_js", leave_typed_dates_alone),
    Hook("insert_editor_js", keep_pasted_rows_apart),
)
