"""How long many documents take, from the files to linked drafts, and whether the memory grows with them.

`python -m tests.benchmarks.documents NUMBER` brings in so many text documents, and as many Word files where python-docx is there.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import monotonic

#: On two processors with nothing beside it: seconds for 300 documents.
MOST_SECONDS = {"txt": 60.0, "docx": 300.0}
OF = 300
_PARTS = ("Introduction", "Evidence", "Most likely to help", "Least likely to help", "Qualifications")
_WORDS = "One sentence of plain words that says what somebody would read here about it. " * 12


def write_documents(folder: Path, number: int, kind: str) -> None:
    """Factsheets of a page or two; each is related to the next."""
    for place in range(number):
        title, following = f"Therapy {place}", f"Therapy {(place + 1) % number}"
        path = folder / f"{place:04}.{kind}"
        paragraphs = [title]
        for part in _PARTS:
            paragraphs += [part, _WORDS]
        paragraphs += ["Relevant Information", f"BackCare Factsheets \u2013 {following}"]
        if kind == "txt":
            path.write_text("\n\n".join(paragraphs), encoding="utf-8")
        else:
            _write_word(path, paragraphs)


def _write_word(path: Path, paragraphs: list[str]) -> None:
    from docx import Document

    document = Document()
    for place, text in enumerate(paragraphs):
        if text in _PARTS or text == "Relevant Information" or not place:
            document.add_heading(text, level=1 if not place else 2)
        else:
            document.add_paragraph(text)
    document.save(str(path))


def measure(number: int, kind: str) -> float:
    """Seconds for one folder, with what the memory had at its highest printed beside it."""
    from django.core.management import call_command

    with tempfile.TemporaryDirectory() as folder:
        write_documents(Path(folder), number, kind)
        before = _megabytes()
        began = monotonic()
        with Path(os.devnull).open("w", encoding="utf-8") as nothing:
            call_command("import_factsheet", folder, stdout=nothing)
        took = monotonic() - began
    print(
        f"{number} {kind}: {took:.1f} s, {took / number * 1000:.0f} ms each, "
        f"so {took / number * OF:.0f} s for {OF} (at most {MOST_SECONDS[kind]:.0f} s); "
        f"memory at most {_megabytes():.0f} MB, {_megabytes() - before:.0f} MB more than before"
    )
    return took


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: list[str]) -> int:
    """In a database of its own, which is thrown away."""
    number = int(arguments[0]) if arguments else OF
    with tempfile.TemporaryDirectory() as data:
        os.environ["BACKCARE_DATA_DIR"] = data
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings.base")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        is_in_time = True
        for kind in ("txt", "docx") if find_spec("docx") else ("txt",):
            if kind == "docx":
                from factsheets.models import FactsheetPage

                for page in FactsheetPage.objects.all():
                    page.related_items.all().delete()
                for page in FactsheetPage.objects.all():
                    page.delete()
            took = measure(number, kind)
            is_in_time &= took <= MOST_SECONDS[kind] * number / OF
        return 0 if is_in_time else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
