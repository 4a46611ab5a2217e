"""The rules where Wagtail asks for them itself: before and after an act on many people."""

from factsheets.powers.screens.bulk_acts import note_switches, refuse_in_bulk
from factsheets.screens.hook_declaration import Hook

HOOKS = (Hook("before_bulk_action", refuse_in_bulk), Hook("after_bulk_action", note_switches))
