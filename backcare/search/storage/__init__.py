"""The files of one index: generations beside one another, and a pointer to the one that answers."""

from .generations import Snapshot
from .replacement import Replacement
from .store import Store

__all__ = ["Replacement", "Snapshot", "Store"]
