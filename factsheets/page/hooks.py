"""What a factsheet's own text needs of Wagtail's admin."""

from factsheets.page.models.numbered_links import register_numbered_links
from factsheets.page.models.page_link import register_public_page_link
from factsheets.page.screens.copying import name_the_original
from factsheets.page.screens.hidden_by_number import refuse_to_move_what_is_hidden
from factsheets.page.screens.house_style import add_house_style
from factsheets.page.screens.link_in_the_editor import register_edited_links
from factsheets.page.screens.page_chooser import show_what_they_may_see
from factsheets.page.screens.rows_read_once import read_rows_once
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("before_edit_page", read_rows_once),
    Hook("before_move_page", refuse_to_move_what_is_hidden),
    Hook("after_copy_page", name_the_original),
    Hook("construct_wagtail_userbar", add_house_style),
    Hook("construct_page_chooser_queryset", show_what_they_may_see),
    # In place of Wagtail's own.
    Hook("register_rich_text_features", register_public_page_link, order=1),
    Hook("register_rich_text_features", register_numbered_links, order=1),
    Hook("register_rich_text_features", register_edited_links, order=1),
)
