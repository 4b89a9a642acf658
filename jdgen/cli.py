"""The command line: reads options, calls one function, prints, and sets the exit code.

Heavy modules are imported in the command that needs them, so that `jdgen --help` is quick.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, ParamSpec

import typer

from jdgen import __version__, console
from jdgen.problems import InvalidInput, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from jdgen.library import Library

WRONG_INPUT: Final = 1
BUG: Final = 3
INTERRUPTED: Final = 130

WRITERS: Final = ("build", "init")

P = ParamSpec("P")

# Boxes and colour are for people at a terminal; into a pipe or a file goes plain text.
_MARKUP: Final = "rich" if sys.stdout.isatty() and sys.stderr.isatty() else None

app = typer.Typer(
    name="jdgen",
    help="Turn job families kept as YAML into Word and Markdown job descriptions.",
    epilog="Exit codes: 0 done, 1 wrong input, 2 wrong command line, 3 a bug in jdgen.",
    no_args_is_help=True,
    rich_markup_mode=_MARKUP,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class CheckFormat(StrEnum):
    """How problems are reported."""

    terminal = "terminal"
    json = "json"
    github = "github"


class ShowFormat(StrEnum):
    """How a list or a job is shown."""

    terminal = "terminal"
    markdown = "markdown"
    json = "json"


class Kind(StrEnum):
    """What there is in a workspace."""

    families = "families"
    levels = "levels"
    roles = "roles"
    vacancies = "vacancies"
    layouts = "layouts"


Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        metavar="DIR",
        help="The workspace: the folder that holds families/. Found from here upward if not given.",
        show_default=False,
    ),
]
Layout = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="NAME",
        help="How the documents look: a folder of templates/. The only one, or standard, if not"
        " given.",
        show_default=False,
    ),
]


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what a command raises into a message and an exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except InvalidInput as invalid:
            found = console.count(len(invalid.problems), "problem")
            written = "; nothing was written" if command.__name__ in WRITERS else ""
            console.note_problems(invalid.problems, f"{found}{written}.")
            raise typer.Exit(WRONG_INPUT) from None
        except BrokenPipeError:  # the reader, such as `head`, has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            console.note(
                f"{error.filename or 'jdgen'}: {error.strerror or error}; nothing was written."
            )
            raise typer.Exit(WRONG_INPUT) from None
        except KeyboardInterrupt:
            console.note("Interrupted; nothing was written.")
            raise typer.Exit(INTERRUPTED) from None
        except (typer.Exit, typer.BadParameter):
            raise
        except Exception:  # noqa: BLE001 - it is reported as a bug
            import traceback  # noqa: PLC0415

            traceback.print_exc()
            console.note(
                "\nThis is a bug in jdgen, not a mistake of yours. Please report it with the lines"
                f" above, the command you gave and the version: jdgen {__version__}."
            )
            raise typer.Exit(BUG) from None

    return run


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer's own signature
    if wanted:
        console.say(f"jdgen {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    pass


def _library(root: Path | None, *files: str | Path) -> Library:
    """Return the workspace that was given, or that a file or else this folder lies in."""
    from jdgen.library import Library, NoWorkspace, find_root  # noqa: PLC0415

    if root is not None:
        if not (root / "families" / "organisation.yaml").is_file():
            raise typer.BadParameter(
                f"{shown(root)} holds no families/organisation.yaml.", param_hint="--root"
            )
        return Library(root)
    named = [Path(file).resolve().parent for file in files if Path(file).is_file()]
    for start in (*named, Path.cwd()):
        with contextlib.suppress(NoWorkspace):
            return Library(find_root(start))
    raise typer.BadParameter(
        "neither this folder nor one above it is a workspace (it would hold"
        " families/organisation.yaml). Change to your workspace, or make one: jdgen init DIR"
    )


def _layout(library: Library, given: str | None) -> str:
    known = library.layouts()
    name = given or (known[0] if len(known) == 1 else "standard")
    if name not in known:
        from jdgen.problems import suggest  # noqa: PLC0415

        raise typer.BadParameter(
            f'there is no layout "{name}"; {suggest(name, known, what="there are")}',
            param_hint="--layout",
        )
    return name


def _formats(given: str) -> list[str]:
    from jdgen.build import FORMATS  # noqa: PLC0415

    formats = [part.strip() for part in given.split(",")]
    for name in formats:
        if name not in FORMATS:
            raise typer.BadParameter(
                f'"{name}" is not a format; write {" or ".join(FORMATS)}, or both with a comma',
                param_hint="--format",
            )
    return formats


def _vacancies(library: Library, given: list[str]) -> list[Path]:
    """Return the files that were named, by path or by a vacancy's name."""
    from jdgen.problems import suggest  # noqa: PLC0415

    by_name: dict[str, Path] = {}
    twice: dict[str, list[str]] = {}
    for vacancy in library.vacancies():
        first = by_name.setdefault(vacancy.stem, vacancy)
        if first != vacancy:
            twice.setdefault(vacancy.stem, [shown(first)]).append(shown(vacancy))
    found: dict[Path, Path] = {}
    for name in given:
        if name in twice and not Path(name).is_file():
            paths = " or ".join(twice[name])
            raise typer.BadParameter(f'"{name}" names several: write {paths}', param_hint="FILE")
        path = Path(name) if Path(name).is_file() else by_name.get(name)
        if path is None and name in {role.stem for role in library.roles()}:
            raise typer.BadParameter(
                f'"{name}" is a role: make a vacancy that names it, or see it with'
                f" jdgen show {name}",
                param_hint="FILE",
            )
        if path is None:
            known = [shown(path) for path in by_name.values()] if "/" in name else by_name
            hint = suggest(name, known, what="the vacancies are")
            raise typer.BadParameter(f'there is no file "{name}"; {hint}', param_hint="FILE")
        found.setdefault(path.resolve(), path)
    return list(found.values())


