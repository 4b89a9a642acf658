"""What several documents say alike, said once: as clauses of the family that their roles go to."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from jdgen.importing.survey import joined_wordings
from jdgen.importing.vocabulary import plain
from jdgen.importing.yaml_text import Noted, yaml_text
from jdgen.problems import Problems
from jdgen.reading.lists import ListOf
from jdgen.reading.records import Field, Record
from jdgen.reading.shapes import Context, Converted
from jdgen.reading.texts import LINE
from jdgen.reading.yaml import read
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from jdgen.importing.survey import SharedSentence
    from jdgen.model.text import Passage
    from jdgen.reading.yaml import Node

_FEWEST_WORDS: Final = 4
_WORDS_OF_ID: Final = 5
_LEAVE: Final = "leave"
_MOST_TOLD: Final = 6
_WEIGHTY: Final = {
    "figures": re.compile(r"[\u00a3$\u20ac]?\d[\d,.:/]*\d%?|\d%?"),
    "names": re.compile(r"(?<=[a-z,;] )[A-Z][\w&'/-]*|\[[^\]]*\]|\b[A-Z]{2,}\b"),
    "what must be": re.compile(
        r"\b(?:not|no|never|without|unless|except|cannot|n't|must|may|should|only|all|any)\b",
        re.IGNORECASE,
    ),
}
"""What two wordings of one sentence seldom differ in without a reason."""
_YES: Final = frozenset({"yes", "y", "x", "true"})
_NO: Final = frozenset({_LEAVE, "no", "n", "false", ""})
_QUIET: Final = frozenset(
    {"a", "an", "and", "the", "to", "of", "in", "with", "for", "on", "that", "is"}
)


class Shared(NamedTuple):
    """Clauses by their ids, the id of each text that one stands for, and what is left to choose."""

    clauses: dict[str, str]
    ids: dict[str, str]
    near: tuple[SharedSentence, ...]


NOTHING: Final = Shared({}, {}, ())


def shared_in(
    roles: Mapping[str, Mapping[str, Any]],
    least: int,
    chosen: Sequence[Sequence[str]] = (),
    taken: Container[str] = (),
) -> Shared:
    """Return what becomes a clause of what roles say, by the documents that they were read from.

    That is what is word for word the same in `least` documents, and of wordings that are nearly the
    same those `chosen`, of which the first is what all then say.
    """
    said: dict[tuple[str, str], dict[str, list[str]]] = {}
    for file, role in roles.items():
        for part, text in dict.fromkeys(texts_in(role)):
            said.setdefault((part, plain(text)), {}).setdefault(text, []).append(file)
    clauses: dict[str, str] = {}
    ids: dict[str, str] = {}
    for wordings in chosen:
        key = _id(wordings[0], clauses, taken)
        clauses[key] = wordings[0]
        ids |= dict.fromkeys(wordings, key)
    files_of: dict[str, set[str]] = {}
    for by_text in said.values():
        for text, having in by_text.items():
            files_of.setdefault(text, set()).update(having)
    for text, files in files_of.items():
        if len(files) >= least and text not in ids:
            key = _id(text, clauses, taken)
            clauses[key] = text
            ids[text] = key
    near = (one for one in joined_wordings(said, exact=True) if len(one.wordings) > 1)
    told = tuple(
        one
        for one in near
        if len(one.files) >= least and len({ids.get(w.text, w.text) for w in one.wordings}) > 1
    )
    return Shared(clauses, ids, told)


def texts_in(role: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a role that a clause could stand for, each with the section it is in."""
    for part, said in (role.get("sections") or {}).items():
        yield from ((part, text) for text in _texts(_bare(said)))
    for category in role.get("person_specification") or ():
        yield from (("criteria", text) for text in _texts(category["criteria"]))


def _bare(said: Any) -> Any:  # noqa: ANN401 - text, list or fields
    return said.value if isinstance(said, Noted) else said


def _texts(said: Any) -> Iterator[str]:  # noqa: ANN401 - text, list or fields
    if isinstance(said, str):
        if len(said.split()) >= _FEWEST_WORDS and "{{" not in said:
            yield said
    elif isinstance(said, list):
        for one in said:
            yield from _texts(one)
    elif isinstance(said, dict):
        for name in ("lead_in", "text", "items", "closing"):
            if name in said and not (name == "text" and "heading" in said):
                yield from _texts(said[name])


