"""What a therapy is called besides: “Also known as: …”."""

from __future__ import annotations

import re

from .ledger import Ledger
from .sections import DocumentSection


def read_other_names(section: DocumentSection, ledger: Ledger) -> tuple[str, ...] | None:
    """The names of a section in their order; None for none. A sentence waits for a person."""
    names: list[str] = []
    for passage in section.passages:
        ledger.structure(passage.mark)
        if len(passage.text.split()) > 20 or (
            passage.text.endswith((".", "!", "?")) and len(passage.text.split()) > 8
        ):
            ledger.leave("Also called", passage.text)
            continue
        for line in passage.lines:
            for name in re.split(r"[,;]|\bor\b", line.rstrip(".")):
                if 0 < len(name.strip()) <= 80 and len(name.split()) <= 6:
                    names.append(name.strip())
        ledger.place_text("Also called", passage.text, " ".join(names) + " or")
    return tuple(dict.fromkeys(names)) or None
