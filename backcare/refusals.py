"""Why a request cannot be read or stored, each in a sentence that says what to do."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, IntegrityError, OperationalError
from django.db.models import ProtectedError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDictKeyError
from modelsearch.backends.base import FilterError
from wagtail.models import Page

from backcare.foreign_comments import names_comments_of_elsewhere
from backcare.formatted_text import are_out_of_bounds
from backcare.uploads import what_is_wrong_with_files


class Refusal(NamedTuple):
    """A status of HTTP (4xx, or 503 and 507 where the machine is the reason), and the sentence for whoever sent the request."""

    status: int
    sentence: str


TRY_AGAIN = "Nothing was saved. Go back, load the page again, and enter it once more."
_SIGN_IN = "Nothing was saved. Keep this page open, and sign in in another window."
SIGNED_OUT = Refusal(403, f"You were signed out while this page was open. {_SIGN_IN}")
SIGNED_OUT_OR_IN = Refusal(
    403, f"Since this page was opened, you were signed out, or signed in again in another window. {_SIGN_IN}"
)
BROWSERS_COPY = (
    "Nothing was saved. What you typed is kept in your browser, and stands below if it is kept there; else go back in your "
    "browser: it may still stand in the form."
)
AWAY = Refusal(
    503,
    "The database of the site does not answer just now. Nothing was saved. What you typed is kept in your browser: open the form "
    "again in a minute, and it offers to put your words back.",
)
TOO_MUCH = Refusal(
    400,
    f"The form is larger than the site takes: more than 10,000 fields, or more than 2.5 million letters. {BROWSERS_COPY}",
)
UNREADABLE = Refusal(400, f"What arrived cannot be read. {BROWSERS_COPY}")
HALF_A_FORM = Refusal(400, f"The form did not arrive whole: its end is missing. {BROWSERS_COPY}")
OTHER_LETTERS = Refusal(
    400, f"What arrived is not written in UTF-8, as browsers write it, and cannot be read. {BROWSERS_COPY}"
)
FORM_OF_ANOTHER_VISIT = Refusal(
    403, f"This page was open for very long, or your browser keeps no cookies of this site. {TRY_AGAIN}"
)
NOT_ALLOWED = Refusal(
    403,
    "You may not do this: it belongs to somebody else, is not one of your tasks, or is not possible just now. Nothing was "
    "saved.",
)
PROVED_LONG_AGO = Refusal(
    403,
    "It is hours since you proved who you are, and this is a thing that matters. Nothing was saved. Keep this page open, "
    "prove it in another window, open the form again and enter it once more.",
)
GONE = Refusal(
    404,
    "What this form is about is not there any more: somebody may have deleted or moved it meanwhile. Nothing was saved.",
)
NO_ROOM = Refusal(
    507,
    "The site can keep no files just now: its disk is full, or cannot be written. Nothing was saved. Tell whoever keeps the "
    "site, and try again when there is room.",
)
#: Each row of a form takes a few thousandths of a second to be drawn.
MOST_ROWS_SHOWN_AGAIN = 400
#: Screens of Wagtail's that need a page above the one they are about; at the root of the tree there is none.
BELOW_ANOTHER = frozenset(
    {"wagtailadmin_pages:set_page_position", "wagtailadmin_pages:lock", "wagtailadmin_pages:unlock"}
)
_COUNT = re.compile(r"(.+)-(TOTAL|INITIAL)_FORMS")
#: What stands in the name of a field of a row behind the name of its list; another list may stand within the row.
_ROW = re.compile(r"-([0-9]{1,5})(?=-)")
_COMMENT = re.compile(r"comments-[0-9]+-(?:replies-[0-9]+-)?text")
#: Each is stored, logged and told to others, before anybody else can save anything.
MOST_NEW_COMMENTS = 100
#: The functions of `django.forms` in which a form reads what was posted.
_READING = {
    "full_clean",
    "_clean_fields",
    "_construct_form",
    "value_from_datadict",
    "bound_data",
    "has_changed",
}


def of_request(request: HttpRequest) -> Refusal | None:
    """What can be told before any view has looked."""
    for asked in (request.GET, request.POST):
        following = asked.get("next", "")
        if "\x00" in following or (following and "/" not in following):
            return Refusal(400, f"The address to go to afterwards cannot be read. {TRY_AGAIN}")
    if not _counts_are_right(request.POST):
        return Refusal(400, f"The form did not arrive whole: rows of it are missing. {TRY_AGAIN}")
    if (number := _new_comments(request.POST)) > MOST_NEW_COMMENTS:
        return Refusal(
            400,
            f"The form brings {number} new comments, more than the {MOST_NEW_COMMENTS} that are taken at once. {BROWSERS_COPY}",
        )
    if are_out_of_bounds(value for _name, values in request.POST.lists() for value in values):
        return Refusal(400, f"A formatted text of the form is too long or cannot be read. {TRY_AGAIN}")
    if wrong := what_is_wrong_with_files(request):
        return Refusal(400, f"{wrong} Nothing was saved.")
    if names_comments_of_elsewhere(request):
        return Refusal(400, f"A comment in the form belongs to another page. {BROWSERS_COPY}")
    if _is_about_the_root(request):
        return Refusal(404, "This is the root of all pages: it can be neither moved nor locked.")
    return None


def rows_in(posted: QueryDict) -> int:
    """How many rows all lists of a form have together, as it says itself."""
    counts = (str(posted[name]) for name in posted if name.endswith("-TOTAL_FORMS"))
    return sum(int(count) for count in counts if count.isascii() and count.isdigit() and len(count) < 6)


def too_many_rows(rows: int, form: BaseForm | None) -> Refusal:
    """For a form with mistakes that is too long to be drawn again; the first of them are told."""
    return Refusal(
        400,
        f"The form has {rows} rows in its lists, and cannot be shown again with more than {MOST_ROWS_SHOWN_AGAIN}. "
        + "".join(f"{mistake} " for mistake in islice(_mistakes(form), 10))
        + BROWSERS_COPY,
    )


def _mistakes(form: BaseForm | None) -> Iterator[str]:
    if form is None:
        return
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        yield from (f"{label}: {error}" if label else str(error) for error in errors)
    for prefix, formset in getattr(form, "formsets", {}).items():
        yield from map(str, formset.non_form_errors())
        for number, of_row in enumerate(formset.errors, start=1):
            for errors in of_row.values():
                yield from (
                    f"{prefix.replace('_', ' ').capitalize()}, row {number}: {error}" for error in errors
                )


def of_exception(exception: Exception) -> Refusal | None:
    """What a view or the database could not do with it; None for an exception that is a fault of ours."""
    match exception:
        case ProtectedError():
            return Refusal(409, f"{exception.args[0]} Nothing was deleted.")
        case IntegrityError():
            return Refusal(409, f"{_rule_broken(exception)} {TRY_AGAIN}")
        case OSError(errno=errno.ENOSPC | errno.EDQUOT | errno.EROFS):
            return NO_ROOM
        case OperationalError():
            return Refusal(
                503,
                "The site can keep nothing just now: its database cannot be written. Nothing was saved. Try again in a few "
                "minutes. If it is still so, tell whoever keeps the site; the log says why.",
            )
        case ValidationError():
            return Refusal(400, f"{' '.join(exception.messages)} {TRY_AGAIN}")
        case ObjectDoesNotExist():
            return Refusal(404, f"What the form names is not there any more. {TRY_AGAIN}")
        case Http404():
            return GONE
        case MultiValueDictKeyError() | KeyError(args=("ORDER",)):
            return Refusal(400, f"The form did not arrive whole. {TRY_AGAIN}")
        case FilterError():
            return Refusal(
                400,
                "This list cannot be searched and narrowed in this way at once. Search it without the filter, or filter "
                "it without a search.",
            )
        case DataError() | OverflowError() | UnicodeEncodeError() | json.JSONDecodeError():
            return Refusal(
                400, f"Something in it cannot be kept: a character, a number or a date. {TRY_AGAIN}"
            )
        case ValueError() | TypeError() if "expected a number but got" in str(exception):
            return Refusal(400, f"A number was expected, and something else arrived. {TRY_AGAIN}")
    if _was_reading_a_form(exception):
        return Refusal(400, f"A field of the form cannot be read. {TRY_AGAIN}")
    return None


def _is_about_the_root(request: HttpRequest) -> bool:
    match = request.resolver_match
    if match is None or match.view_name not in BELOW_ANOTHER:
        return False
    roots = {str(key) for key in Page.objects.filter(depth=1).values_list("pk", flat=True)}
    return not roots.isdisjoint(map(str, match.kwargs.values()))


def _counts_are_right(posted: QueryDict) -> bool:
    """Whether each list of rows has as many as it says. What lacks its counts altogether, a form refuses by itself."""
    counts: dict[str, dict[str, int]] = {}
    for name, values in posted.lists():
        if found := _COUNT.fullmatch(name):
            if not (len(values) == 1 and values[0].isascii() and values[0].isdigit() and len(values[0]) < 6):
                return False
            counts.setdefault(found[1], {})[found[2]] = int(values[0])
    rows = _numbers_of_rows(posted, counts)
    return all(
        count.get("INITIAL", 0) <= count.get("TOTAL", 0)
        and rows[prefix].issuperset(range(count.get("TOTAL", 0)))
        for prefix, count in counts.items()
    )


def _numbers_of_rows(posted: QueryDict, lists: Collection[str]) -> dict[str, set[int]]:
    """Which rows of each of `lists` arrived; each name is looked at once, however many lists there are."""
    rows: dict[str, set[int]] = {prefix: set() for prefix in lists}
    lengths = {len(prefix) for prefix in rows}
    for name in posted:
        for found in _ROW.finditer(name):
            if found.start() in lengths and (numbers := rows.get(name[: found.start()])) is not None:
                numbers.add(int(found[1]))
    return rows


def _new_comments(posted: QueryDict) -> int:
    """How many comments on a page, and answers to them, are to be made."""
    said = (name for name in posted if _COMMENT.fullmatch(name))
    return sum(not posted.get(f"{name.removesuffix('text')}id") for name in said)


def _rule_broken(exception: IntegrityError) -> str:
    """The sentence of the constraint that the database names."""
    said = str(exception)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if (
                constraint.name in said
                and constraint.violation_error_message != constraint.default_violation_error_message
            ):
                return str(constraint.violation_error_message)
    return "Somebody else saved something in the same moment that goes against it, such as the same name or address."


def _was_reading_a_form(exception: Exception) -> bool:
    trace = exception.__traceback__
    while trace:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__", "")
        if frame.f_code.co_name in _READING and module.startswith(
            ("django.forms.", "modelcluster.forms", "wagtail.")
        ):
            return True
        trace = trace.tb_next
    return False
