"""Options that several commands have, and what they mean: workspace, layouts, targets."""

from __future__ import annotations

import contextlib
import functools
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, ParamSpec

import typer

from jdgen import __version__
from jdgen.cli import console
from jdgen.names import composed, spoken
from jdgen.nearest import closest, suggest
from jdgen.problems import InvalidInput, NotFound, either, shown
from jdgen.process import ending
from jdgen.reading import disk
from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jdgen.build.files import Order
    from jdgen.model.job import Edition
    from jdgen.workspace.files import Workspace
    from jdgen.workspace.inheritance import Library

WRONG_INPUT: Final = 1
BUG: Final = 3
INTERRUPTED: Final = 130

WRITERS: Final = ("adopt", "build", "family", "init", "level", "role", "schema", "vacancy")

P = ParamSpec("P")


_OTHER_NAMES: Final = {"md": "markdown", "htm": "html", "text": "terminal"}
_OTHER_NAMES_OF_FILES: Final = {"markdown": "md", "word": "docx"}


def choice(words: type[StrEnum], what: str) -> dict[str, Any]:
    """Return how an option or argument takes one of a few words, in any capitals.

    The words stand in its help, as a list of them beside its name could not be broken well.
    """
    known = [str(word.value) for word in words]

    def parse(value: str) -> StrEnum:
        name = value.strip().lower().replace("_", "-")
        try:
            return words(_OTHER_NAMES.get(name, name))
        except ValueError:
            meant = closest(name, known)
            hint = f'did you mean "{meant}"?' if meant else f"write {either(known)}"
            raise typer.BadParameter(f'"{value}" is not {what}; {hint}') from None

    return {"parser": parse, "autocompletion": lambda: known}


def value_option(name: str, metavar: str, help_: str, *short: str) -> object:
    """Return an option that takes a value, of which help says no default."""
    return typer.Option(name, *short, metavar=metavar, help=help_, show_default=False)


def format_option(formats: type[StrEnum], help_: str, option: str = "--format") -> object:
    """Return the option that names a format of answers, md for Markdown too."""
    names = either([str(known.value) for known in formats])
    taken = choice(formats, "a format")
    return typer.Option(option, metavar="FORMAT", help=f"{help_}: {names}.", **taken)


def audience_option(help_: str, *, show_default: bool = True) -> object:
    """Return the option that says for whom documents are."""
    names = either([str(known.value) for known in Audience])
    taken = choice(Audience, "an audience")
    return typer.Option(
        "--audience",
        metavar="AUDIENCE",
        help=f"{help_}: {names}.",
        show_default=show_default,
        **taken,
    )


class CheckFormat(StrEnum):
    """How problems are reported."""

    terminal = "terminal"
    json = "json"
    github = "github"
    gitlab = "gitlab"


class AuditFormat(StrEnum):
    """How it is shown what was found in Word files."""

    terminal = "terminal"
    json = "json"
    github = "github"


class Audience(StrEnum):
    """For whom documents are."""

    advert = "advert"
    job_description = "job-description"
    evaluation = "evaluation"


class AnswerFormat(StrEnum):
    """How an answer is shown."""

    terminal = "terminal"
    json = "json"


