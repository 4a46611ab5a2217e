"""Small PDFs, put together object by object."""

from __future__ import annotations

import zlib

CATALOG, PAGES = "<< /Type /Catalog /Pages 2 0 R %s >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] %s >>"


def pdf(*more: str, catalog: str = "", page: str = "", trailer: str = "") -> bytes:
    """A document of one page; `more` are its objects from number 4 on."""
    made, places = b"%PDF-1.7\n", []
    for number, words in enumerate((CATALOG % catalog, PAGES, PAGE % page, *more), 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1")
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    ends = f"<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}trailer\n{ends}".encode("latin-1")


def updated(before: bytes, number: int, words: str) -> bytes:
    """The same with another version of one object, written behind its end."""
    start = int(before.rpartition(b"startxref")[2].split()[0])
    made, place = before + f"{number} 0 obj\n{words}\nendobj\n".encode(), len(before)
    table = f"xref\n{number} 1\n{place:010} 00000 n \ntrailer\n<< /Size 9 /Root 1 0 R /Prev {start} >>\n"
    return made + f"{table}startxref\n{len(made)}\n%%EOF\n".encode()


def packed(*things: str) -> str:
    """An object that holds others from number 10 on, packed."""
    heads, place = [], 0
    for number, words in enumerate(things, 10):
        heads.append(f"{number} {place}")
        place += len(words) + 1
    head = " ".join(heads) + " "
    data = zlib.compress((head + " ".join(things)).encode()).decode("latin-1")
    return (
        f"<< /Type /ObjStm /N {len(things)} /First {len(head)} /Length {len(data)} /Filter /FlateDecode >>\n"
        f"stream\n{data}\nendstream"
    )


def packed_behind_a_remark(beginning: str, ending: str) -> bytes:
    """A harmless document for whoever takes its last table; for others one whose catalog, packed, has scripts.

    `beginning` is what follows the number of an object; `ending` names where the other table begins.
    """
    script = "<< /S /JavaScript /JS (app.alert(1)) >>"
    catalog = CATALOG % f"/OpenAction {script} /Names << /JavaScript << /Names [(a) {script}] >> >>"
    words = packed("null", catalog)
    made, places = b"%PDF-1.7\n", {}
    for number, written in ((1, CATALOG % ""), (2, PAGES), (3, PAGE % ""), (9, words)):
        places[number] = len(made)
        made += f"{number}{beginning if number == 9 else ' 0 obj' + chr(10)}{written}\nendobj\n".encode(
            "latin-1"
        )
    start = len(made)
    rows = {1: (1, places[1], 0), 2: (1, places[2], 0), 3: (1, places[3], 0), 9: (1, places[9], 0),
            11: (2, 9, 1), 12: (1, start, 0)}  # fmt: skip
    index = " ".join(f"{number} 1" for number in rows)
    data = b"".join(
        bytes([kind]) + where.to_bytes(4, "big") + more.to_bytes(2, "big")
        for kind, where, more in rows.values()
    )
    head = f"<< /Type /XRef /W [1 4 2] /Index [{index}] /Size 13 /Root 11 0 R /Length {len(data)} >>"
    made += f"12{beginning}{head}\nstream\n".encode() + data + b"\nendstream\nendobj\n"
    listed = "".join(f"{number} 1\n{places[number]:010} 00000 n \n" for number in (1, 2, 3))
    made += f"xref\n0 1\n0000000000 65535 f \n{listed}trailer\n<< /Size 4 /Root 1 0 R >>\n".encode()
    return made + f"{ending.format(start)}\n%%EOF\n".encode()
