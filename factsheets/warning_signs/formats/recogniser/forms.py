"""The forms in which a word of a warning sign may be written: “wee”, “weeing”, “weed”; “lose”, “lost”, “loss”."""

from __future__ import annotations

from functools import cache

from factsheets.language.english import english_words

from .numbers import is_at_least, number_words

#: Every way to say “not”. One of them in a sign stands for all.
_NOT = (
    "not no never without none nothing neither nor zero aint arent didnt doesnt dont dunno hadnt hasnt havent isnt "
    "shouldnt wasnt werent wont wouldnt dosent dnt doesn hvnt avent havnt wernt dunt nae dinnae didnae doesnae disnae "
    "wasnae isnae hasnae havenae willnae nowt nuffin nuffink nothin"
)
#: Words that are one word to us: with irregular forms, other spellings and ways to type them.
_GROUPS = (
    _NOT,
    # Said by themselves they mean less than the words that they are forms of, which hear them all the same.
    "went",
    "gone",
    "took taken tooken",
    "necked necking",
    "downed downing",
    "popped popping",
    "died",
    # Short for metastases and for an overdose: they have no forms, or “met” and “ode” would be some.
    "mets",
    "oded",
    "stabbed stabed stabd",
    "knifed",
    "cant cannot cantt couldnt unable wont cnt carnt cudnt couldn cantt cannae canny cannie kant caint couldnae cudnae impossible",
    "feel feels felt feeling feelings feelin feal feelt",
    "lose loses lost losing loss loose loosing looses lossing",
    "go goes going gone went goin goes",
    "give gives gave given giving givin gie gies gied gien",
    "fall falls fell fallen falling fallin felled",
    "broken broke brokn",
    "take takes took taken taking tooken",
    "die dies dying dieing",
    "come comes came coming",
    "keep keeps kept keeping",
    "hold holds held holding",
    "get gets got getting gotten",
    "know knows knew known knowing",
    "foot feet foots",
    "wake wakes woke woken waking waken",
    "burn burns burnt burned burning",
    "tear tears tore torn tearing",
    "run runs ran running",
    "throw throws threw thrown throwing",
    "hit hits hitting",
    "hang hangs hanged hung hanging",
    "sit sits sat sitting",
    "be b",
    "night nights nightly nite nites",
    "blood bloods blud",
    "hurt hurts hurting",
    "shoot shoots shot shooting",
    "swallow swallows swallowed swallowing",
    "weak weaker weakness weakened weakening weaken weakens weakest weakly",
    "paralysed paralyzed paralysis paralyse paralyze paralysing paralyzing paralytic paralised parralysed parralised",
    "tingle tingles tingling tingly tingled tinglin tingels tingeling paraesthesia paresthesia paraesthesias paresthesias "
    "parasthesia parathesia",
    "numb numbs numbed numbing numbness numbish num numm",
    "anaesthesia anesthesia anaesthetic anaesthetised",
    "tumour tumours tumor tumors",
    "suicide suicidal suicides suicidle suicidel sewiside sooicide soocide suaside",
    "overdose overdoses overdosed overdosing overdoes",
    "fever fevers feverish fevered feva",
    "shiver shivers shivering shivery shivered",
    "worse worst worsen worsens worsened worsening",
    "incontinence incontinent",
    "retention retain retaining retained",
    "urinate urinates urinated urinating urination",
    "diarrhoea diarrhea",
    "defecate defecating defaecate defecation",
    "sensation sensations sensibility sensitivity",
    "weight weights wieght weigth wheight",
    "wrist wrists rist rists",
    "spine spines spyne",
    "cancer cancers canser cansers",
    "needle needles needels",
    "leak leaks leaked leaking leeking leakin leek leeks",
    "myself meself miself maself myslef mysel himself herself yourself themselves ourselves themself hisself",
    "my your his her their our",
    "was woz wos wuz",
    "bladder bladders blada bladda",
    "breathe breathes breathing breathed breath breaths breeth breav breave",
    "cough coughs coughing coughed coff coffing coffed",
    "knock knocks knocking knocked nock nocked nokked",
    "faint faints fainting fainted faintly faintness feint feinted",
    "temperature temperatures temprature temprechure tempricher temprecher",
    "stroke strokes stroked stroking stroak",
    "want wants wanted wanting wanna wannt",
    "living live lives alive",
    "harm harms harmed harming",
)
#: Words that say nearly as much as the first word of a group, which hears them. They hear only themselves.
_NEARLY = {
    "not": "hardly hardley barely barley bearly barly scarcely scarcly seldom rarely lack lacks lacked lacking absence absent",
    "cant": "hardly hardley barely barley bearly barly scarcely scarcly struggle struggles struggled struggling inability "
    "inabilities incapable incapacity incapability inable",
}
#: Words that are no form of the one that they look like.
_NO_FORMS = frozenset(
    {
        "number",
        "numbers",
        "legal",
        "wing",
        "wings",
        "ding",
        "thing",
        "things",
        "ces",
        "as",
        "hers",
        "hardly",
        "poor",
        "knackered",
    }
)
_SHORTEST_STEM = 3
_VOWELS = frozenset("aeiou")


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _GROUPS:
        words = group.split()
        heard = frozenset([*words, *_NEARLY.get(words[0], "").split()])
        for word in words:
            found.setdefault(word, heard)
    return found


@cache
def forms_of(word: str) -> frozenset[str]:
    """The word and its forms, as `words_of` writes them."""
    if is_at_least(word):
        return number_words(word)
    if group := _groups().get(word):
        return group
    if len(word) < _SHORTEST_STEM or not word.isalpha():
        return frozenset({word})
    forms = {word}
    for base in (word, *_bases(word)):
        forms |= _groups().get(base) or _inflected(base)
    return frozenset(forms - (_NO_FORMS - {word}))


def _bases(word: str) -> list[str]:
    """What `word` may be a form of: English words only, so that “ces” is no “ce”."""
    found = []
    for ending in ("ness", "ing", "ies", "ied", "ed", "es", "ly", "s", "d"):
        stem = word.removesuffix(ending)
        if stem == word or (ending == "s" and stem.endswith(("s", "u", "i"))):
            continue
        if ending in {"ies", "ied"}:
            stem += "y"
        found += [stem, stem + "e"] if ending in {"ing", "ed"} else [stem]
        if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
            found.append(stem[:-1])
    return [base for base in found if len(base) >= _SHORTEST_STEM and base in english_words()]


def _inflected(base: str) -> set[str]:
    """All that English may add; forms that no one ever writes do no harm."""
    forms = {base, base + "s", base + "ness", base + "ly"}
    if base.endswith("e"):
        forms |= {base + "d", base + "ed", base + "ing", base.removesuffix("e") + "ing"}
    elif base.endswith("y"):
        stem = base[:-1]
        forms |= {stem + "ies", stem + "ied", base + "ing", base + "ed"}
    else:
        forms |= {base + "ed", base + "ing"}
    if base.endswith(("s", "x", "z", "h", "o")):
        forms.add(base + "es")
    if len(base) <= 5 and base[-1] not in _VOWELS and base[-2] in _VOWELS and base[-1] not in "wxy":
        forms |= {base + base[-1] + "ed", base + base[-1] + "ing"}
    return forms
