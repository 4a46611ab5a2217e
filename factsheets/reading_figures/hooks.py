"""What the worker does now and then for the counts of readings."""

from factsheets.reading_figures.gathering import gather_counts
from factsheets.screens.hook_declaration import Hook

HOOKS = (Hook("backcare_now_and_then", gather_counts),)
