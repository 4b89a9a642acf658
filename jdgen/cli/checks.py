"""The command that finds what is wrong and what is likely wrong, and writes nothing: check."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    AsOf,
    CheckFormat,
    Jobs,
    Language,
    Layouts,
    Root,
    format_option,
    guarded,
    layouts_of,
    library_of,
    naming,
    order_of,
    output_of,
    refuse_read,
    root_of,
    value_option,
)
from jdgen.problems import InvalidInput, Problem, Problems, shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jdgen.build.recall import Recall
    from jdgen.build.record import Asked, State
    from jdgen.rules.baseline import KnownFinding
    from jdgen.rules.catalogue import Kind
    from jdgen.rules.findings import Findings
    from jdgen.workspace.files import Workspace
    from jdgen.workspace.inheritance import Library

_POLICY: Final = ("families", "organisation.yaml")


@guarded
def check(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files to check, or vacancies by name; all of the workspace if none is given.",
            metavar="[FILE]...",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        CheckFormat, format_option(CheckFormat, "How problems are reported")
    ] = CheckFormat.terminal,
    layout: Layouts = None,
    language: Language = None,
    as_of: AsOf = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Allow places that are still to be filled in.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where a rule warns, too.")
    ] = False,
    advice: Annotated[
        bool, typer.Option("--advice", help="Tell what could be better, too.")
    ] = False,
    waivers: Annotated[
        bool, typer.Option("--waivers", help="List what rules are waived, where and why.")
    ] = False,
    known: Annotated[
        Path | None,
        value_option("--baseline", "FILE", "Tell only of findings that this file does not hold."),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        value_option("--write-baseline", "FILE", "Write all that rules find to such a file."),
    ] = None,
    jobs: Jobs = None,
    root: Root = None,
) -> None:
    """Find every mistake, and write no documents.

    Exit code 1 where there is one. With --language, a text that is not translated is one too. Rules
    warn of what is likely wrong: jdgen list rules.
    """
    all_kinds = advice or bool(write_baseline)
    how = _How(file or [], layout, language, as_of, draft, all_kinds, jobs)
    if not (waivers or known or write_baseline) and (said := _recalled(how, root)):
        _say(said, format_, strict=strict)
        return
    from jdgen.rules.baseline import baseline, new
    from jdgen.rules.findings import Findings

    library = library_of(root, *(file or ()), language=language, as_of=as_of, draft=draft)
    _refuse_baseline(write_baseline, library, file, known)
    seen = baseline(known) if known else None
    told: list[Kind] = ["warning", "advice"] if all_kinds else ["warning"]
    looked = Findings(library, told)
    found: list[Problem] = []
    number, remarks = 0, list[str]()
    try:
        number, problems, remarks, recall = _checked(looked, how)
        found = looked.all(told_of_waivers=True)
        if recall and not write_baseline:
            _keep(recall, how, number, problems, remarks, found)
        if waivers:
            _say_waivers(looked)
    except InvalidInput as invalid:  # of what would say what there is to check
        if format_ is CheckFormat.terminal:
            raise
        problems = [*invalid.problems]
    if write_baseline and not problems:
        _write_baseline(write_baseline, found)
        return
    if known and seen is not None:
        found, left = new(found, seen)
        if not (file or problems):
            remarks += _gone(left, looked, shown(known))
    _say((number, problems, remarks, found), format_, strict=strict)


_Said = tuple[int, list[Problem], list[str], list[Problem]]
"""How many files were checked, what is wrong, remarks, and what rules find."""


def _say(said: _Said, format_: CheckFormat, *, strict: bool) -> None:
    """Say what is wrong, and what rules find; exit with 1 where there is any."""
    number, problems, remarks, found = said
    if format_ is CheckFormat.terminal:
        _say_checked(problems, found, number, remarks)
    else:
        console.say_problems(format_, problems, found)
    if problems or (strict and found):
        raise typer.Exit(WRONG_INPUT)


class _How(NamedTuple):
    """What is to be checked, and how, as it was typed."""

    files: list[str]
    layout: str | None
    language: str | None
    as_of: date | None
    draft: bool
    advice: bool
    jobs: int | None

    def asked(self, workspace: Workspace) -> Asked:
        """Return what is asked, by which the record of an earlier check is known."""
        from jdgen.build.record import Asked

        return Asked(
            tuple(layouts_of(workspace, self.layout)),
            "check",
            (self.language or "").strip().lower(),
            ("advice",) if self.advice else (),
            str(self.as_of or ""),
            self.draft,
        )


def _records(workspace: Path) -> State | None:
    """Return where records of checks are kept: with those of builds, where there are any."""
    from jdgen.build.record import State

    with suppress(typer.BadParameter, OSError):
        state = State(workspace, output_of(None, Path("build"), workspace))
        if state.keeps_records:
            return state
    return None


def _recalled(how: _How, root: Path | None) -> _Said | None:
    """Return what an earlier check of everything said, where nothing has changed since."""
    from jdgen.workspace.files import Workspace

    if not how.files:
        with suppress(typer.BadParameter, InvalidInput, OSError):
            workspace = root_of(root)
            state, asked = _records(workspace), how.asked(Workspace(workspace))
            record = state.record_of(asked) if state else None
            if state and record and state.is_true(record, asked):
                said = record.said
                return said.number, [*said.problems], [*said.remarks], [*said.findings]
    return None


def _keep(
    recall: Recall,
    how: _How,
    number: int,
    problems: list[Problem],
    remarks: list[str],
    found: list[Problem],
) -> None:
    """Keep what is to be said where records are kept."""
    from jdgen.build.making import keep_check
    from jdgen.build.record import RunRemarks

    said = RunRemarks(tuple(remarks), tuple(found), tuple(problems), number)
    keep_check(recall, how.asked(recall.library), said)


def _gone(left: list[KnownFinding], looked: Findings, known: str) -> Iterator[str]:
    """Yield how many known findings of the kinds told are not met any more."""
    if number := sum(looked.tells(each.rule) for each in left):
        are = "is" if number == 1 else "are"
        remedy = "write it anew with --write-baseline"
        yield f"{counted(number, 'finding')} of {known} {are} not met any more; {remedy}."


def _refuse_baseline(
    file: Path | None, library: Library, words: list[str] | None, known: Path | None
) -> None:
    """Refuse to write a baseline of a part, or over what is none."""
    from jdgen.rules.baseline import baseline

    option = "--write-baseline"
    if not file:
        return
    refuse_read(file.parent, option, library.root)
    if words or known:
        raise typer.BadParameter("it holds all that rules find: give no FILE and no --baseline.")
    try:
        baseline(file)
    except FileNotFoundError:
        return
    except InvalidInput:
        message = f"{shown(file)} is there, and is no baseline; give another file."
        raise typer.BadParameter(message, param_hint=option) from None


def _write_baseline(file: Path, found: list[Problem]) -> None:
    from jdgen.build.output import write_files
    from jdgen.rules.baseline import baseline_file

    write_files(file.parent, {file.name: baseline_file(found)})
    console.say(f"{counted(len(found), 'finding')} written to {shown(file)}.")


def _say_checked(
    problems: list[Problem], found: list[Problem], number: int, remarks: list[str]
) -> None:
    """Say on a terminal what is wrong, and what rules find."""
    from jdgen.reports.problems import concluded, conclusion

    if problems:
        console.note_problems(problems, conclusion(problems, number))
    else:
        console.say(conclusion(problems, number))
    for remark in remarks:
        console.note(remark)
    if found:
        console.note_problems(found, concluded(found))


def _say_waivers(found: Findings) -> None:
    for each in found.waivers:
        rule, reason, until = each.waiver
        ends = f", until {until}" if until else ""
        console.note(f"{each.place}: {rule.text} is waived{ends}: {reason.text}")


def _checked(looked: Findings, how: _How) -> tuple[int, list[Problem], list[str], Recall | None]:
    """Return how many files were checked, every problem, and remarks; raise as `find_each` does.

    Of all files, it is recalled what comes of those that are as they were.
    """
    from jdgen.build.check import check as check_files
    from jdgen.build.recall import Recall
    from jdgen.rules.findings import KINDS
    from jdgen.workspace.targets import find_each

    library = looked.library
    library.passed_over = Problems()  # what can't be read is one mistake among others
    paths = [Path(word) for word in how.files if disk.is_file(word)]
    named = [word for word in how.files if not disk.is_file(word)]
    with naming("FILE"):
        targets = find_each(library, named)
    paths += (target.path for target in targets)
    order = order_of(library, how.layout, draft=how.draft, where_fit=not paths)
    state = None if paths else _records(library.root)
    recall = Recall(library, state, how.asked(library), KINDS) if state else None
    progress = partial(console.progress, noun="Checking")
    checked = check_files(library, order, paths, looked.look, recall, how.jobs, progress)
    for target, found in checked.looked:
        looked.add(target, found)
    problems = checked.problems
    if not paths or any(library.parts(path) == _POLICY for path in paths):
        problems = sorted({*problems, *looked.slips})
    if not paths:
        looked.look_at_whole()
    return checked.number, problems, [*checked.remarks], recall
