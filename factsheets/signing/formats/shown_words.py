"""The words that a screen showed, carried by its form: a decision is about these and no others.

The form holds the words themselves, signed by this site, so that a screen can say what has changed since it was opened.
"""

from __future__ import annotations

from typing import NamedTuple

from django.core import signing
from django.db.models import Model

from .clinical_content import DEFINITION, Content, fingerprint
from .content_difference import PartDifference, differences

#: The name of the form's field.
SHOWN = "shown"
_SALT = "factsheets.shown_words"


class ShownWords(NamedTuple):
    """The words of one text as a screen showed them; `of` names the text. A short form carries their fingerprint alone."""

    of: str
    mark: str
    content: Content | None = None

    def is_about(self, text: Model, content: Content) -> bool:
        """Whether these are the words of `text` that stand in `content`."""
        return self.of == _name_of(text) and self.mark == fingerprint(content)

    def differences_to(self, content: Content) -> list[PartDifference]:
        """What `content` has changed since, as far as the form can tell."""
        return [] if self.content is None else differences(self.content, content)


class WordsChanged(Exception):
    """Nothing was decided: the text is no longer the one that was shown. `changed` says where they differ."""

    def __init__(self, text: Model, shown: ShownWords | None, content: Content) -> None:
        super().__init__(
            f"“{text}” has changed since you opened this page. Nothing was decided: look at the new words first."
        )
        self.changed = shown.differences_to(content) if shown and shown.of == _name_of(text) else []


def token_of(text: Model, content: Content) -> str:
    """What the form carries."""
    words = {"of": _name_of(text), "definition": DEFINITION, "content": content}
    return signing.dumps(words, salt=_SALT, compress=True)


def short_token_of(text: Model, content: Content) -> str:
    """The same for a button among many, on a screen that names the text: it cannot say what has changed since."""
    return signing.dumps(
        {"of": _name_of(text), "definition": DEFINITION, "mark": fingerprint(content)}, salt=_SALT
    )


def shown_words(token: str) -> ShownWords | None:
    """The words that a form carries; None if it carries none that this site has signed by today's definition."""
    try:
        words = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    if words["definition"] != DEFINITION:
        return None
    content = words.get("content")
    return ShownWords(words["of"], words["mark"] if content is None else fingerprint(content), content)


def refuse_other_words(text: Model, shown: ShownWords | None, content: Content) -> None:
    """Raise WordsChanged unless `shown` are the words of `text` that stand in `content`. Ask it under the lock."""
    if shown is None or not shown.is_about(text, content):
        raise WordsChanged(text, shown, content)


def _name_of(text: Model) -> str:
    return f"{text._meta.label_lower}:{text.pk}"