class TextFormat(StrEnum):
    """How an answer is shown that may go into a pull request or a page."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"


class ReviewFormat(StrEnum):
    """How a list is shown that may go into a spreadsheet too."""

    terminal = "terminal"
    markdown = "markdown"
    csv = "csv"
    json = "json"


class SurveyFormat(StrEnum):
    """How it is shown what many documents say in common."""

    terminal = "terminal"
    html = "html"
    csv = "csv"
    json = "json"


class Kind(StrEnum):
    """What there is in a workspace."""

    families = "families"
    levels = "levels"
    roles = "roles"
    vacancies = "vacancies"
    axes = "axes"
    clauses = "clauses"
    layouts = "layouts"
    house_styles = "house-styles"
    rules = "rules"


Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help="A level (PRO9, or TRA6-8:7 at one of its grades), a role (likewise), a vacancy or a"
        " family, by name or as a file.",
    ),
]
Root = Annotated[
    Path | None,
    value_option(
        "--root",
        "DIR",
        "The workspace: the folder that holds families/. Found from here upward if not given.",
    ),
]
Layouts = Annotated[
    str | None,
    value_option(
        "--layout",
        "LIST",
        "How the documents look: a folder of templates/, several with commas, or all. The only"
        " one, or standard, if not given.",
    ),
]


def _day(value: str) -> date:
    """Return the day that an option says, as files say days."""
    from jdgen.reading.typed_dates import typed_day

    try:
        return typed_day(value)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from None


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=_day,
        help="Pay, clauses and levels as in force on a day, such as 2027-04-01. A vacancy's closing"
        " date, or the latest, if not given.",
        show_default=False,
    ),
]
Due = Annotated[
    date,
    typer.Option(
        "--due",
        metavar="DATE",
        parser=_day,
        help="List what is to be reviewed by this day, such as 2027-03-31.",
    ),
]
Language = Annotated[
    str | None,
    value_option(
        "--language",
        "TAG",
        "The language to read: one of the organisation's, such as cy. The main one if not given.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="In how many processes: as there are cores, where that is quicker, if not given.",
        show_default=False,
    ),
]
Audiences = Annotated[Audience, audience_option("For whom the documents are")]


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what a command raises into a message and an exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        ending.set_outcome("; nothing was written" if command.__name__ in WRITERS else "")
        try:
            command(*args, **kwargs)
        except InvalidInput as invalid:
            number = counted(len(invalid.problems), "problem")
            console.note_problems(invalid.problems, f"{number}{ending.outcome()}.")
            raise typer.Exit(WRONG_INPUT) from None
        except OSError as error:
            fault = f"{error.filename or 'jdgen'}: {error.strerror or error}"
            console.note(f"{fault}{ending.outcome()}.")
            raise typer.Exit(WRONG_INPUT) from None
        except MemoryError:
            console.note(f"There is not enough memory{ending.outcome()}.")
            raise typer.Exit(WRONG_INPUT) from None
        except KeyboardInterrupt:  # where another program runs the command: see `ending`
            console.note(f"Interrupted{ending.outcome()}.")
            raise typer.Exit(INTERRUPTED) from None
        except (typer.Exit, typer.BadParameter):
            raise
        except Exception:  # noqa: BLE001 - it is reported as a bug
            import traceback

            traceback.print_exc()
            console.note(
                "\nThis is a bug in jdgen, not a mistake of yours. Please report it with the lines"
                f" above, the command you gave and the version: jdgen {__version__}."
            )
            raise typer.Exit(BUG) from None

    return run


@contextlib.contextmanager
def naming(argument: str) -> Iterator[None]:
    """Say of an argument or option that what it names isn't there."""
    try:
        yield
    except NotFound as error:
        raise typer.BadParameter(str(error), param_hint=argument) from None


def library_of(
    root: Path | None,
    *files: str | Path,
    language: str | None = None,
    as_of: date | None = None,
    draft: bool = True,
) -> Library:
    """Return the workspace that was given, or that a file or else this folder lies in.

    Places may still be to be filled in, but where final documents are asked for: no `draft`.
    """
    from jdgen.workspace.inheritance import Library

    folder = root_of(root, *files)
    if language is None:
        return Library(folder, as_of=as_of, draft=draft)
    tags = Library(folder).setting.languages
    known = {tag.partition("-")[0].lower(): tag for tag in reversed(tags)}
    known |= {tag.lower(): tag for tag in tags}
    tag = known.get(language.strip().lower())
    if tag is None:
        hint = suggest(language, tags, what="its languages are")
        raise typer.BadParameter(
            f'the organisation has no language "{spoken(language)}"; {hint}',
            param_hint="--language",
        )
    return Library(folder, tag, as_of, draft=draft)


