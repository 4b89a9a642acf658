"""What an evaluation rests on, and what of it has changed since the panel saw it.

A panel scores what the level, the role and its accountabilities, duties and essential criteria say,
its reporting line, its dimensions and its grade. Of each text a short digest is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.model.axes import AXIS
from jdgen.model.job import Unevaluated
from jdgen.model.section import (
    DERIVED,
    EVALUATION,
    PERSON_SPECIFICATION,
    Alternatives,
    Listing,
    Prose,
)
from jdgen.model.text import Passage
from jdgen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jdgen.model.job import Evaluation, Job, Lineage
    from jdgen.model.languages import Wording
    from jdgen.model.section import Entry, Section
    from jdgen.model.text import Source

Basis = dict[str, dict[str, Passage]]
"""The texts that an evaluation rests on, by part and by digest."""

PARTS: Final = ("level", "role", "accountabilities", "duties", "criteria", "line", "size")
_LINE: Final = frozenset(
    f"post.{field}"
    for field in (
        "accountable_to",
        "countersignatory",
        "professional_lead",
        "reports_to",
        "responsible_for",
    )
)
_LOCAL: Final = frozenset({"accountabilities", "duties"})
"""Sections in which what a vacancy adds is work to be evaluated."""
_DIGITS: Final = 8


def basis_of(
    lineage: Lineage, sections: Mapping[str, Section], facts: Mapping[str, Passage]
) -> Basis:
    """Return what a post's evaluation rests on: texts in the main language, as they were written.

    Of HR policy nothing is evaluated: a standard clause may be worded anew.
    """
    basis: Basis = {part: {} for part in PARTS}
    for key, section in sections.items():
        if key not in DERIVED and key != EVALUATION:
            for text, source in _texts(section):
                if part := _part(key, source):
                    _add(basis[part], text, source)
    for name, fact in sorted(facts.items()):
        text = f"{name}: {fact.in_main}"
        if name in _LINE:
            _add(basis["line"], text, fact.source)
        elif name.startswith("dimensions."):
            _add(basis["size"], text, fact.source)
        elif name.startswith(AXIS) and fact.source.layer in {"level", "band"}:
            _add(basis["level"], text, fact.source)
    source = lineage.level.layer.source
    _add(basis["level"], f"level: {lineage.level.code}", source)
    if lineage.grade:
        _add(basis["level"], f"grade: {lineage.grade.id}", source)
    return basis


def _add(part: dict[str, Passage], text: str, source: Source) -> None:
    from hashlib import sha256  # noqa: PLC0415 - 3 ms of a start, and few jobs are evaluated

    words = " ".join(text.split())
    part[sha256(words.encode()).hexdigest()[:_DIGITS]] = Passage(words, source)


def _part(section: str, source: Source) -> str:
    if source.layer == "organisation":
        return ""
    if section == PERSON_SPECIFICATION:
        return "criteria"
    if section in _LOCAL:
        return section
    if source.layer == "vacancy":  # what applicants read of one occasion
        return ""
    return "level" if source.layer in {"family", "level", "band"} else "role"


def _texts(section: Section) -> Iterator[tuple[str, Source]]:
    match section.content:
        case Prose(passages):
            yield from ((passage.in_main, passage.source) for passage in passages)
        case Alternatives(options):
            yield from ((_words(option), option.passage.source) for option in options)
        case Listing(groups):
            for group in groups:
                for entry in group.entries:
                    scoring = entry.scoring
                    if scoring is None or scoring.importance == "essential":
                        yield _words(entry), entry.replaced_by or entry.passage.source


def _words(entry: Entry) -> str:
    """Return what an entry says: its label and text, its share of the time, and lists inside it."""
    label = f"{entry.label.in_main}: " if entry.label else ""
    weight = entry.details.weight if entry.details else None
    share = f" ({' to '.join(weight.figures)})" if weight else ""
    inner = "".join(f" - {_words(item)}" for item in entry.items)
    return f"{label}{entry.passage.in_main}{share}{inner}"


def changes_since(evaluation: Evaluation, basis: Basis) -> list[Unevaluated]:
    """Return what has changed since an evaluation; nothing where none says what it rests on."""
    if not evaluation.rests_on:
        return []
    changes = []
    for part, now in basis.items():
        then = (evaluation.rests_on.get(part) or "").split()
        new = tuple(text for digest, text in now.items() if digest not in then)
        gone = sum(digest not in now for digest in then)
        if new or gone:
            changes.append(Unevaluated(part, new, gone))
    return changes


def in_words(changes: list[Unevaluated], wording: Wording) -> str:
    """Return what has changed as a panel reads it: duties (1 new or reworded, 1 gone)."""
    texts = []
    for part, new, gone in changes:
        counts = [
            wording.evaluated[word].format(number=number)
            for word, number in (("new", len(new)), ("gone", gone))
            if number
        ]
        texts.append(f"{wording.evaluated[part]} ({', '.join(counts)})")
    return wording.apart(texts)


def evaluation_faults(job: Job) -> Iterator[Problem]:
    """Yield what has changed since a job was evaluated, as one fault: where its first new text is.

    The post's own file comes first; what is only gone is told of that.
    """
    if not job.unevaluated:
        return
    new = [text for change in job.unevaluated for text in change.new]
    wording = job.setting._replace(wanted=job.setting.main).wording
    own = [text for text in new if text.source.file == job.source.file]
    place = min((text.place for text in own or new), default=job.source.place)
    changes = in_words([*job.unevaluated], wording)
    words = f", the first: {_cut(new[0].text)}" if new else ""
    yield Problem(
        place,
        f"since the job was evaluated these changed: {changes}{words}",
        "ask the panel whether its score still holds; then: jdgen evaluated, and the role's name",
        "evaluated",
    )


def _cut(text: str) -> str:
    return text if len(text) <= _ROOM else f"{text[:_ROOM].rsplit(' ', 1)[0]} …"


_ROOM: Final = 80
