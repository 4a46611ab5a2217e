"""How long many documents take, from the files to linked drafts, and how much memory that needs.

`python -m tests.benchmarks.documents [NUMBER]` brings in so many text documents, Word files and PDFs, each kind into a library of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from tests.factsheets.exchange.reading_documents.made import docx, p, pdf
from tests.setting_up.site import ROOT, environment_of

OF = 300
_PARTS = ("Introduction", "Evidence", "Most likely to help", "Least likely to help", "Qualifications")
_WORDS = "One sentence of plain words that says what somebody would read here about it. " * 12


def _paragraphs(place: int, number: int) -> list[tuple[str, bool]]:
    """A factsheet of a page or two, with what is a heading in it; each is related to the next."""
    found = [(f"Therapy {place}", True)]
    for part in _PARTS:
        found += [(part, True), (_WORDS, False)]
    return [
        *found,
        ("Relevant Information", True),
        (f"BackCare Factsheets \u2013 Therapy {(place + 1) % number}", False),
    ]


def _text(paragraphs: list[tuple[str, bool]]) -> bytes:
    return "\n\n".join(text for text, _ in paragraphs).encode()


def _word(paragraphs: list[tuple[str, bool]]) -> bytes:
    return docx("".join(p(text, "Heading2" if heading else "") for text, heading in paragraphs))


def _pdf(paragraphs: list[tuple[str, bool]]) -> bytes:
    return pdf("".join(f"<h2>{text}</h2>" if heading else f"<p>{text}</p>" for text, heading in paragraphs))


#: How a document is made, and so many seconds at most for 300 of them on two processors with nothing beside it.
KINDS: dict[str, tuple[Callable[[list[tuple[str, bool]]], bytes], float]] = {
    "txt": (_text, 60.0),
    "docx": (_word, 300.0),
    "pdf": (_pdf, 300.0),
}


def measure(number: int, kind: str) -> bool:
    """Print the figures of one kind; whether they are within the limit."""
    make, most = KINDS[kind]
    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as folder:
        for place in range(number):
            (Path(folder) / f"{place:04}.{kind}").write_bytes(make(_paragraphs(place, number)))
        _manage(data, "migrate", "--verbosity=0")
        began = monotonic()
        _manage(data, "import_factsheet", folder)
        took = monotonic() - began
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{number} {kind}: {took:.1f} s, {took / number * 1000:.0f} ms each, so {took / number * OF:.0f} s for {OF} "
        f"(at most {most:.0f} s); the largest process so far had {megabytes:.0f} MB"
    )
    return took <= most * number / OF


def _manage(data: str, *arguments: str) -> None:
    subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment_of(Path(data), "backcare.settings.base"),
        stdout=subprocess.DEVNULL,
        check=True,
    )


def main(arguments: list[str]) -> int:
    """1 when a kind takes longer than it may."""
    number = int(arguments[0]) if arguments else OF
    within = [measure(number, kind) for kind in KINDS]
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
