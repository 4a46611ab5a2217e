"""Letters of other alphabets that look like ours, and pictures that stand in the place of words."""

from __future__ import annotations

import re

#: Letters of the Cyrillic and Greek alphabets, and some others, each with the letter that it looks like.
_LOOK_ALIKE = str.maketrans(
    "аᴀɑαвеєεһіїıιјкκӏмпорρсϲтτуүγхχѵνԁɡԝѡωꜱѕոսցօομυηАΑВΒЕΕНΗІΙЈКΚМΜОΟРΡСТΤУΥХΧΖΝЅԌ",
    "aaaabeeehiiiijkklmnoppccttyyyxxvvdgwwwssnugoouunAABBEEHHIIJKKMMOOPPCTTYYXXZNSG",
)
_WORD = re.compile(r"[^\W\d_]+")
#: What somebody says who sends a picture beside words, or nothing else.
_PICTURES = {
    "🚨🆘🚑": "emergency",
    "🏥": "hospital",
    "🚫❌⛔🙅✖": "no",
    "🦵": "leg",
    "🦶👣": "foot",
    "🍑": "bum",
    "🍆": "penis",
    "🚽🧻": "toilet",
    "💩": "poo",
    "💦💧": "leaking",
    "🩸": "blood",
    "🫁": "breathing",
    "🫀": "heart",
    "🤒🌡": "fever",
    "🤮": "vomiting",
    "💊": "pills",
    "🔪🗡": "knife",
    "🔫": "shoot",
    "🪢": "noose",
    "⚰🪦☠": "death",
    "🚗🚙🚘🚕🚌🚐": "car",
    "🏍🛵": "motorbike",
    "🚲🚴": "bike",
    "🪜": "ladder",
    "💥": "crash",
}
_WORDS = {picture: f" {word} " for pictures, word in _PICTURES.items() for picture in pictures}
_PICTURE = re.compile(f"[{''.join(_WORDS)}]")


def in_our_letters(text: str) -> str:
    """Each word that can be read in our letters throughout, in our letters; a word of another language stays."""
    return _WORD.sub(_as_it_looks, text)


def in_words(text: str) -> str:
    """The text with words in the place of its pictures."""
    return _PICTURE.sub(lambda found: _WORDS[found[0]], text)


def _as_it_looks(found: re.Match[str]) -> str:
    word = found[0]
    if word.isascii():
        return word
    seen = word.translate(_LOOK_ALIKE)
    return seen if seen.isascii() else word
