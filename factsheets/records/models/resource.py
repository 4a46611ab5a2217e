"""What a reader can read or watch next: booklets, books, leaflets, websites, videos."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower
from stdnum import isbn as isbn_rules
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from factsheets.language.vocabulary import Availability, ResourceKind

from .shared_record import SharedRecord, TitledRecordQuerySet


def validate_isbn(value: str) -> None:
    """`ValidationError` unless it is an ISBN-10 or ISBN-13 with a right check digit (ISO 2108)."""
    if not isbn_rules.is_valid(value):
        raise ValidationError("This ISBN has a wrong digit. Copy it again from the back of the book.")


class Resource(SharedRecord):
    """A booklet, book, leaflet, website or video, with who supplies it and whether it can still be had."""

    kind = models.CharField(max_length=10, choices=ResourceKind.choices)
    title = models.CharField(max_length=200)
    authors = models.CharField(max_length=200, blank=True, help_text="Such as “A. Writer, B. Writer”.")
    publisher = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(
        blank=True, null=True, validators=[MinValueValidator(1800), MaxValueValidator(2200)]
    )
    isbn = models.CharField("ISBN", max_length=17, blank=True, validators=[validate_isbn])
    supplied_by_charity = models.BooleanField(
        "supplied by BackCare",
        default=False,
        help_text="Tick this if readers get it from the charity itself.",
    )
    supplier = models.ForeignKey(
        "factsheets.Association",
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="supplied_resources",
        help_text="The association that readers get it from, if it is not the charity.",
    )
    link = models.URLField(blank=True, help_text="Where it is found on the web, starting with https://.")
    availability = models.CharField(max_length=15, choices=Availability.choices, default=Availability.UNKNOWN)
    last_seen_on = models.DateField(
        "last seen on", blank=True, null=True, help_text="The day when somebody last saw that it can be had."
    )
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="replaces",
        help_text="A newer one, if any.",
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("authors"),
        FieldPanel("publisher"),
        FieldPanel("year"),
        FieldPanel("isbn"),
        MultiFieldPanel(
            [FieldPanel("supplied_by_charity"), FieldPanel("supplier")], heading="Who supplies it"
        ),
        FieldPanel("link"),
        FieldPanel("availability"),
        FieldPanel("last_seen_on"),
        FieldPanel("replaced_by"),
    ]
    search_fields = [
        index.SearchField("title", boost=10),
        index.SearchField("authors", boost=4),
        index.SearchField("publisher"),
        index.AutocompleteField("title"),
        index.AutocompleteField("authors"),
        index.FilterField("kind"),
        index.FilterField("availability"),
        index.FilterField("supplied_by_charity"),
        index.FilterField("supplier"),
    ]
    objects = TitledRecordQuerySet.as_manager()
    known_by = TitledRecordQuerySet.name_field

    class Meta:
        verbose_name = "resource"
        verbose_name_plural = "resources"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                "kind",
                Lower("title"),
                name="resource_title_once_a_kind",
                violation_error_message="There is a resource of this kind and title already.",
            ),
            models.CheckConstraint(
                condition=models.Q(supplied_by_charity=False) | models.Q(supplier=None),
                name="resource_one_supplier",
                violation_error_message="Choose one supplier: the charity or an association, not both.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=ResourceKind.values), name="resource_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """`ValidationError` for a resource that replaces itself."""
        if self.pk and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": "A resource cannot replace itself."})
