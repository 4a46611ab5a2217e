"""A comment that a form names lies on the page that the form is about: else Wagtail would make a new one of it, in silence."""

from __future__ import annotations

import re

from django.http import HttpRequest
from wagtail.models import Comment, CommentReply

_ID = re.compile(r"comments-[0-9]+-(replies-[0-9]+-)?id")
_KEY = re.compile("[0-9]{1,9}")  # no database has more
_EDITING = "wagtailadmin_pages:edit"


def names_comments_of_elsewhere(request: HttpRequest) -> bool:
    """Whether there is such a one in what was posted. One that was deleted meanwhile is none: it may be said again."""
    match = request.resolver_match
    if match is None or match.view_name != _EDITING:
        return False
    keys: dict[bool, set[int]] = {False: set(), True: set()}
    for name, value in request.POST.items():
        if (found := _ID.fullmatch(name)) and _KEY.fullmatch(str(value)):
            keys[bool(found[1])].add(int(str(value)))
    page = match.kwargs["page_id"]
    comments = Comment.objects.filter(pk__in=keys[False]).exclude(page=page)
    replies = CommentReply.objects.filter(pk__in=keys[True]).exclude(comment__page=page)
    return bool((keys[False] and comments.exists()) or (keys[True] and replies.exists()))
