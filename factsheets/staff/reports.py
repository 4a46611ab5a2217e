"""Every report of the library, in the order of the menu."""

from factsheets.library.screens.suitability_matrix import SuitabilityMatrix
from factsheets.page.screens.incomplete_report import IncompleteFactsheets
from factsheets.publication.screens.changes_report import Changes
from factsheets.publication.screens.sign_offs_report import SignOffs
from factsheets.reading_figures.screens.what_is_read import WhatIsRead
from factsheets.reviews.screens.due_report import ReviewsDue
from factsheets.screens.report import Report
from factsheets.security_log.screens.security_log import SecurityLog

REPORTS: tuple[type[Report], ...] = (
    ReviewsDue,
    WhatIsRead,
    IncompleteFactsheets,
    SignOffs,
    Changes,
    SuitabilityMatrix,
    SecurityLog,
)
