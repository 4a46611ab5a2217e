"""What a factsheet's words rest on: guidelines, reviews, trials."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.dispatch import Signal
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from factsheets.language.vocabulary import SourceKind, SourceStatus

from .shared_record import SharedRecord, TitledRecordQuerySet

#: Sent with `source` in the transaction that stores another status than before.
source_status_changed = Signal()


class Source(SharedRecord):
    """One publication that factsheets cite, and whether it still stands."""

    kind = models.CharField(max_length=20, choices=SourceKind.choices)
    title = models.CharField(max_length=300)
    authors = models.CharField(
        "authors or body", max_length=250, blank=True, help_text="The authors, or the body."
    )
    year = models.PositiveSmallIntegerField(
        blank=True, null=True, validators=[MinValueValidator(1800), MaxValueValidator(2200)]
    )
    doi = models.CharField(
        "DOI",
        max_length=120,
        blank=True,
        validators=[
            RegexValidator(
                r"^10\.[0-9]{4,9}/\S+\Z", "A DOI starts with 10. and has a slash, such as 10.1136/bmj.a884."
            )
        ],
        help_text="Without https://doi.org/, such as 10.1136/bmj.a884.",
    )
    pmid = models.CharField(
        "PubMed number",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{1,9}\Z", "Digits only.")],
    )
    link = models.URLField(blank=True, help_text="Where readers can read it, starting with https://.")
    status = models.CharField(max_length=12, choices=SourceStatus.choices, default=SourceStatus.CURRENT)
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="supersedes",
        help_text="A newer one, if any.",
    )
    checked_on = models.DateField(
        "checked on",
        blank=True,
        null=True,
        help_text="The day when somebody last made sure that it still stands.",
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("authors"),
        FieldPanel("year"),
        MultiFieldPanel(
            [FieldPanel("doi"), FieldPanel("pmid"), FieldPanel("link")], heading="Where it is found"
        ),
        FieldPanel("status"),
        FieldPanel("superseded_by"),
        FieldPanel("checked_on"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("authors"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        index.FilterField("kind"),
        index.FilterField("status"),
    ]
    objects = TitledRecordQuerySet.as_manager()
    known_by = TitledRecordQuerySet.name_field

    class Meta:
        verbose_name = "source"
        verbose_name_plural = "sources"
        ordering = ["title", "year"]
        constraints = [
            models.UniqueConstraint(
                Lower("title"),
                "year",
                name="source_title_once_a_year",
                violation_error_message="There is a source of this title and year already.",
            ),
            # No year is no value to a database, so the rule above says nothing about it.
            models.UniqueConstraint(
                Lower("title"),
                condition=models.Q(year=None),
                name="source_title_once_without_a_year",
                violation_error_message="There is a source of this title without a year already.",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=SourceKind.values), name="source_kind_known"),
            models.CheckConstraint(
                condition=models.Q(status__in=SourceStatus.values), name="source_status_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})" if self.year else self.title

    def clean(self) -> None:
        """`ValidationError` for a source that supersedes itself."""
        if self.pk and self.superseded_by_id == self.pk:
            raise ValidationError({"superseded_by": "A source cannot supersede itself."})

    def save(self, *args: object, **kwargs: object) -> None:
        """Store it, and send `source_status_changed` in the same transaction when its status is another than before."""
        with transaction.atomic():
            before = self._stored_status()
            super().save(*args, **kwargs)
            if before != self._stored_status():
                source_status_changed.send(sender=type(self), source=self)

    def _stored_status(self) -> str | None:
        rows = type(self)._base_manager.select_for_update().filter(pk=self.pk)
        return rows.values_list("status", flat=True).first()

    @property
    def url(self) -> str:
        """Where a reader finds it: its own link, else its DOI, else its PubMed page."""
        if self.link:
            return self.link
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid else ""
