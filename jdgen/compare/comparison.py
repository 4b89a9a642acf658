"""What differs between two jobs: facts, lines and their words, section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from jdgen.compare.pairing import HEADING, SENTENCE, Piece, pair
from jdgen.compare.positions import Change, position_changes
from jdgen.compare.statements import statements
from jdgen.compare.words import MarkedWords, count, mark_words, mirrored
from jdgen.formats.escaping import one_line, spaced, without_colon
from jdgen.model.axes import AXIS
from jdgen.model.facts import CODES, KNOWN_FACTS
from jdgen.model.text import Passage
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jdgen.compare.statements import Statement
    from jdgen.compare.titles import Titles
    from jdgen.compare.words import Mark
    from jdgen.model.axes import Axis
    from jdgen.model.job import Job
    from jdgen.model.text import Source

RowKind = Literal["same", "changed", "only first", "only second", "moved"]
AxisWay = Literal["rises", "falls", "same", "differs"]
KINDS: Final[tuple[RowKind, ...]] = ("changed", "only first", "only second", "moved", "same")

_NO_HEADING: Final = "(none)"
_CUT_AT: Final = 60
_MIRRORED: Final[Mapping[RowKind, RowKind]] = {
    "only first": "only second",
    "only second": "only first",
}


class Row(NamedTuple):
    """One line of both sides, or of one of them where it has no counterpart.

    `spans` are the marked words of both. `note` says where a line without a counterpart went or
    came from, as far as that can be told: into which line of the other side it was merged, by which
    line of a file it was left out, or which lines of the other side it could be as well as another.
    `changes` are what else differs; of a line without a counterpart, what else is said of it.
    """

    kind: RowKind
    first: Statement | None
    second: Statement | None
    marked: tuple[MarkedWords, ...]
    changes: tuple[Change, ...] = ()
    note: str = ""

    @property
    def is_alone(self) -> bool:
        """Return whether only one side says it."""
        return self.first is None or self.second is None

    @property
    def statement(self) -> Statement:
        """Return the statement, of the second side where both make it."""
        statement = self.second or self.first
        if statement is None:
            raise AssertionError("a row is of some line")
        return statement


class SectionChange(NamedTuple):
    """What differs in one section; rows that moved are kept apart, with both their sections.

    `words` is how many words each side's section has.
    """

    id: str
    title: str
    rows: tuple[Row, ...]
    words: tuple[int, int]

    @property
    def differs(self) -> bool:
        """Return whether anything in the section isn't the same."""
        return bool(self.shown(same=False))

    def shown(self, *, same: bool) -> list[Row]:
        """Return the rows that differ; with `same`, all."""
        return [row for row in self.rows if same or row.kind != "same"]


class Side(NamedTuple):
    """One side of a comparison: the word that was given for it, and the job's title."""

    name: str
    title: str


class AxisChange(NamedTuple):
    """What both sides say of an axis, and whether the second says more than the first."""

    name: str
    label: str
    first: str
    second: str
    way: AxisWay


class Comparison(NamedTuple):
    """What differs between two jobs: what rises, facts, and lines."""

    first: Side
    second: Side
    axes: tuple[AxisChange, ...]
    facts: tuple[Change, ...]
    sections: tuple[SectionChange, ...]
    moved: tuple[Row, ...]

    @property
    def differs(self) -> bool:
        """Return whether anything differs."""
        sections = any(section.differs for section in self.sections)
        axes = any(axis.way != "same" for axis in self.axes)
        return sections or axes or bool(self.facts or self.moved)

    @property
    def rows(self) -> Iterator[Row]:
        """Yield all rows, those that moved last."""
        for section in self.sections:
            yield from section.rows
        yield from self.moved

    @property
    def words(self) -> tuple[int, int]:
        """Return how many words each side has."""
        first = sum(section.words[0] for section in self.sections)
        return first, sum(section.words[1] for section in self.sections)


