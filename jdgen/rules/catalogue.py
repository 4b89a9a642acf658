"""The rules that `rules.yaml` beside this file says: what each looks for, why, and who says so."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from jdgen.nearest import closest
from jdgen.problems import NotFound
from jdgen.rules.phrases import Phrases
from jdgen.tuples import NamedTuple
from jdgen.workspace.listing import Inventory

if TYPE_CHECKING:
    from collections.abc import Mapping


Kind = Literal["warning", "advice"]
Where = Literal["criteria", "duties", "texts"]


class Authority(NamedTuple):
    """Who says so: a name, an address, and the day on which that was read; "" for none."""

    name: str
    address: str
    read: str


class Rule(NamedTuple):
    """A rule: where it looks and for what, in what company that is harmless, and why it matters.

    `fails` and `passes` are sentences that it finds and does not; "" for rules of whole jobs.
    `instead` are words, each with what to write in its place; `limit` is what may not be passed.
    `anywhere` are words that it looks for in all texts; it finds a text that has `only` such words.
    """

    id: str
    kind: Kind
    title: str
    where: Where
    has_words: bool
    unless: Phrases
    duties: Phrases
    why: str
    remedy: str
    authority: tuple[Authority, ...]
    fails: str
    passes: str
    limit: int | None = None
    only: frozenset[str] = frozenset()


def rule(wanted: str) -> Rule:
    """Return a rule by its id, in any capitals; raise `NotFound` with the nearest."""
    rules = catalogue()
    by_name = {name.casefold(): each for name, each in rules.items()}
    if found := by_name.get(wanted.casefold()):
        return found
    meant = closest(wanted, rules)
    hint = f'did you mean "{meant}"?' if meant else "jdgen list rules shows them all"
    raise NotFound(f'there is no rule "{wanted}"; {hint}')


def rule_fault(name: str) -> tuple[str, str] | None:
    """Return what is wrong with a rule's id, and what to do; None where there is such a rule."""
    try:
        rule(name)
    except NotFound as error:
        message, _, hint = str(error).partition("; ")
        return message, hint
    return None


def inventory() -> Inventory:
    """Return every rule as the row of a list."""
    rows = ((each.id, each.kind, each.title) for each in catalogue().values())
    return Inventory(("id", "kind", "title"), tuple(rows))


ANYWHERE: Final = "*"
"""What stands in the name of words that a rule looks for in all texts, in place of others."""


def worded(name: str, instead: str) -> str:
    """Return the name of a rule's words for which others are to be written."""
    return f"{name}\0{instead}"


MADE: Final = Path(__file__).with_name("rules.json")
"""What `rules.yaml` says of each rule; `.github/make_rules.py` makes it."""
MADE_WORDS: Final = Path(__file__).with_name("words.json")
"""What all rules look for, and at which words, as it can be read in no time; made with it."""


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by its id; the file is read when the first is asked for."""
    return {name: _unpacked(fields) for name, fields in json.loads(MADE.read_bytes()).items()}


@cache
def wording() -> Phrases:
    """Return all words that rules look for, by the rule's id."""
    said = _words_made()
    phrases = ((name, phrase) for name, of in said["phrases"].items() for phrase in of.split("\n"))
    return Phrases(phrases, kinds(), said["index"])


@cache
def kinds() -> Mapping[str, frozenset[str]]:
    """Return the words of each kind that phrases name by @."""
    return {name: frozenset(words.split()) for name, words in _words_made()["kinds"].items()}


@cache
def _words_made() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(MADE_WORDS.read_bytes())
    return made


def _unpacked(fields: dict[str, Any]) -> Rule:
    unpacked: dict[str, Any] = fields | {
        "unless": _phrases(fields["unless"]),
        "duties": _phrases(fields["duties"]),
        "only": frozenset(fields["only"]),
        "authority": tuple(Authority(*said) for said in fields["authority"]),
    }
    return Rule(**unpacked)


def _phrases(said: dict[str, Any]) -> Phrases:
    if not said:
        return Phrases(())
    return Phrases((("", phrase) for phrase in said["phrases"].split("\n")), kinds(), said["index"])
