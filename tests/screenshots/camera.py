"""The camera: what stands on the screen, as a light picture in the documentation."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

PICTURES = Path(__file__).resolve().parent.parent.parent / "docs" / "images"
MOST_BYTES = 200_000
DESKTOP: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 360, "height": 740}


def save(name: str, page: Page, *, height: int = 0) -> None:
    """The visible part of the page, or its first `height` pixels, in 256 colours; too heavy a picture is an error."""
    before = page.viewport_size
    if before and height:
        page.set_viewport_size({"width": before["width"], "height": height})
    shot = page.screenshot(animations="disabled")
    if before and height:
        page.set_viewport_size(before)
    path = PICTURES / f"{name}.png"
    with Image.open(io.BytesIO(shot)) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise ValueError(f"{path} weighs {size} bytes, and the most is {MOST_BYTES}.")
    print(f"{path.relative_to(Path.cwd())}: {size / 1000:.0f} kB")
