"""The cache of a process, but for what all processes have to count together."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from typing_extensions import override

#: The entry of `CACHES` that all processes share.
SHARED = "shared"
#: How the keys begin under which the package for signing in counts tries, and notes codes that were used.
_COUNTED = "allauth"


class SharedCounts(LocMemCache):
    """For `CACHES`: memory of the process, quick and forgotten; what the package for signing in notes goes to `shared`.

    With memory alone each process would allow as many tries again, and a restart would forget them.
    """

    @override
    def get(self, key: object, default: object = None, version: int | None = None) -> object:
        if _is_counted(key):
            return caches[SHARED].get(key, default, version)
        return super().get(key, default, version)

    @override
    def set(self, key: object, value: object, *args: Any, **kwargs: Any) -> None:
        if _is_counted(key):
            caches[SHARED].set(key, value, *args, **kwargs)
        else:
            super().set(key, value, *args, **kwargs)

    @override
    def add(self, key: object, value: object, *args: Any, **kwargs: Any) -> bool:
        if _is_counted(key):
            return bool(caches[SHARED].add(key, value, *args, **kwargs))
        return bool(super().add(key, value, *args, **kwargs))

    @override
    def delete(self, key: Any, version: int | None = None) -> bool:
        if _is_counted(key):
            return bool(caches[SHARED].delete(key, version))
        return bool(super().delete(key, version))


def _is_counted(key: object) -> bool:
    return str(key).startswith(_COUNTED)