def with_clauses(role: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return a role in which clauses stand in place of the texts that they say."""
    made = dict(role)
    if sections := role.get("sections"):
        made["sections"] = {
            part: Noted(_with(said.value, ids), said.remark)
            if isinstance(said, Noted)
            else _with(said, ids)
            for part, said in sections.items()
        }
    if categories := role.get("person_specification"):
        made["person_specification"] = [
            category | {"criteria": [_with(one, ids) for one in category["criteria"]]}
            for category in categories
        ]
    return made


def _with(said: Any, ids: Mapping[str, str]) -> Any:  # noqa: ANN401 - text, list or fields
    if isinstance(said, str):
        return {"clause": ids[said]} if said in ids else said
    if isinstance(said, list):
        return [_with(one, ids) for one in said]
    fields: dict[str, Any] = {}
    for name, value in said.items():
        if name == "text" and value in ids and "heading" not in said:
            fields["clause"] = ids[value]
        elif name in {"lead_in", "items", "closing"}:
            fields[name] = _with(value, ids)
        else:
            fields[name] = value
    return fields


def _id(text: str, clauses: Container[str], taken: Container[str]) -> str:
    words = [word for word in re.sub("[^a-z0-9 ]+", " ", plain(text)).split() if word not in _QUIET]
    name = "-".join(words[:_WORDS_OF_ID])[:50].strip("-") or "clause"
    at, unique = 2, name
    while unique in clauses or unique in taken:
        unique, at = f"{name}-{at}", at + 1
    return unique


# --- the list to choose from ----------------------------------------------------------------------

_HEAD: Final = """\
# Sentences that several descriptions word differently. Where all are to say the same, write yes in
# place of leave: the first wording becomes a clause in place of all of them, and may be worded anew
# here first. Take out a wording that means something else. Then import again. Those that differ in
# signs and capitals alone come last. Mind the remarks: what differs in figures, in names or in a
# "not" seldom means the same.
"""


def choices_text(near: Iterable[SharedSentence]) -> str:
    """Return the list of what is worded differently, for somebody to choose from."""
    ordered = sorted(near, key=_differs_in_signs)
    entries = [
        {
            "choose": _LEAVE,
            "in": Noted(one.part, _warning(one)),
            "wordings": [
                {"descriptions": str(len(wording.files)), "text": wording.text}
                for wording in one.wordings
            ],
        }
        for one in ordered
    ]
    return _HEAD + yaml_text({"sentences": entries}) if entries else f"{_HEAD}sentences: []\n"


def _warning(one: SharedSentence) -> str:
    """Return a remark on wordings that differ in what is seldom meant alike; empty if in none."""
    texts = [wording.text for wording in one.wordings]
    told = {
        kind: sorted({*chain.from_iterable(said)} - set.intersection(*said))
        for kind, pattern in _WEIGHTY.items()
        if (said := [set(pattern.findall(text)) for text in texts])
    }
    parts = [f"{kind}: {', '.join(words[:_MOST_TOLD])}" for kind, words in told.items() if words]
    return f"Mind: these differ in {'; in '.join(parts)}" if parts else ""


def _differs_in_signs(one: SharedSentence) -> bool:
    """Return whether the wordings differ in signs and capitals alone."""
    return len({plain(wording.text) for wording in one.wordings}) == 1


def choices_in(raw: bytes, file: str) -> list[list[str]]:
    """Return the wordings of each sentence that somebody chose; raise `InvalidInput`."""
    problems = Problems()
    said = read(raw, file, problems)
    problems.raise_any()
    chosen = _CHOICES.read(said, "the file", Context("choices", problems)) if said else None
    problems.raise_any()
    return [wordings for is_chosen, wordings in chosen or () if is_chosen and wordings]


def _choice(passage: Passage, node: Node, context: Context) -> bool | None:
    word = passage.text.strip().casefold()
    if word not in _YES | _NO:
        message = f'"{passage.text}" is neither yes nor {_LEAVE}'
        context.problems.refuse(node, message, f"write yes or {_LEAVE}", "unknown-word")
        return None
    return word in _YES


_WORDING: Final = Record(
    {
        "descriptions": Field(LINE, "In how many descriptions it stands."),
        "text": Field(LINE, "The wording.", required=True),
    },
    lambda values, _, __: values["text"].text,
)
_SENTENCE: Final = Record(
    {
        "choose": Field(
            Converted(LINE, _choice), "Whether all are to say the first.", required=True
        ),
        "in": Field(LINE, "Where it stands."),
        "wordings": Field(ListOf(_WORDING), "Its wordings.", required=True),
    },
    lambda values, _, __: (values["choose"], list(values["wordings"])),
)
_CHOICES: Final = Record(
    {"sentences": Field(ListOf(_SENTENCE), "The sentences.", required=True)},
    lambda values, _, __: list(values["sentences"]),
)
