"""The command that reads Word files which may be anybody's: audit."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    WRONG_INPUT,
    AuditFormat,
    format_option,
    guarded,
    naming,
    value_option,
)
from jdgen.nearest import suggest
from jdgen.problems import NotFound, Problems, shown
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.formats.word.audit.audit import Audited

_ENDINGS: Final = (".docx", ".dotx")


@guarded
def audit(
    file: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Word files (*.docx, *.dotx), or folders of them."),
    ],
    format_: Annotated[
        AuditFormat, format_option(AuditFormat, "For reading, a script, or a change on GitHub")
    ] = AuditFormat.terminal,
    language: Annotated[
        str,
        value_option(
            "--language",
            "TAG",
            "The language that the files should be in, such as en-GB. Whichever they say, if"
            " not given.",
        ),
    ] = "",
) -> None:
    """Tell what keeps people from reading a Word file, whoever made it: where, why, the remedy.

    Exit code 1 where there is anything. Files are read and never changed.
    """
    from jdgen.formats.word.audit.audit import audit_files

    with naming("FILE"):
        paths = list(_paths(file))
    problems = Problems()
    audits: list[Audited] = []
    with console.progress(len(paths), "Auditing") as advance:
        for path in paths:
            audits += audit_files([path], language, problems)
            advance(path)
    if format_ is AuditFormat.github:
        from jdgen.reports.audit import as_problems

        console.say_problems(format_, [*as_problems(audits), *problems])
    elif audits or format_ is AuditFormat.json:
        console.say_report("audit", format_, audits)
    if problems:
        console.note_problems(problems, f"{counted(len(problems), 'file')} not audited.")
    if problems or any(audited.findings for audited in audits):
        raise typer.Exit(WRONG_INPUT)


def _paths(words: Sequence[str]) -> Iterator[Path]:
    """Yield the files that are named, and those in folders that are; raise `NotFound`."""
    from jdgen.formats.word.audit.audit import word_files

    for word in words:
        path = Path(word)
        if path.is_dir():
            found = word_files(path)
            if not found:
                raise NotFound(f"{shown(path)} holds no Word files")
            yield from found
        elif disk.is_file(path) or path.exists():
            yield path
        else:
            beside = [shown(path.with_name(name)) for name in _beside(path)]
            hint = f"; {suggest(word, beside, what='there are')}" if beside else ""
            raise NotFound(f'there is no file "{word}"{hint}')


def _beside(path: Path) -> Iterator[str]:
    """Yield the names of the Word files in the folder of a path."""
    with suppress(OSError):
        yield from (name for name in disk.inside(path.parent) if name.lower().endswith(_ENDINGS))
