"""The characters that no format of ours carries: control characters and halves of surrogate pairs."""

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def refusal(text: str) -> str | None:
    """One clause that says which character cannot be written and where, or None when all can.

    Tab, line feed and carriage return are allowed. Everything else in Unicode's classes Cc and Cs is not.
    """
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    line = text[max(0, found.start() - 20) : found.start()].split("\n")[-1]
    nearby = _FORBIDDEN.sub("", line).strip()
    place = f"after “{nearby}”" if nearby else "at the start of a line"
    return f"the invisible character U+{ord(found.group()):04X} {place} cannot be written; delete it"
