"""The review of a factsheet, in Wagtail's admin."""

from factsheets.reviews.screens.log import register_review_actions
from factsheets.reviews.screens.screen import reviews_button, reviews_urls
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("register_log_actions", register_review_actions),
    Hook("register_page_header_buttons", reviews_button),
    Hook("register_page_listing_more_buttons", reviews_button),
    Hook("register_admin_urls", reviews_urls),
)
