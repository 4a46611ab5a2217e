"""Slips that make another English word, where grammar leaves no room for it: “lots control”, “my we”, “bee stabbed”.

What is read in this way is read beside what was typed, never in its place.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from factsheets.language.english import english_words

_DOING = (
    "(?:feel|move|pee|wee|poo|walk|breathe|breath|stand|go|cope|take|bear|hold|lift|wipe|pass|control|urinate|live|carry|"
    "endure|speak|do this|get up|get enough)"
)
_MUCH = r"(?:\d+ ?(?:st|sts|stone|stones|kg|kgs|kilos?|lb|lbs|pounds)|weight|wieght)"
_SENSE = "(?:(?:all |the |my )*(?:control|feelings?|sensation|power|strength|use of))"
_SELF = "(?:my|me|mi|him|her|your|yr)"
_MEANT = (
    (rf"(?<!my )(?<!the )(?<!a )(?:cat|cane|cart|cont|ant|cait|cent|canst) (?={_DOING}\b)", "cant "),
    (r"(?:ca|can|cn|ccan|cam|cab) (?:not|nt|nit|knot)\b", "cant"),
    (r"(?:cant|cannot) (?:hole|old|hod|holed)\b", "cant hold"),
    (r"(?:cant|cannot) love (?=like|with|this|any)", "cant live "),
    (rf"(?:lots|lot|list|loss|post|host|last|lo st) (?={_MUCH}\b|{_SENSE}\b)", "lost "),
    (r"(?<=\d) (?:tone|stoned|store|stove)\b", " stone"),
    (r"(?:drooped|dropped|lost|los) (\d+) tone\b", r"lost \1 stone"),
    (r"(?<=\bmy) we\b", " wee"),
    (r"(?<=\bto) we\b(?! \w+ (?:a|the|to)\b)", " wee"),
    (r"(?<=\ba) we\b", " wee"),
    (r"(?:forgotten how to|straining to|strain to|need to|slow to|hard to) we\b", r"cant wee"),
    (r"^we (?=(?:takes?|leaked|leaks|leaking|pouring|wont|comes|runs|running)\b)", "wee "),
    (r"leaking we\b", "leaking wee"),
    (r"^(?:i )?cant we$", "cant wee"),
    (r"(?:wet|wets|wetting|wetted)( the)? be\b", r"wet\1 bed"),
    (r"own (?=there\b|below\b|my legs?\b)", "down "),
    (r"(?:shut|shuts|running|runs|ran|run) own\b", "run down shut down"),
    (r"(control|controlling|open|empty|move)( of)?( my)? bowls?\b", r"\1\2\3 bowels"),
    (r"ladder (?=wont|control|problems?|not working|doesnt|weak|full|leaks?|leaking|infection)", "bladder "),
    (r"down (?:their|thier|ther|they re|theyre)\b", "down there"),
    (r"(?:waits|wait|wrist|wais|west|waists) down\b", "waist down"),
    (r"bee (?=stabbed|shot|hit|beaten|attacked|run|sick)", "been "),
    (r"(?:sit|slim|lit|slid|split|silt) my (?=throat|wrists?|rists?)", "slit my "),
    (r"(?:hear|near|year|dear|bear|fear|ear|read|real) ended\b", "rear ended"),
    (r"drank (?:beach|leach|leech|bench|blech)\b", "drank bleach"),
    (r"red (?:lags?|fags?|flaps?|slags?|flat|flogs?)\b", "red flag"),
    (r"dad (?=legs?\b|foot\b|feet\b)", "dead "),
    (r"(?<=legs) (is|are|feel|feels|gone|went) dad\b", r" \1 dead"),
    (r"(?:bad|had a|took a|nasty) all\b", "had a fall"),
    (r"fill (?=off|down|from|out of)", "fell "),
    (r"(?:would|will|can|could|to|gonna) ill (?=me\b|you\b|myself\b|them\b)", "will kill "),
    (r"too (?=\d+ )", "took "),
    (r"took ever\b", "took every"),
    (r"there (?=(?:blister )?packs?\b)", "three "),
    (r"(?:pan|pin|pane|pian|pai|pani|oain|apin)\b(?! (?:and|n) )", "pain"),
    (r"hrt (?=my|mi|me|him|her|self)", "hurt "),
    (r"ripping over\b", "tripping over"),
    (r"seat (?=eara\b|are\b)", "seat area "),
    (r"(?:move|moore|moe|nay|ny) (?=longer|more)", "any "),
    (r"any (?:move|moore|moe|mire|mor|mote)\b", "anymore"),
    (r"hopes? (?:lots|loss|last)\b", "hope lost"),
    (r"(?:gut|hot|got|gun|sun) shut\b", "gun shot"),
)
_RULES = [(re.compile(rf"\b(?:{said})"), meant) for said, meant in _MEANT]
_TWO_WORDS = re.compile(rf"\b({_SELF}) (\w{{2,6}})\b")
_SELVES = {"him": "himself", "her": "herself", "your": "yourself", "yr": "yourself"}
#: The words of ways to say a thing that take several words: only as they are spelt are these known.
_COMMONEST = """
hard little feeling feel walk walking about just difficult difficulty trouble longer reduced ability barely hardly control accident
accidents slipped cannot couldnt without
"""
_OFTEN_SAID = _COMMONEST.split()
_FEWEST_LETTERS = 3


def as_meant(words: str) -> str:
    """Words as `words_of` writes them, with the words that were probably meant."""
    words = " ".join(map(_often_said, words.split()))
    words = _TWO_WORDS.sub(_self, words)
    for pattern, meant in _RULES:
        words = pattern.sub(meant, words)
    return words


def _often_said(word: str) -> str:
    if len(word) < _FEWEST_LETTERS or not word.isalpha() or word in english_words():
        return word
    near = [each for each in _OFTEN_SAID if OSA.distance(word, each, score_cutoff=1) <= 1]
    return near[0].replace("cannot", "cant") if near else word


def _self(found: re.Match[str]) -> str:
    whose, word = found[1], found[2]
    is_self = word in {"self", "elf"} or (
        word not in english_words() and OSA.distance(word, "self", score_cutoff=1) <= 1
    )
    return _SELVES.get(whose, "myself") if is_self else found[0]
