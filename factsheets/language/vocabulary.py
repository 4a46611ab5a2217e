"""The words that carry a choice: each vocabulary of a factsheet, with the label people read."""

from django.core.exceptions import PermissionDenied
from django.db import models


class PublicationRefused(PermissionDenied):
    """Something stands in the way of publication, or of a step on the way there; the message names all of it."""


class StepDecided(PermissionDenied):
    """Somebody else has decided a step of the workflow; the message says how."""


class WordingNeedsSignature(PermissionDenied):
    """Words that signed texts carry were to be changed without a signature; the message says what to do."""


class WordingRefused(PermissionDenied):
    """Nothing was proposed or decided about words that texts share; the message says why and what to do."""


class WarningSignNeedsSignature(PermissionDenied):
    """A warning sign was to be narrowed without a signature; the message says what to do."""


class WarningSignRefused(PermissionDenied):
    """Nothing was changed or decided about a warning sign; the message says why and what to do."""


class Certainty(models.TextChoices):
    """Certainty of the evidence by GRADE. A person chooses; software never does."""

    HIGH = "high", "High"
    MODERATE = "moderate", "Moderate"
    LOW = "low", "Low"
    VERY_LOW = "very_low", "Very low"
    NOT_GRADED = "not_graded", "Not graded"

    @property
    def in_words(self) -> str:
        """What the grade means to a reader."""
        return _CERTAINTY_IN_WORDS[self.value]


_CERTAINTY_IN_WORDS = {
    "high": "We are confident in this evidence.",
    "moderate": "This evidence is probably right, but new research could change it.",
    "low": "This evidence is limited.",
    "very_low": "We are very uncertain about this evidence.",
    "not_graded": "The certainty of this evidence has not been graded.",
}


class ContraindicationState(models.TextChoices):
    """Absence never reads as safety: not assessed is not the same as none known."""

    NOT_ASSESSED = "not_assessed", "Not assessed yet"
    NONE_KNOWN = "none_known", "None known"
    LISTED = "listed", "Listed below"


class Regulation(models.TextChoices):
    """How practitioners of a therapy are regulated in the United Kingdom."""

    NOT_STATED = "not_stated", "Not stated"
    BY_LAW = "by_law", "Regulated by law"
    ACCREDITED_REGISTER = "accredited_register", "Accredited register"
    NOT_REGULATED = "not_regulated", "Not regulated"


class Verdict(models.TextChoices):
    """What a factsheet says of a condition or pain pattern."""

    LIKELY = "likely", "Most likely to help"
    UNLIKELY = "unlikely", "Least likely to help"
    AVOID = "avoid", "Should not be treated"


class Aspect(models.TextChoices):
    """What a pain pattern describes."""

    PLACE = "place", "Where the pain is"
    FEEL = "feel", "What the pain feels like"
    TIMING = "timing", "When the pain comes"


class ResourceKind(models.TextChoices):
    """What a resource is: it decides under which heading readers find it."""

    BOOKLET = "booklet", "Booklet"
    BOOK = "book", "Book"
    LEAFLET = "leaflet", "Leaflet"
    WEBSITE = "website", "Website"
    VIDEO = "video", "Video"


class Availability(models.TextChoices):
    """Whether a resource can still be had."""

    AVAILABLE = "available", "Available"
    OUT_OF_PRINT = "out_of_print", "Out of print"
    UNKNOWN = "unknown", "Not known"


class SourceKind(models.TextChoices):
    """What kind of study or text a source is."""

    GUIDELINE = "guideline", "Guideline"
    SYSTEMATIC_REVIEW = "systematic_review", "Systematic review"
    TRIAL = "trial", "Trial"
    OTHER = "other", "Other"


class SourceStatus(models.TextChoices):
    """Whether a source still stands, as those who published it say."""

    CURRENT = "current", "Current"
    CHANGED = "changed", "Changed"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Stance(models.TextChoices):
    """What a source says about the section that cites it."""

    SUPPORTS = "supports", "Supports it"
    AGAINST = "against", "Speaks against it"
    NEUTRAL = "neutral", "Neutral"


class WarningLevel(models.TextChoices):
    """What somebody who types a warning sign is told to do; the first that applies stands first."""

    EMERGENCY = "emergency", "Emergency: 999 or A&E"
    CRISIS = "crisis", "Crisis: thoughts of suicide, overdose"
    URGENT = "urgent", "Urgent: 111 or an urgent GP appointment"


#: What is expected of a phrase that is no warning sign.
NO_WARNING = "none"


class ExpectedWarning(models.TextChoices):
    """The warning that a phrase should bring."""

    EMERGENCY = WarningLevel.EMERGENCY.value, WarningLevel.EMERGENCY.label
    CRISIS = WarningLevel.CRISIS.value, WarningLevel.CRISIS.label
    URGENT = WarningLevel.URGENT.value, WarningLevel.URGENT.label
    NONE = NO_WARNING, "No warning"


class Settlement(models.TextChoices):
    """What a review does with each thing that waited for it."""

    ANSWERED = "answered", "Answered"
    SET_ASIDE = "set_aside", "Set aside"


class SignpostKind(models.TextChoices):
    """Where a signpost leads."""

    NHS = "nhs", "NHS page"
    OUR_PAGE = "our_page", "Our page"
    OTHER = "other", "Other"

    @property
    def in_words(self) -> str:
        """What a reader is told before the answer."""
        return "On this site" if self == SignpostKind.OUR_PAGE else "Not in our library: where to ask"


class Section(models.TextChoices):
    """The parts of a factsheet that a source can support."""

    INTRODUCTION = "introduction", "About"
    MECHANISM = "mechanism", "How it works"
    PROCEDURE = "procedure", "What happens during treatment"
    EVIDENCE = "evidence", "What the evidence says"
    LIKELY = "likely", "Most likely to help"
    UNLIKELY = "unlikely", "Least likely to help"
    AVOID = "avoid", "Who should not have it"
    RISKS = "risks", "Side effects and risks"
    QUALIFICATIONS = "qualifications", "Qualifications"


class ContactFact(models.TextChoices):
    """The facts about an association that somebody can check."""

    ADDRESS = "address", "Postal address"
    PHONE = "phone", "Phone"
    FAX = "fax", "Fax"
    EMAIL = "email", "Email"
    WEBSITE = "website", "Website"
    REGISTER_LINK = "register_link", "Public register"


#: The public heading of each part of a factsheet, unless the charity words it otherwise on the library page.
PUBLIC_HEADINGS = {
    "introduction": "About this therapy",
    "mechanism": "How it works",
    "procedure": "What happens during treatment",
    "evidence": "What the evidence says",
    "likely": "Back conditions it is most likely to help",
    "unlikely": "Back conditions it is least likely to help",
    "avoid": "Who should not have it",
    "risks": "Side effects and risks",
    "qualifications": "Qualifications",
    "associations": "Associations",
    "related_items": "Relevant information",
    "citations": "Sources",
}
