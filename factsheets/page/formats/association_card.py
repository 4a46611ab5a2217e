"""An association on the page of a factsheet: who it is, how to reach it, and who checked that when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from factsheets.language.vocabulary import ContactFact


class ContactPart(NamedTuple):
    """One way to reach an association, and when and by whom it was last checked."""

    fact: str
    label: str
    text: str
    href: str
    checked_on: date | None
    checked_by: str


class AssociationCard(NamedTuple):
    """An association as readers need it; what it has no words for is empty."""

    name: str
    abbreviation: str
    does_for_patients: str
    address: list[str]
    address_checked_on: date | None
    address_checked_by: str
    contacts: list[ContactPart]


def association_card(association: Any) -> AssociationCard:
    """The card of an association that knows its checks."""
    links: dict[ContactFact, Callable[[str], str]] = {
        ContactFact.PHONE: lambda value: f"tel:{''.join(value.split())}",
        ContactFact.FAX: lambda value: "",
        ContactFact.EMAIL: lambda value: f"mailto:{value}",
        ContactFact.WEBSITE: lambda value: value,
        ContactFact.REGISTER_LINK: lambda value: value,
    }
    contacts = []
    for fact, link in links.items():
        value = association.fact(fact)
        if value:
            check = association.check_of(fact)
            contacts.append(
                ContactPart(
                    fact=fact.value,
                    label=fact.label,
                    text=_shown(fact, value),
                    href=link(value),
                    checked_on=check.checked_on if check else None,
                    checked_by=check.checked_by if check else "",
                )
            )
    address_check = association.check_of(ContactFact.ADDRESS)
    return AssociationCard(
        name=association.name,
        abbreviation=association.abbreviation,
        does_for_patients=association.does_for_patients,
        address=association.postal_lines,
        address_checked_on=address_check.checked_on if address_check else None,
        address_checked_by=address_check.checked_by if address_check else "",
        contacts=contacts,
    )


def _shown(fact: ContactFact, value: str) -> str:
    """A web address without its scheme; a register by what it is for, so that the link makes sense alone."""
    if fact == ContactFact.REGISTER_LINK:
        return "Look up a practitioner"
    return value.removeprefix("https://").removeprefix("http://").removesuffix("/")
