"""A server whose PDFs are drawn when a file appears: `DRAWING_WAITS_FOR`; to be run in a process of its own."""

import os
import time
from pathlib import Path

from tests.backcare.starting.serving import serve_here

DOOR = Path(os.environ["DRAWING_WAITS_FOR"])


def wait_and_draw(_html: str, _base_url: str) -> bytes:
    DOOR.with_suffix(".begun").touch()
    while not DOOR.exists():
        time.sleep(0.01)
    return b"%PDF-1.7 drawn"


if __name__ == "__main__":
    from factsheets.outputs.pdf import rendering

    rendering.render_pdf = wait_and_draw
    serve_here()
