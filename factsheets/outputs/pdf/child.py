"""The child process: HTML on standard input, a PDF on standard output, within limits of time and memory."""

import argparse
import importlib
import logging
import sys

from factsheets.outputs.child_process import Limits, keep_to, stand_back

#: How the child says that the libraries for drawing letters are not on this machine.
NO_PANGO = 3


def main() -> int:
    """Make one PDF. The exit status is 0, or NO_PANGO; any other failure ends in a traceback, and nothing is written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, required=True, help="of the processor")
    parser.add_argument("--memory", type=int, required=True, help="in bytes")
    parser.add_argument("--base-url", required=True, help="the public address of the page")
    parser.add_argument("--files", action="append", default=[], metavar="/PATH/=FOLDER")
    options = parser.parse_args()
    logging.basicConfig(
        level=logging.WARNING, format="%(message)s"
    )  # what WeasyPrint refused or did not know
    stand_back()
    keep_to(Limits(options.seconds, options.memory))
    try:
        # By name, after the limits: this is where WeasyPrint comes into memory, and where it misses Pango.
        drawing = importlib.import_module("factsheets.outputs.pdf.drawing")
    except OSError as missing:
        print(missing, file=sys.stderr)
        return NO_PANGO
    folders = [tuple(pair.split("=", 1)) for pair in options.files]
    sys.stdout.buffer.write(drawing.draw(sys.stdin.buffer.read().decode(), options.base_url, folders))
    return 0


if __name__ == "__main__":
    sys.exit(main())
