"""What lists of duties and criteria show together: the same said twice, forms mixed, too many."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING, Final, TypeAlias

from jdgen.rules.structure import fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Clause
    from jdgen.problems import Problem

_WORD: Final = re.compile(r"[^\W_]+")
_SMALL: Final = frozenset(
    re.findall(
        r"\w+",
        "a all also an and any are as at be been by for from has have how in into is it its of on"
        " or other our so such than that the their them then these they this those to was we"
        " what when where which who will with within you your",
    )
)
_NOTHING: Final = frozenset({""})
_STEM: Final = 6
"""Words that begin with so many letters in common are one: manage, manages, management."""
_TELLING: Final = 3
"""Of so many words on, two texts that share them all say the same."""
_NEARLY: Final = 0.75
"""The share of their words that two texts have in common which say nearly the same."""
_OF_NEARLY: Final = 5
_LONG: Final = 60  # words of one duty
_LISTED: Final = 4
_MOST: Final = 0.75
"""The share of a list, of so many entries on, that shows how its entries are to begin."""
_NO_ING: Final = re.compile(r"(?:[bcdfgklpst]|[bsfclptw]r|[cfs]l|st|sw|spr|str|w)ing")
"""Words that end in ing and are no form of another: bring, string, spring."""
_DUTIES: Final = frozenset({"duties", "accountabilities"})


_OF_DUTIES: Final = frozenset({"DU01", "DU02", "DU07"})


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """Return the words of a text that tell something, each cut to its first letters."""
    return frozenset(map(_stem, _WORD.findall(text.casefold()))) - _NOTHING


@cache
def _stem(word: str) -> str:
    """Return a word's first letters; "" for one that tells nothing."""
    if word in _SMALL:
        return ""
    if word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM]


