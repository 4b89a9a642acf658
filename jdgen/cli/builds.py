"""The command that makes documents: build."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    AsOf,
    Audience,
    Audiences,
    CheckFormat,
    Jobs,
    Language,
    Layouts,
    Root,
    format_option,
    formats_of,
    guarded,
    layouts_of,
    library_of,
    naming,
    order_of,
    output_of,
    root_of,
    value_option,
)
from jdgen.problems import InvalidInput, shown
from jdgen.reports.numbers import counted
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from jdgen.build.making import MadeDocuments, Making
    from jdgen.build.recall import Recall
    from jdgen.build.record import Asked, Output, RunRecord, RunRemarks, State
    from jdgen.rules.findings import Findings
    from jdgen.workspace.files import Workspace
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Unit


def _shard(value: str | None) -> tuple[int, int]:
    """Return which of how many parts an option says."""
    if value is None:
        return 1, 1
    number, _, shards = value.strip().partition("/")
    if not (number.isdecimal() and shards.isdecimal() and 1 <= int(number) <= int(shards)):
        message = f'"{value}" is no part of a number of parts; write 2/4 for the second of four'
        raise typer.BadParameter(message, param_hint="--shard")
    return int(number), int(shards)


@guarded
def build(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            help="Vacancies, roles, levels (PRO9) or families, by name or as files.",
            metavar="[FILE]...",
            show_default=False,
        ),
    ] = None,
    all_: Annotated[
        bool,
        typer.Option("--all", help="Build every vacancy, role, level and family of the workspace."),
    ] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="LIST",
            help="docx, md and pdf, with commas; LibreOffice makes pdf.",
        ),
    ] = "docx,md",
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="Print places that are still to be filled in, and say that it is a draft.",
        ),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help="Write nothing; exit with 1 where documents are missing, stale or left over.",
        ),
    ] = False,
    clean: Annotated[
        bool,
        typer.Option(
            "--clean", help="With --all: make every document anew, whatever was made before."
        ),
    ] = False,
    jobs: Jobs = None,
    shard: Annotated[
        str | None,
        value_option(
            "--shard",
            "I/N",
            "With --all: only part I of N, such as 2/4, so that several computers share it.",
        ),
    ] = None,
    report: Annotated[
        CheckFormat, format_option(CheckFormat, "How --check tells of documents", "--report")
    ] = CheckFormat.terminal,
    output: Annotated[
        Path | None,
        value_option("--output", "DIR", "Where the documents go: build if not given.", "-o"),
    ] = None,
    root: Root = None,
) -> None:
    """Write the documents of vacancies, roles, levels and families, in Word and Markdown.

    Each vacancy gets a folder of its own. Nothing is written unless everything is right.
    """
    given = file or []
    if all_ and given:
        raise typer.BadParameter("give the vacancies to build or --all, not both.")
    if not (all_ or given):
        raise typer.BadParameter("name the vacancies to build, or give --all for every one.")
    for option, value in (("--clean", clean), ("--shard", shard)):
        if value and not all_:
            raise typer.BadParameter(f"{option} goes with --all.", param_hint=option)
    how = _How(layout, audience, language, as_of, format_, draft, jobs, _shard(shard))
    state = None if clean or not all_ else _state(root, output)
    if state and (record := _true(how, state)):
        if check:
            alike = record.look_alikes if how.is_whole else ()
            _say_stale(state, record.outputs, (alike, record.others), report)
            return
        if state.is_whole(record):
            _say_built(state, record.outputs, record.said, 0)
            return
    if all_:
        _build_all(how, root, output, report if check else None, state)
    else:
        _build_some(how, given, root, output, report if check else None)


class _How(NamedTuple):
    """How documents are to be made, as it was typed."""

    layout: str | None
    audience: Audience
    language: str | None
    as_of: date | None
    format: str
    draft: bool
    jobs: int | None = None
    shard: tuple[int, int] = (1, 1)

    def asked(self, workspace: Workspace) -> Asked:
        """Return what is asked, by which the record of an earlier run is known."""
        from jdgen.build.record import Asked

        return Asked(
            tuple(layouts_of(workspace, self.layout)),
            self.audience.value,
            (self.language or "").strip().lower(),
            tuple(sorted({*formats_of(self.format)})),
            str(self.as_of or ""),
            self.draft,
            self.shard,
        )

    @property
    def is_whole(self) -> bool:
        """Return whether all is made, and not a part."""
        return self.shard == (1, 1)

    def library(self, root: Path | None, *files: str) -> Library:
        """Return the workspace, read as it is asked."""
        return library_of(root, *files, language=self.language, as_of=self.as_of, draft=self.draft)

    def making(self, found: Findings, output: Path | None, *, where_fit: bool) -> Making:
        """Return how documents are made, and where they go."""
        from jdgen.build.making import Making

        library = found.library
        folder = output_of(output, Path("build"), library.root)
        order = order_of(
            library,
            self.layout,
            self.format,
            self.audience,
            draft=self.draft,
            marked=self.draft,
            where_fit=where_fit,
        )
        return Making(library, order, folder, found.look, self.jobs)


def _state(root: Path | None, output: Path | None) -> State | None:
    """Return what there is now; what is wrong with the command line is told elsewhere."""
    from jdgen.build.record import State

    with suppress(typer.BadParameter, InvalidInput, OSError):
        workspace = root_of(root)
        return State(workspace, output_of(output, Path("build"), workspace))
    return None


def _true(how: _How, state: State) -> RunRecord | None:
    """Return the record of an earlier run where nothing has changed that it was made of.

    It is told without reading any YAML. What is wrong with the command line is told elsewhere.
    """
    from jdgen.workspace.files import Workspace

    with suppress(typer.BadParameter, InvalidInput, OSError):
        asked = how.asked(Workspace(state.root))
        record = state.record_of(asked)
        if record and state.is_true(record, asked):
            return record
    return None


def _build_all(
    how: _How,
    root: Path | None,
    output: Path | None,
    report: CheckFormat | None,
    state: State | None,
) -> None:
    """Make the documents of a workspace that are not as they should be, or say which they are.

    Without a state that is known all are made.
    """
    from jdgen.build.making import build_all, make
    from jdgen.build.recall import Recall
    from jdgen.build.record import State
    from jdgen.build.stale import look_alikes
    from jdgen.rules.findings import KINDS, Findings
    from jdgen.workspace.targets import units, units_called

    found = Findings(how.library(root))
    making = how.making(found, output, where_fit=True)
    library, folder = making.library, making.output
    asked = how.asked(library)
    clean = state is None
    now = state or State(library.root, folder, clean=True)

    def recalled() -> tuple[Recall, list[Unit]]:
        recall = Recall(library, now, asked, KINDS, only_check=bool(report), clean=clean)
        if recall.same_names:
            return recall, [*units_called(library, recall.reached())]
        return recall, [unit for unit in units(library) if asked.includes(unit.shared_by)]

    if report:
        recall, all_units = recalled()
        with console.progress(len(all_units), "Checking") as advance:
            made = make(making, all_units, advance, is_all=True, recall=recall)
        alike, others = look_alikes(library, making.order, made.outputs)
        _say_stale(now, made.outputs, (alike if how.is_whole else (), others), report)
        return
    progress = partial(console.progress, noun="Building")
    made, said = build_all(making, recalled, asked, progress, partial(_told, found))
    _say_built(now, made.outputs, said, made.written)
    for path in made.left_over:
        console.note(f"{shown(folder / path)}: deleted, as nothing of the workspace makes it now")


def _build_some(
    how: _How,
    given: Sequence[str],
    root: Path | None,
    output: Path | None,
    report: CheckFormat | None,
) -> None:
    """Write the documents of what is named, or say which of them are not as they should be."""
    from jdgen.build.making import build as build_documents
    from jdgen.build.making import make
    from jdgen.build.record import State
    from jdgen.rules.findings import Findings
    from jdgen.workspace.targets import find_each, unit_of

    found = Findings(how.library(root, *given))
    making = how.making(found, output, where_fit=False)
    with naming("FILE"):
        units = [unit_of(target) for target in find_each(making.library, given)]
    state = State(making.library.root, making.output)
    if report:
        with console.progress(len(units), "Checking") as advance:
            made = make(making, units, advance)
        _say_stale(state, made.outputs, ((), ()), report)
        return
    with console.progress(len(units), "Building") as advance:
        made = build_documents(making, units, advance)
    _say_built(state, made.outputs, _told(found, made), made.written)


def _told(found: Findings, made: MadeDocuments) -> RunRemarks:
    """Return what is to be said of what was made."""
    from jdgen.build.record import RunRemarks

    for target, looked in made.looked:
        found.add(target, looked)
    return RunRemarks(tuple(_remarks(found.library, made)), tuple(found.all()))


def _remarks(library: Library, made: MadeDocuments) -> Iterator[str]:
    """Yield what is to be said of documents beside what rules find."""
    from jdgen.model.languages import borrowed_words
    from jdgen.reports import untranslated

    if not made.outputs:
        yield (
            f"Nothing is built: {shown(library.root)} holds nothing of which the layout has"
            " documents for this audience. Vacancies go into its folder vacancies/."
        )
    for status in made.unagreed:
        yield f"{status.place}: the {status.source.layer} is not agreed: {status.text}"
    yield from untranslated.text(made.foreign, library.setting)
    if made.outputs:
        setting = library.setting
        yield from borrowed_words(setting.changes, [setting.wanted])


def _say_built(state: State, paths: Collection[str], said: RunRemarks, written: int) -> None:
    """Say what is built, and what is to be said of it."""
    from jdgen.reports.problems import concluded

    if paths:
        console.say("\n".join(state.shown_outputs(paths)))
    for remark in said.remarks:
        console.note(remark)
    if said.findings:
        console.note_problems(said.findings, concluded(said.findings))
    if sys.stdout.isatty():
        others = len(paths) - written
        more = f", {others} that {'was' if others == 1 else 'were'} up to date" if others else ""
        console.note(f"{counted(written, 'file')} written{more}.")


def _say_stale(
    state: State,
    outputs: Mapping[str, Output],
    left_over_by: tuple[Sequence[tuple[str, tuple[str, ...]]], Sequence[str]],
    report: CheckFormat,
) -> None:
    """Say which documents are missing, stale or left over; exit with 1 where any is."""
    from jdgen.build.stale import stale

    problems = list(stale(state, outputs, *left_over_by))
    documents = counted(len(outputs), "document")
    if report is not CheckFormat.terminal:
        console.say_problems(report, problems)
    elif problems:
        told = f"{len(problems)} of {documents} to see to; nothing was written."
        console.note_problems(problems, told)
    else:
        console.say(f"{documents} up to date.")
    if problems:
        raise typer.Exit(WRONG_INPUT)
