"""How a way that was switched off or on is told in Wagtail's admin."""

from factsheets.screens.hook_declaration import Hook
from factsheets.workflows.one_way.switching import register_switching_messages

HOOKS = (Hook("register_log_actions", register_switching_messages),)
