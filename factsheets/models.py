"""The nouns of the library: one noun in a file."""

from factsheets.exchange.models.batch import BatchDocument, ImportBatch
from factsheets.feedback.models import Feedback, FeedbackLimit
from factsheets.governed.models.governed_text import Disclaimer, SafetyAdvice
from factsheets.governed.models.warning_advice import (
    GOVERNED_TEXTS,
    WARNING_ADVICE,
    CrisisAdvice,
    EmergencyAdvice,
    UrgentAdvice,
    WarningAdvice,
    warning_advice,
)
from factsheets.keeping.models.kept_name import KeptName
from factsheets.mail.models import OutgoingMail
from factsheets.page.models.citation import Citation
from factsheets.page.models.factsheet_association import FactsheetAssociation
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.import_note import ImportNote
from factsheets.page.models.imported_document import ImportedDocument
from factsheets.page.models.known_name import KnownName
from factsheets.page.models.library_page import LibraryPage
from factsheets.page.models.original_document import OriginalDocument
from factsheets.page.models.prefetching import factsheet_at
from factsheets.page.models.related_item import RelatedItem
from factsheets.page.models.review import Review
from factsheets.page.models.suitability import Suitability
from factsheets.publication.models.announced_withdrawals import announced_withdrawals
from factsheets.publication.models.take_down_request import TakeDownRequest
from factsheets.publication.models.unsigned_words import (
    UnsignedWords,
    unsigned_factsheets,
    unsigned_in_public,
)
from factsheets.reading_figures.models.counted_log import CountedLog
from factsheets.reading_figures.models.reading_count import ReadingCount
from factsheets.records.models.association import Association, ContactCheck
from factsheets.records.models.condition import Condition
from factsheets.records.models.pain_pattern import PainPattern
from factsheets.records.models.resource import Resource
from factsheets.records.models.source import Source
from factsheets.records.models.therapy_kind import TherapyKind
from factsheets.reviews.models.reminder import Reminder
from factsheets.reviews.models.review_task import ReviewTask
from factsheets.search.models.search_synonym import SearchSynonym
from factsheets.search.models.signpost import Signpost
from factsheets.search.models.synonym_change import SynonymChange
from factsheets.search.models.unanswered_search import UnansweredSearch
from factsheets.security_log.models import SecurityEvent
from factsheets.signing.models.reviewer_profile import ReviewerProfile
from factsheets.signing.models.sign_off import SignOff
from factsheets.signing.models.wording_change import WordingChange
from factsheets.signing.models.workflow_tasks import ClinicalSignOffTask, EditorialCheckTask
from factsheets.versions.models.version import Version
from factsheets.versions.models.withdrawal import Withdrawal
from factsheets.warning_signs.models.warning_phrase import WarningPhrase
from factsheets.warning_signs.models.warning_sign import WarningSign
from factsheets.warning_signs.models.warning_sign_change import WarningSignChange

__all__ = [
    "GOVERNED_TEXTS",
    "WARNING_ADVICE",
    "Association",
    "BatchDocument",
    "Citation",
    "ClinicalSignOffTask",
    "Condition",
    "ContactCheck",
    "CountedLog",
    "CrisisAdvice",
    "Disclaimer",
    "EditorialCheckTask",
    "EmergencyAdvice",
    "FactsheetAssociation",
    "FactsheetPage",
    "Feedback",
    "FeedbackLimit",
    "ImportBatch",
    "ImportNote",
    "ImportedDocument",
    "KeptName",
    "KnownName",
    "LibraryPage",
    "OriginalDocument",
    "OutgoingMail",
    "PainPattern",
    "ReadingCount",
    "RelatedItem",
    "Reminder",
    "Resource",
    "Review",
    "ReviewTask",
    "ReviewerProfile",
    "SafetyAdvice",
    "SearchSynonym",
    "SecurityEvent",
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
    "announced_withdrawals",
    "factsheet_at",
    "unsigned_factsheets",
    "unsigned_in_public",
    "warning_advice",
]
