"""Who gives a therapy: professional bodies, and who checked each of their contact facts and when."""

from __future__ import annotations

from datetime import date
from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce, JSONObject, Lower
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from factsheets.database.rows_as_json import Gathered
from factsheets.language.lines import lines_of
from factsheets.language.vocabulary import ContactFact

from .shared_record import SharedRecord, SharedRecordQuerySet


def validate_phone(value: str) -> None:
    """`ValidationError` unless it is a number that can be dialled, as the UK writes it or with a country code (ITU-T E.164)."""
    try:
        number = phonenumbers.parse(value, "GB")
    except phonenumbers.NumberParseException as error:
        raise ValidationError("This is not a phone number. Write it like 01606 786782.") from error
    if not phonenumbers.is_possible_number(number):
        raise ValidationError("This phone number has too few or too many digits.")


class Association(SharedRecord, ClusterableModel):
    """A professional body: what it is for readers, how to reach it, and where its register is."""

    name = models.CharField(
        max_length=160, help_text="The full name, such as “British Medical Acupuncture Society”."
    )
    abbreviation = models.CharField(max_length=30, blank=True, help_text="Such as “BMAS”.")
    address_lines = models.TextField(blank=True, help_text="House and street, one on each line.")
    town = models.CharField(max_length=80, blank=True)
    county = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=30, blank=True, validators=[validate_phone])
    fax = models.CharField(max_length=30, blank=True, validators=[validate_phone])
    email = models.EmailField("email", blank=True)
    website = models.URLField(blank=True, help_text="The whole address, starting with https://.")
    does_for_patients = models.TextField(
        "what it does for patients",
        blank=True,
        help_text="One or two plain sentences, such as “It keeps a list of …”.",
    )
    register_link = models.URLField(
        "public register",
        blank=True,
        help_text="The address of a list where readers can look up a practitioner.",
    )

    #: Checks that came with the association out of one query; None: they are asked for.
    known_checks: list[ContactCheck] | None = None

    panels = [
        FieldPanel("name"),
        FieldPanel("abbreviation"),
        MultiFieldPanel(
            [FieldPanel("address_lines"), FieldPanel("town"), FieldPanel("county"), FieldPanel("postcode")],
            heading="Postal address",
        ),
        MultiFieldPanel(
            [FieldPanel("phone"), FieldPanel("fax"), FieldPanel("email"), FieldPanel("website")],
            heading="Contact",
        ),
        FieldPanel("does_for_patients"),
        FieldPanel("register_link"),
        InlinePanel(
            "checks",
            heading="Checked facts",
            label="Check",
            help_text="Add a row when you have made sure of a fact. If the fact changes later, readers see “not yet checked”.",
        ),
    ]
    search_fields = [
        index.SearchField("name", boost=10),
        index.SearchField("abbreviation", boost=8),
        index.SearchField("does_for_patients"),
        index.SearchField("town"),
        index.AutocompleteField("name"),
        index.AutocompleteField("abbreviation"),
        index.FilterField("county"),
    ]
    objects = SharedRecordQuerySet.as_manager()

    class Meta:
        verbose_name = "association"
        verbose_name_plural = "associations"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="association_name_once",
                violation_error_message="There is an association of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def postal_lines(self) -> list[str]:
        """The postal address as it is written on an envelope, one line each."""
        return [
            *lines_of(self.address_lines),
            *(part for part in (self.town, self.county, self.postcode) if part),
        ]

    def fact(self, fact: str) -> str:
        """The present words of one contact fact; a postal address has its lines joined by commas."""
        return ", ".join(self.postal_lines) if fact == ContactFact.ADDRESS else getattr(self, fact)

    def check_of(self, fact: str) -> ContactCheck | None:
        """The latest check that was made of the fact as it stands now."""
        value = self.fact(fact)
        checks = self.checks.all() if self.known_checks is None else self.known_checks
        fitting = [check for check in checks if check.fact == fact and check.value == value]
        return max(fitting, key=lambda check: check.checked_on, default=None)

    @classmethod
    def checks_as_json(cls, association: models.OuterRef) -> Coalesce:
        """For a query of what names associations: the checks of one as a JSON array, for `know_checks`."""
        fields = ("fact", "value", "checked_on", "checked_by", "checked_how")
        checks = ContactCheck.objects.filter(association=association).order_by().values("association")
        rows = checks.annotate(rows=Gathered(JSONObject(**{field: field for field in fields}), "pk"))
        return Coalesce(models.Subquery(rows.values("rows")), models.Value([], models.JSONField()))

    def know_checks(self, rows: list[dict[str, str]]) -> None:
        """Its checks are `rows`, as `checks_as_json` gives them, and are not asked for again."""
        self.known_checks = [ContactCheck.from_words(row) for row in rows]


class ContactCheck(models.Model):
    """Somebody made sure of one contact fact. The words that were checked are kept, so that a later change shows."""

    association = ParentalKey(Association, on_delete=models.CASCADE, related_name="checks")
    fact = models.CharField(max_length=15, choices=ContactFact.choices)
    value = models.TextField(blank=True, editable=False)
    checked_on = models.DateField("checked on", default=timezone.localdate)
    checked_by = models.CharField("checked by", max_length=120, help_text="Your name or your role.")
    checked_how = models.CharField(
        "how", max_length=160, help_text="Such as “rang the number” or “looked at the website”."
    )

    panels = [
        FieldPanel("fact"),
        FieldPanel("checked_on"),
        FieldPanel("checked_by"),
        FieldPanel("checked_how"),
    ]

    class Meta:
        verbose_name = "contact check"
        verbose_name_plural = "contact checks"
        ordering = ["fact", "-checked_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(fact__in=ContactFact.values), name="contact_check_fact_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_fact_display()} checked on {self.checked_on:%d.%m.%Y}"

    def save(self, *args: object, **kwargs: Any) -> None:
        """Keep the words that the fact has now, unless the check came with words of its own."""
        self.value = self.value or self.association.fact(self.fact)
        super().save(*args, **kwargs)

    @classmethod
    def from_words(cls, words: dict[str, str]) -> ContactCheck:
        """A check out of a JSON object, whose date is in ISO 8601."""
        return cls(**words | {"checked_on": date.fromisoformat(words["checked_on"])})

    def clean(self) -> None:
        """`ValidationError` for a day that has not come yet."""
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "This day has not come yet."})
