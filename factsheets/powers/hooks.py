"""The rules where Wagtail asks for them itself: before and after an act on many people."""

from factsheets.accounts.screens.helping import CLOSED_ACCOUNT
from factsheets.powers.rules import why_account_is_closed
from factsheets.powers.screens.bulk_acts import note_switches, refuse_in_bulk
from factsheets.screens.hook_declaration import Hook

HOOKS = (
    Hook("before_bulk_action", refuse_in_bulk),
    Hook("after_bulk_action", note_switches),
    Hook(CLOSED_ACCOUNT, why_account_is_closed),
)
