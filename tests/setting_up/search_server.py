"""Whether this run is told of a search server to try."""

import os


def search_server() -> str:
    """The kind of server that SEARCH_URL leads to; empty when none is named."""
    return os.environ.get("SEARCH_BACKEND", "") if os.environ.get("SEARCH_URL") else ""
