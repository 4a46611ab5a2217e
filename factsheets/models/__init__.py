"""The nouns of the library: one noun in a file."""

from .association import Association, ContactCheck
from .citation import Citation
from .condition import Condition
from .factsheet_association import FactsheetAssociation
from .factsheet_page import FactsheetPage
from .feedback import Feedback, FeedbackLimit
from .governed_text import Disclaimer, SafetyAdvice
from .import_note import ImportNote
from .imported_document import ImportedDocument
from .kept_name import KeptName
from .library_page import LibraryPage
from .outgoing_mail import OutgoingMail
from .pain_pattern import PainPattern
from .reading import factsheets_for_reading
from .related_item import RelatedItem
from .reminder import Reminder
from .resource import Resource
from .review import Review
from .review_task import ReviewTask
from .reviewer_profile import ReviewerProfile
from .search_synonym import SearchSynonym
from .sign_off import SignOff
from .signpost import Signpost
from .source import Source
from .suitability import Suitability
from .synonym_change import SynonymChange
from .take_down_request import TakeDownRequest
from .therapy_kind import TherapyKind
from .told_withdrawals import told_withdrawals
from .unanswered_search import UnansweredSearch
from .unsigned_words import UnsignedWords, unsigned_factsheets, unsigned_in_public
from .version import Version
from .warning_advice import (
    GOVERNED_TEXTS,
    WARNING_ADVICE,
    CrisisAdvice,
    EmergencyAdvice,
    UrgentAdvice,
    WarningAdvice,
    warning_advice,
)
from .warning_phrase import WarningPhrase
from .warning_sign import WarningSign
from .warning_sign_change import WarningSignChange
from .withdrawal import Withdrawal
from .wording_change import WordingChange
from .workflow_tasks import ClinicalSignOffTask, EditorialCheckTask

__all__ = [
    "GOVERNED_TEXTS",
    "WARNING_ADVICE",
    "Association",
    "Citation",
    "ClinicalSignOffTask",
    "Condition",
    "ContactCheck",
    "CrisisAdvice",
    "Disclaimer",
    "EditorialCheckTask",
    "EmergencyAdvice",
    "FactsheetAssociation",
    "FactsheetPage",
    "Feedback",
    "FeedbackLimit",
    "ImportNote",
    "ImportedDocument",
    "KeptName",
    "LibraryPage",
    "OutgoingMail",
    "PainPattern",
    "RelatedItem",
    "Reminder",
    "Resource",
    "Review",
    "ReviewTask",
    "ReviewerProfile",
    "SafetyAdvice",
    "SearchSynonym",
    "SignOff",
    "Signpost",
    "Source",
    "Suitability",
    "SynonymChange",
    "TakeDownRequest",
    "TherapyKind",
    "UnansweredSearch",
    "UnsignedWords",
    "UrgentAdvice",
    "Version",
    "WarningAdvice",
    "WarningPhrase",
    "WarningSign",
    "WarningSignChange",
    "Withdrawal",
    "WordingChange",
    "factsheets_for_reading",
    "told_withdrawals",
    "unsigned_factsheets",
    "unsigned_in_public",
    "warning_advice",
]
