"""What was found in documents that were imported: as lines, as rows, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jdgen.reports.numbers import counted
from jdgen.reports.spreadsheet import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.importing.survey import SharedSentence, Survey

_MOST: Final = 10
"""So many of a kind are told on a terminal; a page, rows and data have all."""
_SNIPPET: Final = 160


def headline(survey: Survey) -> str:
    """Return in a line what convinces: how much is repeated, and how much of it differs."""
    often, differing = len(survey.often), len(survey.differing)
    against = len(survey.contradictions)
    return (
        f"{counted(len(survey.documents), 'description')}; {counted(often, 'sentence')} in three or"
        f" more; {differing} of them worded differently; {counted(against, 'description')}"
        f" {'contradicts itself' if against == 1 else 'contradict themselves'}."
    )


def text(survey: Survey) -> Iterator[str]:
    """Yield the lines of the report, the most telling first."""
    yield headline(survey)
    if survey.often:
        yield f"Said once each, they would save {survey.saved:,} words."
    yield from _part("What one change would touch", map(_touched, survey.often))
    yield from _part(
        "Documents without a statement that most have",
        (f"{snippet(one.text)} - not in {', '.join(files)}" for one, files in survey.lacking),
    )
    yield from _part(
        "What documents say in two ways",
        (
            f"{file}: {field}: {' or '.join(f'{one.value} ({one.at})' for one in said)}"
            for file, fields in survey.contradictions.items()
            for field, said in fields.items()
        ),
    )
    yield from _part("Wordings that differ most", _drifting(survey))
    yield from _part(
        "What most jobs of a grade say, which a level could",
        (
            f"grade {grade}: {snippet(one.text)} ({counted(len(one.files), 'description')})"
            for grade, shared in survey.of_grades.items()
            for one in shared
        ),
    )
    yield ""
    yield "Words read, placed and not placed yet"
    for document in survey.documents:
        figures = (
            f"{document.read:,} read, {document.placed:,} placed, {document.unplaced:,} not placed"
        )
        yield f"  {document.file}: {document.title}: {figures}"


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    said = list(lines)
    if not said:
        return
    yield ""
    yield title
    yield from (f"  {line}" for line in said[:_MOST])
    if len(said) > _MOST:
        yield f"  and {len(said) - _MOST:,} more; --report html shows all"


def _touched(statement: SharedSentence) -> str:
    wordings = len(statement.wordings)
    differently = f" in {wordings} wordings" if wordings > 1 else ""
    number = counted(len(statement.files), "description")
    return f"{number}{differently}: {snippet(statement.text)}"


def _drifting(survey: Survey) -> Iterator[str]:
    for drift in survey.drifts:
        wordings = counted(len(drift.statement.wordings), "wording")
        yield f"{wordings} in {counted(len(drift.statement.files), 'description')}"
        yield f"  most often: {drift.statement.text}"
        yield f"  also:       {drift.other.text}"


def snippet(text: str) -> str:
    """Return a text that fits in a line or two."""
    return text if len(text) <= _SNIPPET else f"{text[: _SNIPPET - 2].rstrip()} \u2026"


def part_name(part: str) -> str:
    """Return what a section or a field is called in a report."""
    return part.rpartition(".")[2].replace("-", " ").replace("_", " ")


def csv(survey: Survey) -> str:
    """Return the repeated sentences for a spreadsheet, a row a wording."""
    return csv_text(_rows(survey))


def _rows(survey: Survey) -> Iterator[Sequence[object]]:
    """Yield the repeated sentences as rows for a spreadsheet, a row a wording."""
    yield (
        "sentence",
        "part",
        "descriptions",
        "wording",
        "wording of",
        "descriptions of the wording",
        "files",
    )
    for at, statement in enumerate(survey.statements, 1):
        for number, wording in enumerate(statement.wordings, 1):
            yield (
                at,
                statement.part,
                len(statement.files),
                number,
                wording.text,
                len(wording.files),
                "; ".join(wording.files),
            )


def as_json(survey: Survey) -> dict[str, Any]:
    """Return the report as dicts and lists."""
    return {
        "headline": headline(survey),
        "words_saved": survey.saved,
        "documents": [document._asdict() for document in survey.documents],
        "statements": [_statement(one) for one in survey.statements],
        "contradictions": [
            {"file": file, "field": field, "readings": [one._asdict() for one in said]}
            for file, fields in survey.contradictions.items()
            for field, said in fields.items()
        ],
        "lacking": [{"text": one.text, "files": list(files)} for one, files in survey.lacking],
        "drifts": [
            {
                "text": drift.statement.text,
                "other": drift.other.text,
                "spans": [part._asdict() for part in drift.marked],
            }
            for drift in survey.drifts
        ],
        "of_grades": {
            grade: [one.text for one in shared] for grade, shared in survey.of_grades.items()
        },
    }


def _statement(one: SharedSentence) -> dict[str, Any]:
    return {
        "part": one.part,
        "files": list(one.files),
        "words_saved": one.saved,
        "wordings": [
            {"text": wording.text, "files": list(wording.files)} for wording in one.wordings
        ],
    }
