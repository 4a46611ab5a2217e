"""Every report of the library, in the order of the menu."""

from .changes import Changes
from .incomplete import IncompleteFactsheets
from .report import Report
from .reviews_due import ReviewsDue
from .sign_offs import SignOffs
from .suitability_matrix import SuitabilityMatrix

REPORTS: tuple[type[Report], ...] = (ReviewsDue, IncompleteFactsheets, SignOffs, Changes, SuitabilityMatrix)
