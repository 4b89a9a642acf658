"""The command line: reads options, calls one function, prints, and sets the exit code.

Heavy modules are imported in the command that needs them, so that `jdgen --help` is quick.
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, ParamSpec

import typer

from jdgen import __version__, console
from jdgen.problems import InvalidInput, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jdgen.build import Order
    from jdgen.library import Library
    from jdgen.targets import Kind as TargetKind
    from jdgen.targets import Target
    from jdgen.texts import Foreign

WRONG_INPUT: Final = 1
BUG: Final = 3
INTERRUPTED: Final = 130

WRITERS: Final = ("build", "init", "schema")

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


class Audience(StrEnum):
    """For whom documents are."""

    advert = "advert"
    job_description = "job-description"
    evaluation = "evaluation"


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
    clauses = "clauses"
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
Layouts = Annotated[
    str | None,
    typer.Option(
        "--layout",
        metavar="LIST",
        help="How the documents look: a folder of templates/, several with commas, or all. The only"
        " one, or standard, if not given.",
        show_default=False,
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="Pay, clauses and levels as in force on a day, such as 2027-04-01. A vacancy's closing"
        " date, or the latest, if not given.",
        show_default=False,
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="TAG",
        help="The language to read: one of the organisation's, such as cy. The main one if not"
        " given.",
        show_default=False,
    ),
]
Audiences = Annotated[
    Audience,
    typer.Option("--audience", help="For whom the documents are."),
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


def _library(
    root: Path | None,
    *files: str | Path,
    language: str | None = None,
    as_of: datetime | None = None,
) -> Library:
    """Return the workspace that was given, or that a file or else this folder lies in."""
    from jdgen.library import Library  # noqa: PLC0415

    folder = _root(root, *files)
    day = as_of.date() if as_of else None
    if not language:
        return Library(folder, as_of=day)
    setting = Library(folder).setting
    tag = setting.find(language)
    if tag is None:
        raise typer.BadParameter(
            f"the organisation's languages are {', '.join(setting.languages)}.",
            param_hint="--language",
        )
    return Library(folder, tag, day)


def _root(root: Path | None, *files: str | Path) -> Path:
    from jdgen.workspace import NoWorkspace, find_root  # noqa: PLC0415

    if root is not None:
        if not (root / "families" / "organisation.yaml").is_file():
            raise typer.BadParameter(
                f"{shown(root)} holds no families/organisation.yaml.", param_hint="--root"
            )
        return root
    named = [Path(file).resolve().parent for file in files if Path(file).is_file()]
    for start in (*named, Path.cwd()):
        with contextlib.suppress(NoWorkspace):
            return find_root(start)
    raise typer.BadParameter(
        "neither this folder nor one above it is a workspace (it would hold"
        " families/organisation.yaml). Change to your workspace, or make one: jdgen init DIR"
    )


def _layouts(library: Library, given: str | None) -> list[str]:
    known = library.layouts()
    if given == "all":
        return known
    names = [name.strip() for name in given.split(",")] if given else []
    for name in names or [known[0] if len(known) == 1 else "standard"]:
        if name not in known:
            from jdgen.problems import suggest  # noqa: PLC0415

            raise typer.BadParameter(
                f'there is no layout "{name}"; {suggest(name, known, what="there are")}',
                param_hint="--layout",
            )
    return list(dict.fromkeys(names)) or [known[0] if len(known) == 1 else "standard"]


def _order(
    library: Library,
    layout: str | None,
    format_: str = "docx,md",
    audience: Audience = Audience.job_description,
    *,
    draft: bool = False,
    marked: bool = False,
    where_fit: bool = False,
) -> Order:
    from jdgen.build import Order  # noqa: PLC0415
    from jdgen.model import Edition  # noqa: PLC0415

    edition = Edition(audience.value, draft, marked)
    layouts = _layouts(library, layout)
    return Order(layouts, _formats(format_), edition, where_fit or len(layouts) > 1)


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


def _targets(library: Library, given: Sequence[str], kinds: Sequence[TargetKind]) -> list[Target]:
    """Return what was named, by a file's path or by name, each once."""
    from jdgen.targets import NotFound, find  # noqa: PLC0415

    found: dict[tuple[Path, str], Target] = {}
    for word in given:
        if not Path(word).is_file() and word in {role.stem for role in library.roles()}:
            names = {path.stem for path in library.vacancies()}
            if "role" not in kinds and word not in names:
                raise typer.BadParameter(
                    f'"{word}" is a role: make a vacancy that names it, or see it with'
                    f" jdgen show {word}",
                    param_hint="FILE",
                )
        try:
            target = find(library, word, kinds).target
        except NotFound as error:
            raise typer.BadParameter(str(error), param_hint="FILE") from None
        found.setdefault((target.path.resolve(), target.grade), target)
    return list(found.values())


