"""The libraries that draw the letters of a PDF: found, or installed where that is possible."""

from tests.setting_up.pango import has_pango

from .packages import install


def why_no_pango() -> str | None:
    """None when the tests of the PDFs can run, else the reason in words."""
    if has_pango():
        return None
    reason = install("libpango-1.0-0", "libpangoft2-1.0-0")
    has_pango.cache_clear()
    return None if has_pango() else reason or "it was not found after the installation"
