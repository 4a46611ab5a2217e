"""A process that writes to a store from two threads: `python -m tests.backcare.search.storage.writing FOLDER NAME COUNT`."""

import sys
import threading
from pathlib import Path

from backcare.search.storage import Store
from tests.backcare.search.layouts import PlainLayout, document


def write(store: Store, name: str, count: int) -> None:
    for number in range(count):
        owner = f"{name}-{number}"
        store.write([owner], [document(owner, "pain")], patience=60)


def main(folder: str, name: str, count: str) -> None:
    store = Store(Path(folder), PlainLayout())
    threads = [threading.Thread(target=write, args=(store, f"{name}{part}", int(count))) for part in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(*sys.argv[1:])
