"""The first signposts: example wording, loaded once, and then the staff's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from wagtail.models import Page

from factsheets.language.vocabulary import SignpostKind
from factsheets.page.models.library_page import LibraryPage
from factsheets.search.models.signpost import Signpost

from .words import load_once

#: The only address elsewhere that the starter names.
_NHS, _TO_THE_NHS = "https://www.nhs.uk/", "Go to the NHS website"


def load_signposts(path: Path, library: LibraryPage) -> str:
    """Fill the list if nobody has ever written in it; one line about it. A page that staff deleted leaves the words alone."""
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    home = library.get_parent()
    pages = {"home": home} | {page.slug: page for page in home.get_children()}
    return load_once("Signposts", [_signpost(each, pages) for each in written])


def _signpost(written: dict[str, Any], pages: dict[str, Page]) -> Signpost:
    signpost = Signpost(
        heading=written["heading"],
        words="\n".join(written["words"]),
        text=written["text"],
        kind=SignpostKind.OTHER,
        is_starter_example=True,
    )
    if written.get("nhs"):
        signpost.kind, signpost.link, signpost.link_text = SignpostKind.NHS, _NHS, _TO_THE_NHS
    elif page := pages.get(written["page"]):
        signpost.kind, signpost.page = SignpostKind.OUR_PAGE, page
        signpost.link_text = written["link_text"]
    return signpost