@app.command()
@guarded
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The new workspace's folder.")],
) -> None:
    """Make a workspace for a new organisation.

    Files that are there already are never overwritten.
    """
    from jdgen.starter import start  # noqa: PLC0415

    written = start(folder)
    console.say(f"{console.count(len(written), 'file')} written to {shown(folder)}.")
    console.say("Next:")
    console.say(f"  cd {shown(folder)}")
    console.say("  jdgen build --all              the documents of the example vacancies")
    console.say("  families/organisation.yaml     your organisation: start editing here")
    console.say(
        "Search for Northmere, the invented council's name: these are the places to change."
    )


@app.command()
@guarded
def build(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            help="Vacancies, as files or by name.", metavar="[FILE]...", show_default=False
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Build every vacancy of the workspace.")
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="LIST", help="docx, md, or both with a comma.")
    ] = "docx,md",
    layout: Layout = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where the documents go.")
    ] = Path("build"),
    root: Root = None,
) -> None:
    """Write the documents of vacancies, in Word and Markdown.

    Each vacancy gets a folder of its own. Nothing is written unless everything is right.
    """
    from jdgen.build import build as build_documents  # noqa: PLC0415

    given = file or []
    if all_ and given:
        raise typer.BadParameter("give the vacancies to build or --all, not both.")
    if not (all_ or given):
        raise typer.BadParameter("name the vacancies to build, or give --all for every one.")
    if output.exists() and not output.is_dir():
        raise typer.BadParameter(
            f"{shown(output)} is a file; give a folder.", param_hint="--output"
        )
    library = _library(root, *given)
    formats = _formats(format_)
    layout = _layout(library, layout)
    paths = library.vacancies() if all_ else _vacancies(library, given)
    if not paths:
        raise typer.BadParameter(
            f"{shown(library.root)} holds no vacancies: add one to its folder vacancies/.",
            param_hint="--all",
        )
    with console.progress(len(paths), "Building") as advance:
        written = build_documents(library, paths, layout, formats, output, advance)
    for path in written:
        console.say(shown(path))
    if sys.stdout.isatty():
        written_files = console.count(len(written), "file")
        console.note(f"{written_files} written for {console.count(len(paths), 'vacancy')}.")


@app.command()
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
        CheckFormat, typer.Option("--format", help="How problems are reported.")
    ] = CheckFormat.terminal,
    layout: Layout = None,
    root: Root = None,
) -> None:
    """Find every mistake, and write nothing.

    Exit code 1 where there is one.
    """
    from jdgen.check import check as check_files  # noqa: PLC0415

    library = _library(root, *(file or ()))
    files = _vacancies(library, file or [])
    number, problems = check_files(library, _layout(library, layout), files)
    if format_ is CheckFormat.json:
        console.say_problems_as_json(problems)
    elif format_ is CheckFormat.github:
        console.say_problems_to_github(problems)
    elif problems:
        found = console.count(len(problems), "problem")
        console.note_problems(problems, f"{found} in {console.count(number, 'file')}.")
    else:
        console.say(f"{console.count(number, 'file')} checked, no problems.")
    if problems:
        raise typer.Exit(WRONG_INPUT)


@app.command("list")
@guarded
def list_(
    what: Annotated[
        Kind | None,
        typer.Argument(
            help="What to list; everything but layouts if not given.", show_default=False
        ),
    ] = None,
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="A table, Markdown or JSON.")
    ] = ShowFormat.terminal,
    root: Root = None,
) -> None:
    """List families, levels, roles, vacancies or layouts."""
    from jdgen.listing import listed  # noqa: PLC0415

    library = _library(root)
    kinds = [what] if what else [kind for kind in Kind if kind is not Kind.layouts]
    lists = {kind: listed(library, kind) for kind in kinds}
    if format_ is ShowFormat.json:
        data = {kind: found.data() for kind, found in lists.items()}
        console.say_json(data[what] if what else data)
        return
    for number, (kind, found) in enumerate(lists.items()):
        if not what:
            console.say(f"{chr(10) * bool(number)}{kind.capitalize()}")
        if format_ is ShowFormat.markdown:
            console.say_markdown_table(found.columns, found.rows)
        else:
            console.say_table(found.columns, found.rows, found.narrow)


@app.command()
@guarded
def show(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET", help="A level (PRO9), a role or a vacancy, by name or as a file."
        ),
    ],
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="For reading, as Markdown, or as JSON.")
    ] = ShowFormat.terminal,
    layout: Layout = None,
    root: Root = None,
) -> None:
    """Show a level, role or vacancy with all that it inherits.

    As JSON, each text names the file and line that said it.
    """
    from jdgen.compose import compose  # noqa: PLC0415
    from jdgen.finding import NotFound, find  # noqa: PLC0415

    library = _library(root, target)
    layout = _layout(library, layout)
    try:
        found = find(library, target)
    except NotFound as error:
        raise typer.BadParameter(str(error), param_hint="TARGET") from None
    job = compose(found.lineage)
    if found.remark:
        console.note(found.remark)
    if format_ is ShowFormat.json:
        from jdgen.export import job_data  # noqa: PLC0415

        console.say_json(job_data(job))
        return
    from jdgen.build import documents  # noqa: PLC0415

    text = "\n".join(document.markdown for document in documents(job, library.layout(layout)))
    if format_ is ShowFormat.markdown:
        console.say(text.rstrip("\n"))
    else:
        console.say_markdown(text)


def run() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    app()
