"""What readers answered, in Wagtail's admin."""

from factsheets.feedback.screens.answers import FeedbackViewSet, MarkAnswersHandled
from factsheets.feedback.screens.figures import FiguresMenuItem, figures_urls
from factsheets.screens.hook_declaration import Hook

SNIPPETS = (FeedbackViewSet,)

HOOKS = (
    Hook("register_bulk_action", MarkAnswersHandled),
    Hook("register_admin_urls", figures_urls),
    Hook("register_reports_menu_item", FiguresMenuItem),
)