class Subject(NamedTuple):
    """What is compared: a job, the name that it goes by, and its lines."""

    side: Side
    job: Job
    statements: Sequence[Statement]


def subject(name: str, job: Job) -> Subject:
    """Return a job as something to be compared, under a name."""
    return Subject(Side(name, without_colon(one_line(job.title.text))), job, statements(job))


def compare(first: Subject, second: Subject, titles: Titles) -> Comparison:
    """Return what differs; comparing the other way round gives the mirror image."""
    if _key(second) < _key(first):
        return mirrored_comparison(compare(second, first, titles))
    by_section: dict[str, list[Row]] = {}
    moved = []
    for row in _rows(first, second, titles):
        if row.kind == "moved":
            moved.append(row)
        else:
            by_section.setdefault(row.statement.section, []).append(row)
    keys = titles.in_order(
        sorted({statement.section for statement in (*first.statements, *second.statements)})
    )
    counts = [words_by_section(side.statements) for side in (first, second)]
    sections = tuple(
        SectionChange(
            key,
            titles.section(key),
            tuple(_in_order(by_section.get(key, ()))),
            (counts[0].get(key, 0), counts[1].get(key, 0)),
        )
        for key in keys
    )
    axes = tuple(_axes(first.job, second.job))
    facts = tuple(_facts(first, second, titles))
    return Comparison(first.side, second.side, axes, facts, sections, tuple(moved))


def mirrored_comparison(comparison: Comparison) -> Comparison:
    """Return the comparison as it is with its sides exchanged."""
    first, second, axes, facts, sections, moved = comparison
    return Comparison(
        second,
        first,
        tuple(
            axis._replace(
                first=axis.second,
                second=axis.first,
                way=_TURNED.get(axis.way, axis.way),
            )
            for axis in axes
        ),
        tuple(_mirrored_change(change) for change in facts),
        tuple(
            section._replace(
                rows=tuple(_in_order(map(_mirrored, section.rows))), words=section.words[::-1]
            )
            for section in sections
        ),
        tuple(map(_mirrored, moved)),
    )


# --- facts ----------------------------------------------------------------------------------------


_OF_FILES: Final = frozenset(
    fact for fact in KNOWN_FACTS if fact.startswith(("record.", "level."))
) - {"level.code", "level.title", "level.grades"}
_ENDS_OF_PAY: Final = frozenset({"grade.minimum", "grade.maximum"})


_TURNED: Final[Mapping[str, Literal["rises", "falls"]]] = {"rises": "falls", "falls": "rises"}


def _axes(first: Job, second: Job) -> Iterator[AxisChange]:
    """Yield what both say of each axis that either family declares."""
    for name, axis in {**first.axes, **second.axes}.items():
        said = [job.said_of(name) for job in (first, second)]
        if any(said):
            mine, other = (
                one_line(whole.text) if (whole := job.value_of(name)) else ""
                for job in (first, second)
            )
            way = "same" if mine == other else _way(axis, *said)
            yield AxisChange(name, axis.title.text, mine, other, way)


def _way(axis: Axis, first: Iterable[Passage], second: Iterable[Passage]) -> AxisWay:
    """Return which of two says more of an axis; of bands each says no less, or no more."""
    before = [axis.size(value.in_main) for value in first]
    after = [axis.size(value.in_main) for value in second]
    sizes = [size for size in (*before, *after) if size is not None]
    if not before or not after or len(sizes) < len(before) + len(after):
        return "differs"
    least, most = sizes[: len(before)], sizes[len(before) :]
    if max(least) <= min(most) and min(least) < max(most):
        return "rises"
    return "falls" if min(least) >= max(most) and max(least) > min(most) else "differs"


