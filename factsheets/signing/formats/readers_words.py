"""Everything that reaches a reader through a signed text: what the fingerprint covers, what waits for a signature, and
what is left out for a reason.

What a text says itself, its headings, the names in its rows and the bytes of its documents are in its fingerprint
(`clinical_content`). The words below are shared: one change reaches every text that carries them, so it waits as a
wording change until a clinical reviewer signs it once for all of them.
"""

from __future__ import annotations

from factsheets.language.vocabulary import PUBLIC_HEADINGS

#: The fields of shared records and settings whose words stand on signed texts, by the name of the model.
SHARED_WORDING: dict[str, tuple[str, ...]] = {
    "condition": ("name", "plain_name"),
    "painpattern": ("name",),
    "therapykind": ("name",),
    "source": ("kind", "title", "authors", "year", "doi", "pmid", "link"),
    "librarypage": tuple(f"heading_{part}" for part in PUBLIC_HEADINGS),
}

_CONTACTS = "Contacts change, and a wrong one helps nobody: each has its own date of checking."
_AVAILABILITY = "Where and whether a booklet or book can be had changes; it says nothing about the therapy."
_OWN_PAGE = "It stands on the condition's own page, above the lists, and says nothing about a therapy."
_NAVIGATION = "It leads to pages; it is no word of them."
_STANDING = "Readers have to learn at once that a source no longer stands."

#: In place of the name of a field.
EVERY_FIELD = "*"
#: What reaches readers beside signed words without a signature: (model, field), with the reason.
EXCEPTIONS: dict[tuple[str, str], str] = {
    **{
        ("association", field): _CONTACTS
        for field in (
            "name", "abbreviation", "address_lines", "town", "county", "postcode", "phone", "fax", "email", "website",
            "does_for_patients", "register_link",
        )
    },
    **{("contactcheck", field): _CONTACTS for field in ("fact", "checked_on", "checked_by", "checked_how", "association")},
    **{
        ("resource", field): _AVAILABILITY
        for field in (
            "kind", "title", "authors", "publisher", "year", "isbn", "supplied_by_charity", "supplier", "link",
            "availability", "last_seen_on", "replaced_by",
        )
    },
    ("factsheetassociation", "association"): _CONTACTS,
    **{("relateditem", field): _NAVIGATION for field in ("factsheet", "resource", "pending_title")},
    ("another factsheet", EVERY_FIELD): "Its words have a sign-off of their own; links to it lead to pages.",
    ("page", "slug"): _NAVIGATION,
    ("condition", "description"): _OWN_PAGE,
    ("condition", "other_names"): _OWN_PAGE,
    ("condition", "slug"): _NAVIGATION,
    ("painpattern", "slug"): _NAVIGATION,
    ("painpattern", "aspect"): _NAVIGATION,
    ("source", "status"): _STANDING,
    ("source", "superseded_by"): _STANDING,
    ("source", "checked_on"): _STANDING,
}  # fmt: skip
