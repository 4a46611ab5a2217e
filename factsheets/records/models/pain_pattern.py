"""What the pain is like: the patterns that staff tie therapies to."""

from django.db import models, transaction
from django.db.models.functions import Lower
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from factsheets.language.vocabulary import Aspect
from factsheets.page.formats.subjects import PATTERNS

from .old_slugs import note_old_slug
from .shared_record import SharedRecord, SubjectQuerySet, slug_for


class PainPattern(SharedRecord):
    """One answer to where, how or when it hurts: what readers tick in the finder."""

    name = models.CharField(
        max_length=120, help_text="It ends the sentence “Back pain that is …”, such as “Dull or aching”."
    )
    slug = models.SlugField(
        max_length=90,
        unique=True,
        blank=True,
        help_text="Its name in addresses. Left empty, it is made from the name.",
    )
    aspect = models.CharField(
        max_length=10,
        choices=Aspect.choices,
        help_text="What the pattern describes: the place, the feel or the timing.",
    )

    panels = [FieldPanel("name"), FieldPanel("aspect"), FieldPanel("slug")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("aspect")]

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = "pain pattern"
        verbose_name_plural = "pain patterns"
        ordering = ["aspect", "name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="pain_pattern_name_once",
                violation_error_message="There is a pain pattern of this name already.",
            ),
            models.CheckConstraint(
                condition=models.Q(aspect__in=Aspect.values), name="pain_pattern_aspect_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Give it a slug if it has none; when the slug changes, addresses of the finder that tick the old one go on to work."""
        self.slug = self.slug or slug_for(self, self.name)
        with transaction.atomic():
            before = PainPattern.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
            super().save(*args, **kwargs)
            if before and before != self.slug:
                note_old_slug(pattern_address, before, self.slug)


def pattern_address(slug: str) -> str:
    """The finder with the pattern ticked that has this slug."""
    return f"{reverse('factsheets:find')}?{PATTERNS}={slug}"