def _facts(one: Subject, other: Subject, titles: Titles) -> Iterator[Change]:
    """Yield the facts that differ; what is kept of files comes last, and of one of them is nothing.

    Which version a file has is told where both have one, or where one side is a revision. What a
    level is called says the heading of the comparison, and what grades it has says its grade.
    """
    first, second = one.job, other.job
    is_dated = any("@" in side.side.name for side in (one, other))
    told = {
        "level.code": (one.side.name, other.side.name),
        "level.title": (one.side.title, other.side.title),
    }
    has_grades = all("grade.title" in job.facts for job in (first, second))
    hidden = first.edition.hidden
    names = {*first.facts, *second.facts} - hidden - {"document.audience"}
    names -= {f"{AXIS}{name}" for job in (first, second) for name in job.axes}
    seen: dict[str, tuple[str, ...]] = {}  # a level's record, and its pay, have two names each
    ordered = titles.facts_in_order(names)
    for name in sorted(ordered, key=lambda name: name in _OF_FILES):
        values = tuple(
            spaced(job.facts[name].text) if name in job.facts else "" for job in (first, second)
        )
        topic, _, field = name.partition(".")
        again = "post.salary" if name == "grade.pay" else f"record.{field}"
        if f"{topic}." == CODES:
            continue  # the section of codes differs too
        if (topic in {"organisation", "pay"} or name in _ENDS_OF_PAY) and name not in titles.facts:
            continue  # no document prints it by itself, and a text that names it differs too
        if name in _OF_FILES and not (is_dated or all(values)):
            continue
        is_again = topic in {"grade", "level"} and seen.get(again) == values
        if values[0] == values[1] or is_again or told.get(name) == values:
            continue
        if name == "level.grades" and has_grades:
            continue
        seen[name] = values
        yield Change(name, titles.fact(name), values[0], values[1])


# --- lines ----------------------------------------------------------------------------------------


def _key(subject: Subject) -> list[tuple[str, ...]]:
    """Return by what one of two subjects comes before the other, whichever was named first."""
    return [
        *(
            (statement.section, statement.group, statement.text, statement.form, statement.id)
            for statement in subject.statements
        ),
        *((name, fact.text) for name, fact in sorted(subject.job.facts.items())),
        subject.side,
    ]


