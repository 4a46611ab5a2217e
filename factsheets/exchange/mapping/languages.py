"""Texts in another language than English: told by their letters, or by the small words that every text of a language has."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache

from ..formats.document import BlockKind, TextBlock

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'"})
_LOOKED_AT = 2000
_FEWEST_LETTERS = 4  # of another script
_FEWEST_HITS = 2
_DATED = re.compile(r"\b(?:19|20)\d\d\b")
_WORDS_OF_A_TEXT = 25  # a dated line with fewer is a reference, whose title may stand in any language

_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "are",
        "was",
        "it",
        "its",
        "that",
        "this",
        "these",
        "for",
        "with",
        "not",
        "you",
        "your",
        "be",
        "been",
        "by",
        "from",
        "or",
        "we",
        "our",
        "they",
        "their",
        "has",
        "have",
        "had",
        "but",
        "if",
        "when",
        "while",
        "which",
        "who",
        "what",
        "how",
        "why",
        "where",
        "does",
        "should",
        "can",
        "cannot",
        "may",
        "might",
        "must",
        "will",
        "would",
        "than",
        "then",
        "there",
        "into",
        "about",
        "after",
        "before",
        "during",
        "between",
        "only",
        "some",
        "any",
        "each",
        "other",
        "more",
        "most",
        "very",
        "also",
        "because",
        "it's",
        "don't",
    ]
)
#: Words that are no English ones, of the languages in which leaflets are given out in the UK.
_OTHERS = {
    "Welsh": "yn y yr mae yw ydy wrth ar gyfer gyda neu ond pwy beth sut pryd pam ble ddim nid chi eich gan hyn hwn hon sydd bydd gall gallwch"
    " dylai ddylai ddylech oes peidio peidiwch os ac ei eu gwaith gweithio taflen wybodaeth cefn poen am i'r o'r a'r mae'n mae'r sy'n gael gallai"
    " bod yng ngan dylech ni heb eto drwy trwy efallai meddyg gofynnwch mewn meddygol cyn ar ol",
    "Irish and Gaelic": "agus tha ann airson leis gu chan nach cha ciamar dè cò nuair ach seo sin ar an na bhfuil cad conas ní atá",
    "Polish": "się nie jest są czy jak dla oraz przez przy który która które może lub ale co kto kiedy dlaczego gdzie pod nad bez od aby pleców"
    " ból bólu należy można na z do w jeśli leczenie lekarza",
    "French": "le la les des du et est sont une pour dans avec qui que quoi comment pourquoi pas ne vous votre vos sur par ou mais cette ces"
    " peut doit être au aux ce il elle nous quand chez sans dos douleur",
    "Spanish and Portuguese": "el los las una y es son para con por que qué cómo como quién quien pero su sus del al se puede debe ser usted"
    " espalda dolor cuando sin más muy o os um uma e é são não com você seu sua pode deve dor costas como quem das dos ou mas em",
    "German": "der das und ist sind nicht mit für auf den dem ein eine einer sie wie wer wenn oder aber bei zu von im kann sollte rücken"
    " schmerzen was wird werden nach auch ohne bis durch",
    "Italian": "il lo gli della delle dei degli e è sono che non per con una uno del come chi quando ma può deve schiena dolore nel nella",
    "Romanian": "și este sunt nu pentru cu care cum cine ce dacă sau dar poate trebuie la din pe spate durere în",
    "Lithuanian and Latvian": "ir yra kas kaip kad su ar bet nuo apie gali turėtų nugaros skausmas un vai kā ar no par muguras sāpes nav var",
    "Czech and Slovak": "je jsou není jak pro nebo ale který která při kdo co když si sa sú ako pre alebo nie zad bolest",
    "Turkish": "ve bir bu için ile değil nasıl kim ne olan veya ama gibi daha çok mi sırt ağrısı olabilir",
    "Somali": "waa iyo waxaa ka ku ma oo ah uu ay maxaa sidee yaa haddii laakiin dhabarka xanuun inaad",
    "Urdu and Punjabi": "hai hain ka ki ke ko se nahi aur mein kya kaise kaun agar aap yeh ye dard kamar liye",
    "Dutch": "het een en zijn niet met voor van op wie wat hoe wanneer of maar bij kan moet rug pijn naar ook door u uw deze",
    "Filipino": "ang ng mga sa ay hindi kung ano paano sino para at likod sakit ito",
    "Albanian": "është dhe nuk për me nga që si kush çfarë mund duhet kur ose por shpinës dhimbje",
    "Hungarian": "az és nem hogy van ha ki mi vagy de egy lehet kell hát fájdalom",
}  # fmt: skip
#: Words of those lists that stand in English texts as well.
_ALSO_ENGLISH = frozenset(
    [
        "an",
        "air",
        "sin",
        "ale",
        "pod",
        "door",
        "come",
        "per",
        "am",
        "at",
        "was",
        "comment",
        "con",
        "son",
        "pour",
        "par",
        "sur",
        "on",
        "do",
        "de",
        "me",
        "ma",
        "mi",
        "in",
        "as",
        "os",
        "no",
        "so",
        "van",
        "die",
        "met",
        "bet",
        "ha",
        "ah",
        "dos",
        "para",
        "bed",
        "war",
        "hat",
        "man",
        "una",
        "el",
        "la",
        "le",
        "les",
        "il",
        "lo",
        "and",
        "tha",
    ]
)


class Language(StrEnum):
    """In which language a block is written, as far as its words tell."""

    ENGLISH = "English"
    OTHER = "another language"
    UNTOLD = ""


def language_of(block: TextBlock) -> Language:
    """The language of a block. A name, a list of names and a reference tell none."""
    text = block.text[:_LOOKED_AT]
    if block.kind is BlockKind.PICTURE:
        return Language.UNTOLD
    if _is_of_another_script(text):
        return Language.OTHER
    words = _words(text)
    english = sum(word in _ENGLISH for word in words)
    told = {*words} - _ENGLISH
    others = max(len(told & known) for known in _known())
    is_reference = bool(_DATED.search(text)) and len(words) < _WORDS_OF_A_TEXT
    if others >= _FEWEST_HITS and others > english and not is_reference:
        return Language.OTHER
    return Language.ENGLISH if english else Language.UNTOLD


def _words(text: str) -> list[str]:
    plain = text.translate(_APOSTROPHES).casefold()
    return [word.group() for word in re.finditer(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain)]


def _is_of_another_script(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    foreign = [letter for letter in letters if not letter.isascii() and not _is_latin(letter)]
    return len(foreign) >= _FEWEST_LETTERS and len(foreign) * 2 > len(letters)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE"))


@cache
def _known() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.split()) - _ALSO_ENGLISH for words in _OTHERS.values())
