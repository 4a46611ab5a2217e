"""What a browser would post from a screen: its forms, each with its address and its fields as they stand."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from django.http import HttpResponseBase
from lxml import html


class Form(NamedTuple):
    address: str
    method: str
    fields: dict[str, list[str]]
    buttons: dict[str, str]


def forms_of(response: HttpResponseBase, address: str) -> list[Form]:
    """The forms of a screen, or of the window that a chooser opens."""
    return forms_of_markup(_markup(response), address)


def forms_of_markup(markup: str, address: str) -> list[Form]:
    if not markup.strip():
        return []
    return [_form(element, address) for element in html.document_fromstring(markup).iter("form")]


def _markup(response: HttpResponseBase) -> str:
    kind = response.headers.get("Content-Type", "")
    if kind.startswith("text/html"):
        return response.content.decode()
    if kind.startswith("application/json"):
        found = json.loads(response.content)
        return found.get("html") or "" if isinstance(found, dict) else ""
    return ""


def _form(element: Any, address: str) -> Form:
    fields: dict[str, list[str]] = {}
    buttons: dict[str, str] = {}
    for each in element.iter():
        name = each.get("name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        tag, kind = str(each.tag), each.get("type", "text")
        if tag == "button" or kind == "submit":
            buttons[name] = each.get("value", "")
        elif tag == "select":
            fields.setdefault(name, []).extend(_chosen(each))
        elif tag == "textarea":
            fields.setdefault(name, []).append(typed_in(each))
        elif tag == "input" and (kind not in ("checkbox", "radio") or each.get("checked") is not None):
            fields.setdefault(name, []).append("" if kind == "file" else each.get("value", ""))
        elif tag == "input":
            fields.setdefault(name, [])
    action = urlsplit(urljoin(address, element.get("action") or ""))
    place = f"{action.path}?{action.query}" if action.query else action.path
    return Form(place, element.get("method", "get").lower(), fields, buttons)


def typed_in(area: Any) -> str:
    """Without the line end right behind the tag, which belongs to no text."""
    return "".join(area.itertext()).replace("\r\n", "\n").removeprefix("\n")


def _chosen(select: Any) -> list[str]:
    options = list(select.iter("option"))
    chosen = [each for each in options if each.get("selected") is not None]
    if not chosen and select.get("multiple") is None:
        chosen = options[:1]
    return [each.get("value", "".join(each.itertext())) for each in chosen]