def _in_order(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows with what only the first side has before what only the second has there."""
    waiting: list[Row] = []
    for row in rows:
        if row.kind == "only second":
            waiting.append(row)
            continue
        if row.kind != "only first":
            yield from waiting
            waiting = []
        yield row
    yield from waiting


def words_by_section(side: Iterable[Statement]) -> dict[str, int]:
    """Return how many words each section has."""
    counts: dict[str, int] = {}
    for statement in side:
        counts[statement.section] = counts.get(statement.section, 0) + count(statement.text)
    return counts


def _rows(first: Subject, second: Subject, titles: Titles) -> list[Row]:
    """Return a row for each line, in the second side's order.

    What only the first side has stands after the line that it follows there.
    """
    mine, others = first.statements, second.statements
    pairs, merged, split, either, either_of = pair(
        [_piece(statement) for statement in mine], [_piece(statement) for statement in others]
    )
    back = {other: at for at, other in pairs.items()}
    positions = position_changes(mine, others, pairs)
    after: dict[int, list[int]] = {}
    last = -1
    for at in range(len(mine)):
        if at in pairs:
            last = pairs[at]
        else:
            after.setdefault(last, []).append(at)
    left_first, left_second = (_left_out(side.job) for side in (first, second))
    rows: list[Row] = []
    for other in range(-1, len(others)):
        if other in back:
            at = back[other]
            rows.append(_row(mine[at], others[other], titles, positions.get(at, ())))
        elif other >= 0:
            statement = others[other]
            note = (
                _came(split.get(other), mine)
                or left_first.get(statement.passage.source)
                or _either(either_of.get(other, ()), mine)
            )
            said = tuple(Change(*of, "", text) for of, text in _texts(statement, titles))
            rows.append(Row("only second", None, statement, _whole("added", statement), said, note))
        for at in after.get(other, ()):
            statement = mine[at]
            note = (
                _came(merged.get(at), others)
                or left_second.get(statement.passage.source)
                or _either(either.get(at, ()), others)
            )
            said = tuple(Change(*of, text, "") for of, text in _texts(statement, titles))
            rows.append(
                Row("only first", statement, None, _whole("removed", statement), said, note)
            )
    return rows


def _texts(statement: Statement, titles: Titles) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield by name and label what else is said, in texts, of what only one side has."""
    besides = statement.entry.said_besides() if statement.entry else {}
    for name, text in statement.details:
        if isinstance(besides.get(name), Passage):
            yield (name, titles.detail(name)), text


def _whole(mark: Mark, statement: Statement) -> tuple[MarkedWords, ...]:
    return (MarkedWords(mark, statement.text),) if statement.text else ()


def _piece(statement: Statement) -> Piece:
    kind = statement.form if statement.form in {HEADING, SENTENCE, "lead-in", "closing"} else ""
    return Piece(
        statement.section,
        kind,
        statement.entry.id if statement.entry else "",
        statement.label,
        statement.text,
        statement.group,
    )


def _row(first: Statement, second: Statement, titles: Titles, positions: Iterable[Change]) -> Row:
    label = f"{first.label}: " if first.label and first.label == second.label else ""
    marked = mark_words(first.text.removeprefix(label), second.text.removeprefix(label))
    if label:  # which is no evidence that the two say anything alike
        marked = _labelled(label, marked)
    changes = (*_changes(first, second, titles), *positions)
    if first.section != second.section:
        kind: RowKind = "moved"
    else:
        kind = "changed" if changes or first.text != second.text else "same"
    return Row(kind, first, second, marked, changes)


def _labelled(label: str, marked: tuple[MarkedWords, ...]) -> tuple[MarkedWords, ...]:
    if marked and marked[0].mark == "kept":
        return (MarkedWords("kept", label + marked[0].text), *marked[1:])
    return (MarkedWords("kept", label), *marked)


def _changes(first: Statement, second: Statement, titles: Titles) -> Iterator[Change]:
    if first.text == second.text and first.label != second.label:
        yield Change("label", "Label", first.label, second.label)
    mine, others = dict(first.details), dict(second.details)
    for name in dict.fromkeys((*mine, *others)):
        detail, other = mine.get(name, ""), others.get(name, "")
        if detail != other:
            if "yes" in {detail, other}:
                detail, other = detail or "no", other or "no"
            yield Change(name, titles.detail(name), titles.say(detail), titles.say(other))
    if first.section == second.section and first.group != second.group:
        yield Change(
            "group", "Under the heading", first.group or _NO_HEADING, second.group or _NO_HEADING
        )


def _came(at: int | None, others: Sequence[Statement]) -> str:
    return "" if at is None else f"much of it is in: {_cut(others[at].text)}"


def _either(ats: Sequence[int], others: Sequence[Statement]) -> str:
    said = " / ".join(_cut(others[at].text) for at in ats)
    return f"could be either of: {said}" if said else ""


def _left_out(job: Job) -> dict[Source, str]:
    """Return what a job left out of what it inherits, by who says it, and where it left that out.

    Of several texts of one place the first counts.
    """
    return {
        left.passage.source: f"{left.reason} at {left.by.place}" if left.by else left.reason
        for left in reversed(job.left_out)
    }


def _cut(text: str) -> str:
    return text if len(text) <= _CUT_AT else f"{text[: _CUT_AT - 1].rsplit(' ', 1)[0]} …"


def _mirrored(row: Row) -> Row:
    return Row(
        _MIRRORED.get(row.kind, row.kind),
        row.second,
        row.first,
        mirrored(row.marked),
        tuple(_mirrored_change(change) for change in row.changes),
        row.note,
    )


def _mirrored_change(change: Change) -> Change:
    return change._replace(first=change.second, second=change.first)