def root_of(root: Path | None, *files: str | Path) -> Path:
    """Return the workspace's folder: as given, or the one that a file or this folder lies in."""
    from jdgen.workspace.files import NoWorkspace, find_root

    if root is not None:
        if not disk.is_file(root / "families" / "organisation.yaml"):
            raise typer.BadParameter(
                f"{shown(root)} holds no families/organisation.yaml.", param_hint="--root"
            )
        return root
    named = [Path(file).resolve().parent for file in files if disk.is_file(file)]
    for start in (*named, Path.cwd()):
        with contextlib.suppress(NoWorkspace):
            return find_root(start)
    raise typer.BadParameter(
        "neither this folder nor one above it is a workspace (it would hold"
        " families/organisation.yaml). Change to your workspace, or make one: jdgen init DIR"
    )


def output_of(given: Path | None, usual: Path, root: Path) -> Path:
    """Return where what is made goes; refuse a place in which it would mix with what is read."""
    from jdgen.workspace.files import is_workspace, read_folder

    folder = given or (root / usual if read_folder(usual, root) else usual)
    there = next((path for path in (folder, *folder.parents) if path.exists()), None)
    if there and not there.is_dir():
        raise typer.BadParameter(f"{shown(there)} is a file; give a folder.", param_hint="--output")
    refuse_read(folder, "--output", root)
    if is_workspace(folder):
        raise typer.BadParameter(
            f"{shown(folder)} is a workspace itself; give a folder of its own, such as build.",
            param_hint="--output",
        )
    return folder


def refuse_read(folder: Path, option: str, root: Path | None = None) -> None:
    """Refuse to write where what is read lies, of this or any workspace."""
    from jdgen.workspace.files import read_folder

    if read := read_folder(folder, root):
        where = shown(folder)
        if where != shown(read):
            where = f"{where} lies in {shown(read)}, which"
        why = "is git's own" if read.name == ".git" else "holds what documents are made from"
        raise typer.BadParameter(
            f"{where} {why}; give another folder, such as build.", param_hint=option
        )


def layouts_of(library: Workspace, given: str | None) -> list[str]:
    """Return the layouts that an option names."""
    layouts = library.layouts()
    if given == "all":
        return layouts
    default = layouts[0] if len(layouts) == 1 else "standard"
    names = [default] if given is None else [composed(name.strip()) for name in given.split(",")]
    for name in names:
        if name not in layouts and library.passed_over:
            raise InvalidInput(library.passed_over)
        if name not in layouts:
            raise typer.BadParameter(
                f'there is no layout "{spoken(name)}"; {suggest(name, layouts, what="there are")}',
                param_hint="--layout",
            )
    return list(dict.fromkeys(names))


def layout_of(library: Library, given: str | None) -> str:
    """Return the one layout that an option names, whose titles are to be those of the answer."""
    [name, *more] = layouts_of(library, given)
    if more:
        raise typer.BadParameter("titles can be those of one layout only.", param_hint="--layout")
    return name


def edition_of(audience: Audience, *, draft: bool = False, marked: bool = False) -> Edition:
    """Return the edition for an audience."""
    from jdgen.model.job import Edition

    return Edition(audience.value, draft, marked)


def order_of(
    library: Library,
    layout: str | None,
    format_: str = "docx,md",
    audience: Audience = Audience.job_description,
    *,
    draft: bool = False,
    marked: bool = False,
    where_fit: bool = False,
) -> Order:
    """Return what to make: layouts, formats and for whom."""
    from jdgen.build.files import Order

    edition = edition_of(audience, draft=draft, marked=marked)
    layouts = layouts_of(library, layout)
    return Order(layouts, formats_of(format_), edition, where_fit or len(layouts) > 1)


def formats_of(given: str) -> list[str]:
    """Return the formats that an option names."""
    from jdgen.build.record import FORMATS, PDF

    known = (*FORMATS, PDF)
    parts = [part.strip().lower() for part in given.split(",")]
    formats = [_OTHER_NAMES_OF_FILES.get(part, part) for part in parts]
    for name in formats:
        if name not in known:
            meant = closest(name, known)
            hint = (
                f'did you mean "{meant}"?'
                if meant
                else f"write {either(known)}, or several as {','.join(FORMATS)}"
            )
            raise typer.BadParameter(
                f'"{spoken(name)}" is not a format; {hint}', param_hint="--format"
            )
    return formats