def list_faults(
    said: Sequence[Statement], most: int, untold: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """Yield what the lists of a job show, but for what only rules `untold` find.

    `most` is how many duties of its own it may have.
    """
    yield from _said_twice(said)
    yield from _like_categories(said)
    if untold.issuperset(_OF_DUTIES):
        return
    lists: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for each in said:
        if each.section in _DUTIES and each.form == "entry" and not each.depth:
            lists[each.section, each.group, each.passage.place.file].append(each)
    for entries in lists.values():
        yield from _mixed_forms(entries)
    own = [
        each
        for (section, _, _), entries in lists.items()
        for each in entries
        if section == "duties" and not each.named_at
    ]
    if len(own) > most:
        message = f"there are {len(own)} duties, more than {most}"
        yield fault("DU02", own[0].passage.place, message)
    for each in own:
        if noun := _noun_first(bare(each)):
            message = f'the duty begins with "{noun}", and not with what is done'
            yield fault("DU07", each.passage.place, message)
        words = len(each.text.split())
        if words > _LONG:
            yield fault("DU02", each.passage.place, f"a duty has {words} words, over {_LONG}")


def _said_twice(said: Sequence[Statement]) -> Iterator[Problem]:
    """Yield the criteria, duties and accountabilities that say what another does, or nearly."""
    first: dict[frozenset[str], Statement] = {}
    by_stem: dict[str, list[frozenset[str]]] = defaultdict(list)
    for each in said:
        is_criterion = each.form == "criterion"
        if not (is_criterion or (each.form == "entry" and each.section in _DUTIES)):
            continue
        key = stems(bare(each))
        if len(key) < _TELLING:
            continue
        nearest = key if key in first else _near(key, by_stem)
        other = first.setdefault(nearest or key, each)
        if other is each:
            for stem in _rarest(key):
                by_stem[stem].append(key)
        if other.passage.place == each.passage.place:
            continue
        if is_criterion and other.form == "criterion":
            if _plain(other.text) != _plain(each.text):  # which PS05 tells in other words
                message = f"the criterion asks nearly what is asked at {other.passage.place}"
                yield fault("PS05", each.passage.place, message)
        else:
            what = "criterion" if is_criterion else "duty"
            message = f"the {what} says what is said at {other.passage.place}"
            yield fault("DU06", each.passage.place, message)


def _rarest(key: frozenset[str]) -> list[str]:
    """Return words of which two texts that are nearly one have at least one in common.

    Of texts that share three quarters of their words, each has one of these among any that are more
    than the quarter in which it may differ.
    """
    return sorted(key)[: len(key) - ceil(_NEARLY * len(key)) + 1]


def _near(key: frozenset[str], by_stem: dict[str, list[frozenset[str]]]) -> frozenset[str] | None:
    """Return a text said before that shares nearly all words with one, and no figure differs."""
    if len(key) < _OF_NEARLY:
        return None
    for stem in _rarest(key):
        for other in by_stem.get(stem, ()):
            shared = len(key & other)
            if shared >= _NEARLY * (len(key) + len(other) - shared) and not any(
                word.isdecimal() for word in key ^ other
            ):
                return other
    return None


def _like_categories(said: Sequence[Statement]) -> Iterator[Problem]:
    """Yield the first criterion of a category that is called nearly as another is."""
    first: dict[frozenset[str], str] = {}
    told = set()
    for each in said:
        if each.form != "criterion" or not each.group or each.group in told:
            continue
        told.add(each.group)
        words = stems(each.group)
        key = words - _OF_CATEGORIES or words
        mistyped = (name for name in first.values() if _is_mistyped(each.group, name))
        if other := first.get(key) or next(mistyped, None):
            message = f'the category "{each.group}" is nearly the category "{other}"'
            yield fault("PS09", each.passage.place, message)
        else:
            first[key] = each.group


_OF_CATEGORIES: Final = stems(
    "work relevant previous personal professional general specific required essential job role post"
    " ability aptitude competence attribute quality area"
)
"""What a category may be called besides: abilities beside skills, work beside experience."""


def _is_mistyped(name: str, other: str) -> bool:
    """Return whether one name is another with a letter left out, put in or changed."""
    longest = max(len(name), len(other))
    if longest < _OF_NAMES or abs(len(name) - len(other)) > 1 or name[0] != other[0]:
        return False
    one, two = name.casefold(), other.casefold()
    return _shared_start(one, two) + _shared_start(one[::-1], two[::-1]) >= longest - 1


def _shared_start(one: str, other: str) -> int:
    """Return with how many letters both begin."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


_OF_NAMES: Final = 6
"""Shorter names that differ by a letter may well be two: Role and Rule."""


def bare(each: Statement) -> str:
    """Return an entry's text without its label."""
    label = f"{each.label}:"
    return each.text.removeprefix(label) if each.label else each.text


def _plain(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _mixed_forms(entries: Sequence[Statement]) -> Iterator[Problem]:
    """Yield the few entries of a list that begin in another form than most: managing, to manage."""
    if len(entries) < _LISTED:
        return
    forms = [_form(bare(each)) for each in entries]
    [(usual, number)] = Counter(forms).most_common(1)
    if number == len(entries) or number < _MOST * len(entries):
        return
    for each, form in zip(entries, forms, strict=True):
        if form != usual:
            begins = bare(each).split()[0]
            message = f'"{begins}" begins an entry of a list whose others begin otherwise'
            yield fault("DU01", each.passage.place, message)


@lru_cache(maxsize=20_000)
def _noun_first(text: str) -> str:
    """Return how a duty begins that begins with no verb; "" for one that does, or may."""
    words = _WORD.findall(text)
    first = words[0].casefold() if words else ""
    if first in _OPENERS:
        return " ".join(words[:2])
    if first.endswith(_NOUNS) and first not in _VERBS:
        return str(words[0])
    return ""


_OPENERS: Final = frozenset(
    re.findall(
        r"\w+",
        "responsible accountable responsibility accountability involved involvement "
        "participation attendance assistance provision oversight budget budgets key main "
        "general regular ad day experience knowledge ability good excellent effective strong "
        "various our you your we i there it they",
    )
)
"""Words with which something begins that is no doing."""
_NOUNS: Final = (
    "tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "ics", "ism", "ency", "ancy",
)  # fmt: skip
_VERBS: Final = frozenset(
    re.findall(
        r"\w+",
        "mention position function question station auction caution implement complement "
        "document supplement experiment balance finance advance enhance influence reference "
        "sequence licence silence evidence commission partition transition witness harness "
        "apprentice cement augment comment segment ration section petition vision envision "
        "condition action fashion sanction audition requisition motion portion "
        "instance distance audience",
    )
)


def _form(text: str) -> str:
    found = _WORD.search(text.casefold())
    if not found:
        return ""
    word = found[0]
    if word == "to":
        return "to"
    return "ing" if word.endswith("ing") and not _NO_ING.fullmatch(word) else "plain"


ByStems: TypeAlias = "tuple[tuple[frozenset[str], str], ...]"
"""The ids of clauses, each after what its text says."""


def clause_faults(said: Sequence[Statement], clauses: ByStems) -> Iterator[Problem]:
    """Yield the texts that say what a clause says, and don't name it; `clauses` by their stems."""
    for each in said:
        if each.named_at or each.form not in {"entry", "paragraph"}:
            continue
        key = stems(bare(each))
        if len(key) >= _OF_CLAUSE and (name := _nearest(key, clauses)):
            message = f'this is nearly the text of the clause "{name}"'
            yield fault("FA04", each.passage.place, message)


_OF_CLAUSE: Final = 8
_ALIKE: Final = 0.7


@lru_cache(maxsize=5_000)
def _nearest(key: frozenset[str], clauses: ByStems) -> str:
    """Return the id of the clause that shares most words with a text, if they are most of both."""
    own = len(key)
    for other, name in clauses:
        size = own + len(other)
        if own < (least := _ALIKE * size / 2) or len(other) < least:
            continue
        shared = len(key & other)
        if shared >= _ALIKE * (size - shared):
            return name
    return ""


def by_stems(clauses: Mapping[str, tuple[Clause, ...]]) -> ByStems:
    """Return the ids of clauses by what their texts say, of those long enough to tell."""
    found = {}
    for name, versions in clauses.items():
        for each in versions:
            key = stems(each.passage.text)
            if len(key) >= _OF_CLAUSE:
                found[key] = name
    return tuple(found.items())
