"""A process that may write no file longer than some bytes, as if the disk were full: `python -m … FOLDER`."""

import resource
import sys
from pathlib import Path

from backcare.search.errors import IndexWriteFailed
from backcare.search.storage import Store
from tests.backcare.search.layouts import PlainLayout, document, owners

LONG = " ".join(f"word{number}" for number in range(5000))


def main(folder: str) -> None:
    store = Store(Path(folder), PlainLayout())
    before = owners(store.snapshot().searcher)
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (1, 100, 1000, 10_000):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            store.write(["1"], [document("1", LONG)], patience=10)
        except IndexWriteFailed as failure:
            print("failed:", failure)
        else:
            raise AssertionError(f"{limit} bytes were enough")
        assert owners(store.snapshot().searcher) == before
        assert owners(Store(Path(folder), PlainLayout()).snapshot().searcher) == before
        try:
            replacement = store.begin_replacement()
            replacement.write([document("1", LONG)])
            replacement.swap()
        except IndexWriteFailed as failure:
            print("failed:", failure)
        else:
            raise AssertionError(f"{limit} bytes were enough for a rebuild")
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    store.write(["1"], [document("1", LONG)], patience=10)
    assert owners(store.snapshot().searcher) == before | {"1": LONG}
    store.verify(patience=10)


if __name__ == "__main__":
    main(*sys.argv[1:])
