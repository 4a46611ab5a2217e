"""What becomes of a warning sign when somebody changes it: the wider part at once, the narrower part later.

More lines in `about`, more lines in a `wrong` that has some, an emptied `wrong` and fewer lines in `leaves_alone` let a
sign be seen more often. The opposite narrows it, and so does any other level.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factsheets.language.vocabulary import WarningLevel
from factsheets.signing.formats.clinical_content import Content, Part

from .recogniser import Sign

#: The lines of a sign, under the labels of the form.
LABELS = {
    "about": "What it is about",
    "wrong": "What is wrong with it",
    "leaves_alone": "What it leaves alone",
}
#: The lines that come and go, by field, and another level: {"about": {"added": […], "removed": […]}, "level": "urgent"}.
Difference = dict[str, Any]

Lines = tuple[str, ...]


def merged(base: Sign, typed: Sign, current: Sign) -> Sign:
    """What somebody made of `base` by typing, done to `current`: what others changed meanwhile stays."""
    lines = {
        name: _with(
            getattr(current, name),
            _without(getattr(typed, name), getattr(base, name)),
            _without(getattr(base, name), getattr(typed, name)),
        )
        for name in LABELS
    }
    if not typed.wrong:
        lines["wrong"] = current.wrong if not base.wrong else ()
    return Sign(
        typed.name if typed.name != base.name else current.name,
        typed.level if typed.level != base.level else current.level,
        **lines,
    )


def wider(current: Sign, target: Sign) -> Sign:
    """The wider of both in each of its parts, under the new name: what may be in force at once."""
    return Sign(
        target.name,
        current.level,
        about=_with(current.about, target.about),
        wrong=_with(current.wrong, target.wrong) if current.wrong and target.wrong else (),
        leaves_alone=_without(current.leaves_alone, _without(current.leaves_alone, target.leaves_alone)),
    )


def difference(before: Sign, after: Sign) -> Difference:
    """Without the name, which changes nothing; empty if they are seen alike."""
    found: Difference = {} if before.level == after.level else {"level": after.level}
    for name in LABELS:
        old, new = getattr(before, name), getattr(after, name)
        parts = {"added": list(_without(new, old)), "removed": list(_without(old, new))}
        if any(parts.values()):
            found[name] = parts
    return found


def is_narrower(before: Sign, after: Sign) -> bool:
    """Whether something that was seen before may not be seen any more, or at another level."""
    return bool(difference(wider(before, after), after))


def applied(sign: Sign, change: Difference) -> Sign:
    """The sign with a difference made in it."""
    lines = {
        name: _with(
            getattr(sign, name), *(tuple(change.get(name, {}).get(part, ())) for part in ("added", "removed"))
        )
        for name in LABELS
    }
    return Sign(sign.name, change.get("level", sign.level), **lines)


def undone(sign: Sign, change: Difference) -> Sign:
    """The sign as it would be without a difference that was made in it."""
    turned = {
        name: {"added": parts["removed"], "removed": parts["added"]}
        for name, parts in change.items()
        if name in LABELS
    }
    return applied(sign, turned)


def change_in_words(change: Difference) -> list[str]:
    """One sentence for each field in which something comes or goes."""
    sentences = []
    if "level" in change:
        sentences.append(f"Level: {WarningLevel(change['level']).label}.")
    for name, label in LABELS.items():
        for part, verb in (("added", "added"), ("removed", "taken out")):
            if lines := change.get(name, {}).get(part):
                sentences.append(f"{label}: {_quoted(lines)} {verb}.")
    return sentences


def sign_content(sign: Sign) -> Content:
    """All that a sign says, as a screen shows it."""
    return [
        Part(part="name", label="Name", words=sign.name),
        Part(part="level", label="Level", words=sign.level),
        *(
            Part(part=name, label=label, words="\n".join(getattr(sign, name)))
            for name, label in LABELS.items()
        ),
    ]


def sign_in(content: Content) -> Sign:
    """The sign that `sign_content` was made of."""
    words = {part["part"]: part["words"] for part in content}
    return Sign(words["name"], words["level"], **{name: tuple(words[name].splitlines()) for name in LABELS})


def _quoted(lines: Iterable[str]) -> str:
    return ", ".join(f"“{line}”" for line in lines)


def _without(lines: Lines, others: Lines) -> Lines:
    left_out = {line.casefold() for line in others}
    return tuple(line for line in lines if line.casefold() not in left_out)


def _with(lines: Lines, added: Lines, removed: Lines = ()) -> Lines:
    return _without((*lines, *_without(added, lines)), removed)
