"""What `rules.yaml` says, read and made what `rules.json` keeps; only making that needs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jdgen.problems import InvalidInput, Problems, shown
from jdgen.reading.lists import Keyed, ListOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Context
from jdgen.reading.texts import LINE
from jdgen.reading.values import WHOLE_NUMBER, one_of
from jdgen.reading.yaml import read
from jdgen.rules.catalogue import ANYWHERE, Authority, Rule, worded
from jdgen.rules.phrases import KIND, Phrases
from jdgen.rules.thesaurus import Thesaurus, kinds_of_words
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jdgen.model.text import Passage
    from jdgen.reading.records import Values
    from jdgen.reading.yaml import Mapping as Fields


class _Written(NamedTuple):
    """A rule as it is written, and the words that it looks for: there, anywhere, and to replace."""

    rule: Rule
    words: Sequence[str]
    anywhere: Sequence[str]
    instead: Sequence[tuple[str, str]]
    unless: Sequence[str]
    duties: Sequence[str]
    only: Sequence[str]


class Source(NamedTuple):
    """All rules by their ids, what each looks for by name, and the kinds of words in that."""

    rules: Mapping[str, Rule]
    phrases: Mapping[str, Sequence[str]]
    kinds: Mapping[str, frozenset[str]]

    def packed_rules(self) -> str:
        """Return the rules as they are kept for `catalogue`, which returns the same."""
        by_id = {
            name: each._asdict()
            | {"only": sorted(each.only)}
            | {part: _packed(getattr(each, part)) for part in ("unless", "duties")}
            for name, each in self.rules.items()
        }
        return json.dumps(by_id, ensure_ascii=False, indent=1) + "\n"

    def packed_words(self) -> str:
        """Return what rules look for as it is kept for `wording`, a line each."""
        named = [(name, phrase) for name, said in self.phrases.items() for phrase in said]
        made = {
            "kinds": {name: " ".join(sorted(words)) for name, words in self.kinds.items()},
            "phrases": {name: "\n".join(said) for name, said in self.phrases.items()},
            "index": _index(Phrases(named, self.kinds)),
        }
        parts = (
            f"{json.dumps(part)}: {{\n"
            + ",\n".join(
                f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(of, ensure_ascii=False)}"
                for name, of in said.items()
            )
            + "\n}"
            for part, said in made.items()
        )
        return "{\n" + ",\n".join(parts) + "\n}\n"


def _packed(phrases: Phrases) -> dict[str, Any]:
    """Return phrases without names as they are kept: a line each, and at which words."""
    said = "\n".join(phrase for _, phrase in phrases)
    return {"phrases": said, "index": _index(phrases)} if phrases else {}


def _index(phrases: Phrases) -> dict[str, str]:
    return dict(sorted(phrases.index.items()))


def read_rules() -> Source:
    """Return what `rules.yaml` says; raise `InvalidInput` with all that is wrong there."""
    path = Path(__file__).with_name("rules.yaml")
    problems = Problems()
    node = read(path.read_bytes(), shown(path), problems)
    context = Context("organisation", problems)
    written = None if node is None else _RULES.read(node, path.name, context)
    if written is None or problems:
        raise InvalidInput(problems)
    thesaurus = Thesaurus(kinds_of_words())
    phrases: dict[str, list[str]] = {}
    rules = {}
    for key, each in written:
        name = key.text
        rules[name] = _in_full(name, each, thesaurus)
        said = [(name, each.words), (worded(name, ANYWHERE), each.anywhere)]
        said += ((worded(name, say), [phrase]) for phrase, say in each.instead)
        for of, words in said:
            if words:
                phrases.setdefault(of, []).extend(thesaurus.spelled_out(words))
    return Source(rules, phrases, thesaurus.kinds)


def _in_full(name: str, written: _Written, thesaurus: Thesaurus) -> Rule:
    """Return a rule with every form of the words by which it finds something or lets it be."""

    def phrases(said: Iterable[str]) -> Phrases:
        return Phrases((("", each) for each in thesaurus.spelled_out(said)), thesaurus.kinds)

    only: set[str] = set()
    apart = [word for said in written.only for word in said.split()]
    for said in thesaurus.spelled_out(apart):
        for word in said.replace("/", " ").split():
            only |= thesaurus.kinds[word[1:]] if word.startswith(KIND) else {word}
    return written.rule._replace(
        id=name,
        unless=phrases(written.unless),
        duties=phrases(written.duties),
        only=frozenset(only),
    )


def _texts(passages: Sequence[Passage] | None) -> list[str]:
    return [passage.text for passage in passages or ()]


def _text(passage: Passage | None) -> str:
    return passage.text if passage else ""


def _authority(values: Values, _node: Fields, _context: Context) -> Authority:
    return Authority(*(_text(values[name]) for name in ("name", "address", "read")))


def _rule(values: Values, _node: Fields, _context: Context) -> _Written:
    words, anywhere, unless, duties, only = (
        _texts(values[name]) for name in ("words", "anywhere", "unless", "duties", "only")
    )
    instead = [(phrase.text, say.text) for phrase, say in values["instead"] or ()]
    rule = Rule(
        "",
        values["kind"],
        values["title"].text,
        values["in"],
        bool(words or anywhere or instead),
        Phrases(()),
        Phrases(()),
        values["why"].text,
        values["remedy"].text,
        tuple(values["authority"]),
        _text(values["fails"]),
        _text(values["passes"]),
        values["limit"],
    )
    return _Written(rule, words, anywhere, instead, unless, duties, only)


_PHRASES: Final = ListOf(LINE, least=1)
_AUTHORITY: Final = Record(
    {
        "name": Field(LINE, "Who says so, and what.", required=True),
        "address": Field(LINE, "Where.", required=True),
        "read": Field(LINE, "When that was read."),
    },
    _authority,
)
_RULES: Final = Keyed(
    Record(
        {
            "kind": Field(one_of("warning", "advice"), "How it is told.", required=True),
            "title": Field(LINE, "What it finds.", required=True),
            "in": Field(one_of("criteria", "duties", "texts"), "Where.", required=True),
            "words": Field(_PHRASES, "What it looks for."),
            "anywhere": Field(_PHRASES, "What it looks for in all texts."),
            "only": Field(_PHRASES, "Words: it finds a short text that has no others."),
            "instead": Field(Keyed(LINE, keys=LINE), "Words, each with what to write instead."),
            "limit": Field(WHOLE_NUMBER, "The number above which it finds something."),
            "unless": Field(_PHRASES, "What makes that harmless in the same text."),
            "duties": Field(_PHRASES, "What makes it harmless in a duty of the job."),
            "why": Field(LINE, "Why it matters.", required=True),
            "remedy": Field(LINE, "What to do.", required=True),
            "authority": Field(ListOf(_AUTHORITY, least=1), "Who says so.", required=True),
            "fails": Field(LINE, "What it finds."),
            "passes": Field(LINE, "What it does not find."),
        },
        _rule,
    ),
    keys=LINE,
)
