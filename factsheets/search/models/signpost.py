"""Where readers are sent who ask for what the library does not have: words that they type, an answer, and a way on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from factsheets.language.lines import lines_of
from factsheets.language.phrasebook import ARTICLES, FILLER, Phrase, phrase_of
from factsheets.language.plain_words import words_of
from factsheets.language.vocabulary import SignpostKind

_LONGEST, _MOST = 80, 40
_NHS = "nhs.uk"
#: What readers see of it: with other words it is no longer the example that came with the site.
_SHOWN = ("heading", "text", "kind", "link", "page_id", "link_text")


class Signpost(models.Model):
    """An answer of the staff, shown to whoever types one of its words; it advises nothing."""

    heading = models.CharField(
        max_length=80, help_text="What the answer is about, such as “Physiotherapy”. Readers see it."
    )
    words = models.TextField(
        "words that readers type",
        help_text="Words or short phrases, one on each line. Endings and slips of spelling make no difference. Put a word in "
        "quotation marks if it counts only where nothing else is asked: “work”.",
    )
    text = models.CharField(
        "answer",
        max_length=300,
        help_text="One to three short sentences: what the library does not have, and whom to ask. No advice, no dose, "
        "nothing about what helps or is safe: that belongs in a factsheet, which a clinician signs.",
    )
    kind = models.CharField("leads to", max_length=10, choices=SignpostKind.choices, default=SignpostKind.NHS)
    # Not a URL field: its own sentences do not say what to do.
    link = models.CharField(
        "address",
        max_length=300,
        blank=True,
        help_text="For an NHS page or another one: the whole address, such as https://www.nhs.uk/.",
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="+",
        help_text="For a page of ours. Readers get the link while the page is public.",
    )
    link_text = models.CharField(
        "words of the link",
        max_length=80,
        blank=True,
        help_text="Where the link leads, such as “Go to the NHS website”. For a page of ours you can leave it empty.",
    )
    is_starter_example = models.BooleanField(
        "example text",
        default=False,
        help_text="Ticked while these are the words that came with the site; readers are told so. It goes as soon as the "
        "words change. Take the tick out if the charity has read them and keeps them.",
    )

    panels = [
        FieldPanel("heading"),
        FieldPanel("words"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("link"), FieldPanel("page"), FieldPanel("link_text")],
            heading="Where to go next",
        ),
        FieldPanel("is_starter_example"),
    ]

    class Meta:
        verbose_name = "signpost"
        verbose_name_plural = "signposts"
        ordering = ["heading"]
        constraints = [
            models.UniqueConstraint(
                Lower("heading"),
                name="signpost_heading_once",
                violation_error_message="There is a signpost with this heading already.",
            ),
            models.CheckConstraint(condition=~models.Q(heading=""), name="signpost_heading_not_empty"),
            models.CheckConstraint(condition=~models.Q(words=""), name="signpost_words_not_empty"),
            models.CheckConstraint(condition=~models.Q(text=""), name="signpost_text_not_empty"),
            models.CheckConstraint(
                condition=models.Q(kind__in=SignpostKind.values), name="signpost_kind_known"
            ),
            # A page of ours that is deleted leaves the text, which answers alone.
            models.CheckConstraint(
                condition=models.Q(kind=SignpostKind.OUR_PAGE, link="")
                | models.Q(kind=SignpostKind.OTHER, page=None)
                | (models.Q(kind=SignpostKind.NHS, page=None) & ~models.Q(link="")),
                name="signpost_one_target",
            ),
            models.CheckConstraint(
                condition=models.Q(link="") | models.Q(link__startswith="https://"),
                name="signpost_link_is_https",
            ),
            models.CheckConstraint(
                condition=models.Q(link="") | ~models.Q(link_text=""), name="signpost_link_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def save(self, *args: object, **kwargs: Any) -> None:
        """Store it; once its words are the staff’s own, it is no longer marked as an example."""
        self.words = _tidied(self.words)
        stored = Signpost.objects.filter(pk=self.pk).values_list(*_SHOWN).first() if self.pk else None
        if stored and stored != tuple(getattr(self, name) for name in _SHOWN):
            self.is_starter_example = False
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """`ValidationError` for words that nobody can search for, and for a target that does not fit its kind."""
        self.words = _tidied(self.words)
        self.link = self.link.strip()
        problems = {"words": _problem_of_words(self.words_list), **self._problems_of_target()}
        if found := {field: sentence for field, sentence in problems.items() if sentence}:
            raise ValidationError(found)

    @property
    def words_list(self) -> list[str]:
        """The words and phrases, one for each line."""
        return lines_of(self.words)

    @property
    def phrases(self) -> list[Phrase]:
        """The same as the search compares them; those in quotation marks count only where nothing else is asked."""
        return [phrase_of(line) for line in self.words_list]

    @property
    def leads_to(self) -> str:
        """For lists: the address, or the title of the page."""
        return self.link or (self.page.title if self.page else "")

    def _problems_of_target(self) -> dict[str, str]:
        if self.kind == SignpostKind.OUR_PAGE:
            return {
                "link": self.link and "For a page of ours, choose the page and leave the address empty.",
                "page": "" if self.page_id else "Choose the page that it leads to.",
            }
        missing = "Write the address of the NHS page." if self.kind == SignpostKind.NHS else ""
        return {
            "page": "Only “Our page” leads to a page of ours: choose that, or leave this empty."
            if self.page_id
            else "",
            "link": _problem_of_link(self.link, self.kind) if self.link else missing,
            "link_text": "Say where the link leads." if self.link and not self.link_text.strip() else "",
        }


def _tidied(text: str) -> str:
    """One expression on each line, single spaces, none twice."""
    lines = (" ".join(line.split()) for line in lines_of(text))
    return "\n".join({line.casefold(): line for line in lines}.values())


def _problem_of_words(lines: list[str]) -> str:
    if len(lines) > _MOST:
        return f"These are {len(lines)} lines, and {_MOST} is the most."
    for line in lines:
        words = phrase_of(line).words
        if len(line) > _LONGEST:
            return f"“{line[:30]}…” is too long: {_LONGEST} characters is the most."
        if not words:
            return f"“{line}” has no letter and no figure, so nobody can search for it."
        if FILLER.issuperset(words):
            return f"“{line}” stands in too many questions. Write what makes this one different."
        if words_of(line)[-1] in ARTICLES and len(words) == 1 and not phrase_of(line).is_whole:
            return (
                f"“{line}” is found wherever “{words[0]}” stands, because the word at its end does not count. Write that word "
                "alone, or what follows."
            )
    return ""


def _problem_of_link(link: str, kind: str) -> str:
    try:
        URLValidator(schemes=["https"])(link)
    except ValidationError:
        return "Write the whole address, beginning with https://, such as https://www.nhs.uk/."
    host = (urlsplit(link).hostname or "").casefold()
    if kind == SignpostKind.NHS and host != _NHS and not host.endswith(f".{_NHS}"):
        return f"The address of an NHS page ends in {_NHS}. For any other address, choose “Other”."
    return ""
