"""What a reader may have: the conditions that factsheets speak about."""

from __future__ import annotations

from functools import lru_cache

from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import get_urlconf, reverse
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from factsheets.database.kept_statements import KeptStatement
from factsheets.language.lines import lines_of

from .old_slugs import led_on, note_old_slug
from .shared_record import SharedRecord, SubjectQuerySet, slug_for


class Condition(SharedRecord):
    """What is diagnosed, under the names that clinicians and readers use; its page lists the therapies for it."""

    name = models.CharField(
        max_length=120, help_text="The name that clinicians use, such as “Chronic low back pain”."
    )
    plain_name = models.CharField(
        max_length=120, blank=True, help_text="The same in plain words, such as “back pain that lasts”."
    )
    other_names = models.TextField(
        blank=True, help_text="Other names that people search for, one on each line, such as “slipped disc”."
    )
    description = models.TextField(blank=True, help_text="One or two plain sentences that say what it is.")
    slug = models.SlugField(
        max_length=90,
        unique=True,
        blank=True,
        help_text="The end of its address. Left empty, it is made from the name.",
    )
    snomed_ct = models.CharField(
        "SNOMED CT code",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{6,18}\Z", "A SNOMED CT code is 6 to 18 digits.")],
        help_text="Only if you know it: 6 to 18 digits.",
    )
    icd_10 = models.CharField(
        "ICD-10 code",
        max_length=8,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z][0-9]{2}(\.[0-9]{1,4})?\Z", "An ICD-10 code looks like M54 or M54.5.")
        ],
        help_text="Only if you know it, such as M54.5.",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("plain_name"),
        FieldPanel("other_names"),
        FieldPanel("description"),
        FieldPanel("slug"),
        FieldPanel("snomed_ct"),
        FieldPanel("icd_10"),
    ]
    search_fields = [
        index.SearchField("name", boost=10),
        index.SearchField("plain_name", boost=8),
        index.SearchField("other_names", boost=8),
        index.SearchField("description"),
        index.AutocompleteField("name"),
        index.AutocompleteField("plain_name"),
        index.AutocompleteField("other_names"),
    ]
    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "condition"
        verbose_name_plural = "conditions"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="condition_name_once",
                violation_error_message="There is a condition of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Give it a slug if it has none; when the slug changes, the old address leads to the new one."""
        self.slug = self.slug or slug_for(self, self.name)
        with transaction.atomic():
            before = Condition.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.slug:
                note_old_slug(condition_address, before, self.slug)

    def get_absolute_url(self) -> str:
        """Its page; a condition that has been deleted has none."""
        return "" if self.is_gone else condition_address(self.slug)

    @property
    def other_names_list(self) -> list[str]:
        """Its other names, one for each line that is not blank."""
        return lines_of(self.other_names)


def condition_for_readers(slug: str) -> Condition | None:
    """The condition that has this slug, or had it last, if a factsheet speaks about it that every reader may see."""
    if found := _PUBLIC_BY_SLUG.records([slug]):
        return found[0]
    public: SubjectQuerySet[Condition] = Condition.objects.for_readers()
    present = led_on(condition_address, [slug], public).get(slug)
    return public.filter(slug=present).first() if present else None


_PUBLIC_BY_SLUG: KeptStatement[Condition] = KeptStatement(
    lambda slugs: Condition.objects.for_readers().filter(slug=slugs[0]), values=1
)


def condition_address(slug: str) -> str:
    """The page of the condition that has this slug."""
    return _known_address(get_urlconf(), slug)


@lru_cache(4096)
def _known_address(_addresses: str | None, slug: str) -> str:
    return reverse("factsheets:condition", args=[slug])
