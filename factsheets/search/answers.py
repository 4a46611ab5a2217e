"""What is said beside results: signposts for what the library lacks, and factsheets that are no longer offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page

from factsheets.language.lines import lines_of
from factsheets.language.phrasebook import FILLER, FoundPhrase, Phrase, Phrasebook, asked_words, phrase_of
from factsheets.language.vocabulary import SignpostKind
from factsheets.language.word_forms import word_root
from factsheets.page.models.factsheet_page import FactsheetPage
from factsheets.page.models.view_restrictions import open_to_readers
from factsheets.publication.models.announced_withdrawals import announced_withdrawals
from factsheets.search.formats.answer_parts import SignpostPart, WithdrawnPart, signpost_part, withdrawn_part
from factsheets.search.models.search_synonym import SearchSynonym
from factsheets.search.models.signpost import Signpost
from factsheets.search.models.synonym_change import SynonymChange
from factsheets.versions.models.withdrawal import Withdrawal

from .public_names import PublicName, public_names

#: More would stand in the way of the results.
_MOST = 2
#: Fewer begin too many words.
_FEWEST_TYPED = 3


class Answers(NamedTuple):
    """`come_first`: the question names nothing that the library has, which would stand above them."""

    signposts: list[SignpostPart]
    withdrawn: list[WithdrawnPart]
    come_first: bool

    def __bool__(self) -> bool:
        return bool(self.signposts or self.withdrawn)


class Beginning(NamedTuple):
    """What a suggestion says."""

    name: str
    detail: str
    url: str


class _Known(NamedTuple):
    stamp: tuple[int, str]
    names: Phrasebook
    signposts: Phrasebook
    withdrawn: Phrasebook
    #: The signposts themselves, by primary key; what they lead to is asked for anew.
    ways: dict[int, Signpost]
    #: What the library has in the place of a signpost, by its primary key.
    instead: dict[int, str]


_known: list[_Known] = []


def answers_for(q: str, library_url: str) -> Answers:
    """At most two of each, the most specific first; `library_url` ends in a slash."""
    known, words = _all_known(), asked_words(q)
    withdrawn = [*(found.key for found in known.withdrawn.find(words)), *known.withdrawn.holding(words)]
    ways = known.signposts.find(words)
    named = known.names.find(words) if ways or withdrawn else []
    chosen = _most_specific(ways, named)
    return Answers(
        _signposts([way.key for way in chosen]),
        _withdrawn(list(dict.fromkeys(withdrawn))[:_MOST], library_url),
        come_first=not (_tells(words, named) or known.names.holding(_left_of(words, chosen))),
    )


def answers_beginning(typed: str, library_url: str) -> list[Beginning]:
    """At most two answers whose words begin like those typed so far, or stand among them."""
    if len(typed) < _FEWEST_TYPED:
        return []
    known, words = _all_known(), asked_words(typed)
    gone = list(_offered(known.withdrawn, words))[:_MOST]
    ways = _offered(known.signposts, words)
    return [
        *(Beginning(part.title, "Withdrawn factsheet", part.url) for part in _withdrawn(gone, library_url)),
        *(
            Beginning(capfirst(phrase.text), SignpostKind(known.ways[key].kind).in_words, _asking(phrase))
            for key, phrase in ways.items()
        ),
    ][:_MOST]


def had_instead() -> dict[int, str]:
    """Signposts that readers do not see, by primary key: the name of what the library has in their place."""
    return _all_known().instead


def signpost_of_a_term() -> Callable[[str], tuple[int, str] | None]:
    """Tells of many terms which signpost answers them: its primary key and heading."""
    known = _all_known()

    def tell(term: str) -> tuple[int, str] | None:
        found = known.signposts.find(asked_words(term))
        return (found[0].key, known.ways[found[0].key].heading) if found else None

    return tell


def _asking(phrase: Phrase) -> str:
    """The page of results that has the answer to it."""
    return f"{reverse('factsheets:search')}?{urlencode({'q': phrase.text})}"


def _offered(book: Phrasebook, words: list[str]) -> dict[int, Phrase]:
    """One phrase of each that fits what was typed so far."""
    fitting = [(key, phrase) for phrase, key in book.beginning(words)]
    offered: dict[int, Phrase] = {}
    for key, phrase in [*fitting, *((found.key, found.phrase) for found in book.find(words))]:
        offered.setdefault(key, phrase)
    return offered


def _left_of(words: list[str], found: list[FoundPhrase]) -> list[str]:
    """What is asked besides: “osteopath” in “osteopath or physio”."""
    taken = {place for each in found for place in range(each.first, each.end)}
    return [word for place, word in enumerate(words) if place not in taken]


def _tells(words: list[str], named: list[FoundPhrase]) -> bool:
    """Whether any of the names says more than that a back hurts, as everybody does who asks us."""
    return any(not FILLER.issuperset(words[each.first : each.end]) for each in named)


def _most_specific(found: list[FoundPhrase], named: list[FoundPhrase]) -> list[FoundPhrase]:
    """The signposts with the longest phrases. A phrase that is part of a longer one, or of a name that the library has, is
    not asked for."""
    chosen: list[FoundPhrase] = []
    for each in found:
        is_new = each.key not in {one.key for one in chosen}
        if (
            is_new
            and not any(one.overlaps(each) for one in chosen)
            and not any(n.covers(each) for n in named)
        ):
            chosen.append(each)
    return chosen[:_MOST]


def _signposts(keys: list[int]) -> list[SignpostPart]:
    stored = Signpost.objects.in_bulk(keys) if keys else {}
    pages = [signpost.page_id for signpost in stored.values() if signpost.page_id]
    public = Page.objects.filter(open_to_readers()).in_bulk(pages) if pages else {}
    return [signpost_part(stored[key], public.get(stored[key].page_id)) for key in keys if key in stored]


def _withdrawn(keys: list[int], library_url: str) -> list[WithdrawnPart]:
    """Asked for now: what stands behind a rule of privacy since a moment ago is not told."""
    told = announced_withdrawals().select_related("factsheet", "replacement").in_bulk(keys) if keys else {}
    replacements = [each.replacement_id for each in told.values() if each.replacement_id]
    public = FactsheetPage.objects.for_readers().in_bulk(replacements) if replacements else {}
    return [
        withdrawn_part(told[key], public.get(told[key].replacement_id), library_url)
        for key in keys
        if key in told
    ]


def _all_known() -> _Known:
    """Read once, and again after a change, in this process or another."""
    stamp = SynonymChange.objects.stamp()
    if not _known or _known[0].stamp != stamp:
        _known[:] = [_read(stamp)]
    return _known[0]


def _read(stamp: tuple[int, str]) -> _Known:
    ways = list(Signpost.objects.order_by("pk"))
    gone = list(announced_withdrawals().select_related("factsheet", "revision"))
    names = list(public_names()) if ways or gone else []
    own = _book_of_names(
        names, {word_root(word) for way in ways for phrase in way.phrases for word in phrase.words}
    )
    instead = _what_there_is(ways, names)
    return _Known(
        stamp,
        own,
        Phrasebook(
            ((phrase, way.pk) for way in ways if way.pk not in instead for phrase in way.phrases),
            known=own.stems,
        ),
        Phrasebook(
            ((phrase_of(name), each.pk) for each in gone for name in _and_synonyms(_names_of(each))),
            known=own.stems,
        ),
        {way.pk: way for way in ways},
        instead,
    )


def _book_of_names(names: list[PublicName], known: set[str]) -> Phrasebook:
    """The names, and what staff say means the same as one of them: “osteopath” for “osteopathy”."""
    texts = [name.text for name in names]
    own = Phrasebook((phrase_of(text), text) for text in texts)
    for (expressions,) in SearchSynonym.objects.values_list("expressions") if texts else ():
        group = lines_of(expressions)
        if any(own.holding(asked_words(expression)) for expression in group):
            texts += group
    return Phrasebook(((phrase_of(text), text) for text in texts), known=known)


def _and_synonyms(names: list[str]) -> Iterator[str]:
    """The names, and what staff say means the same: “chiropractor” for “Chiropractic”."""
    spelled = {tuple(asked_words(name)) for name in names}
    yield from names
    for (expressions,) in SearchSynonym.objects.values_list("expressions"):
        group = lines_of(expressions)
        if any(tuple(asked_words(expression)) in spelled for expression in group):
            yield from group


def _names_of(withdrawal: Withdrawal) -> list[str]:
    """The names that were public: a draft that was written since then may have others."""
    content = withdrawal.revision.content if withdrawal.revision else {}
    return [content.get("title") or withdrawal.factsheet.title, *lines_of(content.get("also_called") or "")]


def _what_there_is(ways: list[Signpost], names: list[PublicName]) -> dict[int, str]:
    """A signpost is about what the library lacks: not about a name of a factsheet or condition, or a word of a title."""
    book = Phrasebook((phrase, way.pk) for way in ways for phrase in way.phrases)
    instead: dict[int, str] = {}
    for name in names:
        words = asked_words(name.text)
        for found in book.find(words, misspelt=False):
            is_all = (found.first, found.end) == (0, len(words))
            if is_all or (name.is_title and not found.phrase.is_whole):
                instead.setdefault(found.key, name.text)
    return instead
