"""What a factsheet's own text needs of Wagtail's admin."""

from factsheets.page.models.page_link import register_public_page_link
from factsheets.page.screens.copying import name_the_original
from factsheets.page.screens.house_style import add_house_style
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("after_copy_page", name_the_original),
    Hook("construct_wagtail_userbar", add_house_style),
    Hook("register_rich_text_features", register_public_page_link, order=1),  # in place of Wagtail's own
)
