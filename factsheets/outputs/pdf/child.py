"""The child process: HTML on standard input, a PDF on standard output, within limits of time and memory."""

import argparse
import importlib
import logging
import os
import resource
import sys

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
    os.nice(10)  # whoever reads a page comes first
    limit(resource.RLIMIT_CPU, options.seconds)
    limit(resource.RLIMIT_AS, options.memory)
    limit(resource.RLIMIT_CORE, 0)
    try:
        # By name, after the limits: this is where WeasyPrint comes into memory, and where it misses Pango.
        drawing = importlib.import_module("factsheets.outputs.pdf.drawing")
    except OSError as missing:
        print(missing, file=sys.stderr)
        return NO_PANGO
    folders = [tuple(pair.split("=", 1)) for pair in options.files]
    sys.stdout.buffer.write(drawing.draw(sys.stdin.buffer.read().decode(), options.base_url, folders))
    return 0


def limit(what: int, amount: int) -> None:
    """Lower a limit of this process for good; one that is lower already stays."""
    _, hardest = resource.getrlimit(what)
    if hardest != resource.RLIM_INFINITY:
        amount = min(amount, hardest)
    resource.setrlimit(what, (amount, amount))


if __name__ == "__main__":
    sys.exit(main())
