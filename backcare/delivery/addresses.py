"""Where an address lies among the files: by its own parts, so that a web server finds it without a table."""

import re
from pathlib import PurePosixPath

#: What stands for an address that ends in "/", by its kind, so that a web server names the kind from the ending.
INDEX_NAMES = {"text/html": "index.html", "application/json": "index.json"}
#: Ends the names of what is no answer by itself: `<address>_.json` and `<address>_.html`.
RECORD = "_.json"
PAGE = "_.html"
#: Endings of packed bodies, and of our own names: an address that has one would lie where another thing lies.
_OURS = (".br", ".gz", RECORD, PAGE)
_PART = re.compile(r"[A-Za-z0-9~_-][A-Za-z0-9._~@+,=-]*|\.well-known", re.ASCII)
_MOST_OF_A_PART = 200
_MOST = 900


class UnfitAddress(ValueError):
    """No file can stand for this address: it is left to the application."""


def check_address(address: str) -> None:
    """Raises `UnfitAddress` unless the address is one of plain parts, without a query."""
    parts = address.split("/")
    if parts[0] or len(parts) < 2 or len(address) > _MOST:
        raise UnfitAddress(f"“{address[:_MOST]}” is no plain address from the top of the site.")
    for part in parts[1:-1] + ([parts[-1]] if parts[-1] else []):
        if not _PART.fullmatch(part) or len(part) > _MOST_OF_A_PART:
            raise UnfitAddress(f"“{address}” has the part “{part}”, which is no plain name of a file.")
        if part.endswith(_OURS) or part in INDEX_NAMES.values():
            raise UnfitAddress(f"“{address}” has the part “{part}”, a name that files of ours have.")


def body_path(address: str, content_type: str) -> PurePosixPath:
    """Where the body of a page lies, below the folder of its kind."""
    check_address(address)
    name = INDEX_NAMES.get(content_type.partition(";")[0].strip(), "index.html")
    return PurePosixPath((address + name if address.endswith("/") else address)[1:])


def tagged_path(address: str, ending: str) -> PurePosixPath:
    """Where something about an address lies: `ending` follows the address, be there a slash at its end or none."""
    check_address(address)
    return PurePosixPath((address + ending)[1:])
