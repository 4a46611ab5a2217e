"""Which words of a query a page reads: the page says it, readers' caches hear it, and all other queries get the same file.

`No-Vary-Search` is a header of the web: which parameters of an address change what stands there.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponseBase

HEADER = "No-Vary-Search"
READS_NONE = "params"

#: Every parameter that some page reads: a web server in front has to pass on what has one of them.
READ_BY_SOME_PAGE: set[str] = set()

Asked = ParamSpec("Asked")


def reads_only(*names: str) -> str:
    """The value of the header for a page that reads these parameters and no other."""
    quoted = " ".join(f'"{name}"' for name in names)
    return f"{READS_NONE}, except=({quoted})" if names else READS_NONE


def reads_query(
    *names: str,
) -> Callable[[Callable[Asked, HttpResponseBase]], Callable[Asked, HttpResponseBase]]:
    """For a view: of a query it reads these parameters and no other."""
    READ_BY_SOME_PAGE.update(names)

    def decorate(view: Callable[Asked, HttpResponseBase]) -> Callable[Asked, HttpResponseBase]:
        @wraps(view)
        def declared(*args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
            response = view(*args, **kwargs)
            response.headers.setdefault(HEADER, reads_only(*names))
            return response

        return declared

    return decorate


def reads_nothing_of_the_query(request: HttpRequest) -> bool:
    """Whether nobody has looked at it, while the answer was made: Django takes it apart when it is first looked at."""
    return "GET" not in request.__dict__
