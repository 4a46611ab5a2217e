"""Whether this machine can draw a PDF: asked in a process of its own, as the site does."""

import functools
import subprocess
import sys


@functools.cache
def has_pango() -> bool:
    """Whether WeasyPrint finds its libraries here."""
    asked = subprocess.run([sys.executable, "-c", "import weasyprint"], capture_output=True, check=False)
    return asked.returncode == 0
