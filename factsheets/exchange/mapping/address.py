"""A UK postal address as it is written on paper → lines, town, county and postcode."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: The form of a UK postcode (BS 7666), at the end of a line.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})$", re.IGNORECASE)

_MAX_TOWN_LENGTH = 80

# fmt: off
_COUNTIES = frozenset(
    {
        "aberdeenshire", "angus", "argyll", "avon", "ayrshire", "bedfordshire", "beds", "berkshire",
        "berks", "buckinghamshire", "bucks", "cambridgeshire", "cambs", "carmarthenshire", "ceredigion",
        "cheshire", "clwyd", "co antrim", "co armagh", "co down", "co durham", "co fermanagh",
        "co londonderry", "co tyrone", "conwy", "cornwall", "county antrim", "county armagh",
        "county down", "county durham", "county fermanagh", "county londonderry", "county tyrone",
        "cumbria", "denbighshire", "derbyshire", "devon", "dorset", "dumfriesshire", "dyfed",
        "east sussex", "east yorkshire", "essex", "fife", "flintshire", "glamorgan", "gloucestershire",
        "glos", "greater manchester", "gwent", "gwynedd", "hampshire", "hants", "herefordshire",
        "hertfordshire", "herts", "humberside", "isle of wight", "kent", "lanarkshire", "lancashire",
        "lancs", "leicestershire", "leics", "lincolnshire", "lincs", "merseyside", "mid glamorgan",
        "middlesex", "midlothian", "monmouthshire", "norfolk", "north yorkshire", "northamptonshire",
        "northants", "northumberland", "nottinghamshire", "notts", "oxfordshire", "oxon",
        "pembrokeshire", "perthshire", "powys", "renfrewshire", "rutland", "shropshire", "somerset",
        "south glamorgan", "south yorkshire", "staffordshire", "staffs", "stirlingshire", "suffolk",
        "surrey", "sussex", "tyne and wear", "warwickshire", "west glamorgan", "west lothian",
        "west midlands", "west sussex", "west yorkshire", "wiltshire", "wilts", "worcestershire",
        "worcs", "yorkshire",
    }
)
# fmt: on


@dataclass(frozen=True)
class PostalAddress:
    """What was read of an address; a part that stands nowhere in the text is empty."""

    lines: tuple[str, ...] = ()
    town: str = ""
    county: str = ""
    postcode: str = ""

    @property
    def text(self) -> str:
        """The whole address on one line."""
        return " ".join((*self.lines, self.town, self.county, self.postcode))


def split_address(written: list[str]) -> PostalAddress:
    """The parts of an address. Without a postcode, only a known county tells the town; all else stays in the lines."""
    parts = [part.strip() for line in written for part in line.split(",") if part.strip()]
    lines, postcode, after = list(parts), "", []
    for number, part in enumerate(parts):
        found = _POSTCODE.search(part)
        if found:
            rest = part[: found.start()].strip()
            lines, after = [*parts[:number], *([rest] if rest else [])], parts[number + 1 :]
            postcode = part[found.start() :].upper()
            break
    county = lines.pop() if lines and lines[-1].rstrip(".").casefold() in _COUNTIES else ""
    town = lines.pop() if lines and (county or postcode) and _is_town(lines[-1]) else ""
    return PostalAddress(lines=(*lines, *after), town=town, county=county, postcode=postcode)


def _is_town(part: str) -> bool:
    return not part[:1].isdigit() and len(part) <= _MAX_TOWN_LENGTH