def _note_foreign(foreign: Sequence[Foreign], library: Library) -> None:
    """List the texts that nobody has translated, with their places."""
    if not foreign:
        return
    for text in sorted(foreign, key=lambda text: text.source[1:]):
        source = text.source
        words = " ".join(text.split())
        cut = f"{words[:57]}…" if len(words) > 58 else words  # noqa: PLR2004 - one line of it
        console.note(f"{source.file}:{source.line}:{source.column}: not translated: {cut}")
    number = console.count(len(foreign), "text")
    setting = library.setting
    main, other = (tag.partition("-")[0] for tag in (setting.main, setting.wanted))
    console.note(
        f'{number} not said in "{setting.wanted}", printed as they are; write'
        f" {{{main}: …, {other}: …}} in place of each."
    )


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
            help="Vacancies, levels (PRO9) or families, by name or as files.",
            metavar="[FILE]...",
            show_default=False,
        ),
    ] = None,
    all_: Annotated[
        bool, typer.Option("--all", help="Build every vacancy, level and family of the workspace.")
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="LIST", help="docx, md, or both with a comma.")
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
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where the documents go.")
    ] = Path("build"),
    root: Root = None,
) -> None:
    """Write the documents of vacancies, levels and families, in Word and Markdown.

    Each vacancy gets a folder of its own. Nothing is written unless everything is right.
    """
    from jdgen.build import build as build_documents  # noqa: PLC0415
    from jdgen.targets import everything  # noqa: PLC0415

    given = file or []
    if all_ and given:
        raise typer.BadParameter("give the vacancies to build or --all, not both.")
    if not (all_ or given):
        raise typer.BadParameter("name the vacancies to build, or give --all for every one.")
    if output.exists() and not output.is_dir():
        raise typer.BadParameter(
            f"{shown(output)} is a file; give a folder.", param_hint="--output"
        )
    library = _library(root, *given, language=language, as_of=as_of)
    order = _order(library, layout, format_, audience, draft=draft, marked=draft, where_fit=all_)
    targets = (
        list(everything(library))
        if all_
        else _targets(library, given, ("vacancy", "level", "family"))
    )
    if all_ and not any(target.kind == "vacancy" for target in targets):
        console.note(f"{shown(library.root)} holds no vacancies: add one to its folder vacancies/.")
    with console.progress(len(targets), "Building") as advance:
        written, foreign = build_documents(library, targets, order, output, advance)
    for path in written:
        console.say(shown(path))
    _note_foreign(foreign, library)
    if sys.stdout.isatty():
        console.note(f"{console.count(len(written), 'file')} written.")


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
    layout: Layouts = None,
    language: Language = None,
    as_of: AsOf = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="Allow places that are still to be filled in.")
    ] = False,
    root: Root = None,
) -> None:
    """Find every mistake, and write nothing.

    Exit code 1 where there is one. With --language, a text that is not translated is one too.
    """
    from jdgen.check import check as check_files  # noqa: PLC0415

    library = _library(root, *(file or ()), language=language, as_of=as_of)
    kinds: tuple[TargetKind, ...] = ("vacancy", "level", "role", "family")
    paths = [Path(word) for word in file or () if Path(word).is_file()]
    words = [word for word in file or () if not Path(word).is_file()]
    paths += (target.path for target in _targets(library, words, kinds))
    number, problems = check_files(
        library, _order(library, layout, draft=draft, where_fit=not paths), paths
    )
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
            help="What to list; all but clauses and layouts if not given.", show_default=False
        ),
    ] = None,
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="A table, Markdown or JSON.")
    ] = ShowFormat.terminal,
    root: Root = None,
) -> None:
    """List families, levels, roles, vacancies, clauses or layouts."""
    from jdgen.listing import listed  # noqa: PLC0415

    library = _library(root)
    kinds = [what] if what else [kind for kind in Kind if kind not in (Kind.clauses, Kind.layouts)]
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
            metavar="TARGET",
            help="A level (PRO9, or TRA6-8:7 at one of its grades), a role (likewise), a vacancy"
            " or a family, by name or as a file.",
        ),
    ],
    format_: Annotated[
        ShowFormat, typer.Option("--format", help="For reading, as Markdown, or as JSON.")
    ] = ShowFormat.terminal,
    layout: Layouts = None,
    audience: Audiences = Audience.job_description,
    language: Language = None,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Show a level, role, vacancy or family with all that it inherits.

    As JSON, each text names the file and line that said it.
    """
    from jdgen.targets import NotFound, find, jobs  # noqa: PLC0415

    library = _library(root, target, language=language, as_of=as_of)
    order = _order(library, layout, audience=audience, draft=True)
    try:
        found = find(library, target)
    except NotFound as error:
        raise typer.BadParameter(str(error), param_hint="TARGET") from None
    job, inner = jobs(library, found.target, order.edition)
    if found.remark:
        console.note(found.remark)
    if format_ is ShowFormat.json:
        from jdgen.export import job_data  # noqa: PLC0415

        console.say_json(job_data(job))
        return
    from jdgen.documents import documents  # noqa: PLC0415

    made = [
        document.markdown
        for name in order.layouts
        for document in documents(job, library.layout(name), inner)
    ]
    text = "\n".join(made)
    if format_ is ShowFormat.markdown:
        console.say(text.rstrip("\n"))
    else:
        console.say_markdown(text)


@app.command()
@guarded
def schema(
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Where the schemas go: .jdgen in the workspace if not given.",
            show_default=False,
        ),
    ] = None,
    root: Root = None,
) -> None:
    """Write JSON Schema for every kind of file, for editors to complete and check by.

    Write them anew when ids change: editors offer the workspace's own clauses, levels and roles.
    """
    from jdgen.output import write_files  # noqa: PLC0415
    from jdgen.schemas import FOLDER, schema_files  # noqa: PLC0415

    library = _library(root)
    for path in write_files(output or library.root / FOLDER, schema_files(library)):
        console.say(shown(path))


def run() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    app()
