"""The command line: reads options, calls one function, prints, and sets the exit code.

Heavy modules are imported in the command that needs them, so that `jdgen --help` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, MutableMapping
from contextlib import contextmanager
from importlib import import_module
from inspect import cleandoc
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from jdgen import __version__
from jdgen.cli import console
from jdgen.process.streams import harmless, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import Protocol

    from typer._click import Command

    class _Formatter(Protocol):
        """What help is set out by, as typer has it."""

        buffer: list[str]

        def getvalue(self) -> str: ...
        def section(self, name: str) -> AbstractContextManager[None]: ...
        def write_dl(self, rows: Sequence[tuple[str, str]]) -> None: ...


# Mistakes are drawn in boxes for people at a terminal; into a pipe or a file goes plain text.
_MARKUP: Final = "rich" if sys.stdout.isatty() and sys.stderr.isatty() else None

_UsageError: Final[type[Exception]] = typer.BadParameter.__base__  # type: ignore[assignment]


@contextmanager
def _nothing_hidden() -> Iterator[None]:
    """Let nothing be hidden in what is wrong with a command line: typer draws it itself.

    It quotes what was typed, and the names of files that are like it.
    """
    try:
        yield
    except _UsageError as error:
        error.message = harmless(visible(error.message))  # type: ignore[attr-defined]
        raise


_Context: Final[Any] = TyperCommand.context_class


class _HelpFormatter(_Context.formatter_class):  # type: ignore[misc]
    """Sets help out in two columns, broken between words alone.

    What it overrides breaks lines at hyphens too, and so inside --format and job-description.
    """

    def write_text(self, text: str) -> None:
        super().write_text(text.replace("-", _HYPHEN))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        whole = [(name, text.replace("-", _HYPHEN)) for name, text in rows]
        super().write_dl(whole, col_max, col_spacing)

    def getvalue(self) -> str:
        return str(super().getvalue()).replace(_HYPHEN, "-")


_HYPHEN: Final = "\u2011"
"""A hyphen at which no line is broken."""


class _HelpContext(_Context):  # type: ignore[misc]
    formatter_class = _HelpFormatter


class _Help:
    """Help that is one text wherever it goes: the tables that typer draws break words to fit."""

    context_class: Any = _HelpContext

    def format_help(self, ctx: object, formatter: _Formatter) -> None:
        for part in ("usage", "help_text", "options", "epilog"):
            getattr(self, f"format_{part}")(ctx, formatter)
        if _MARKUP:
            from jdgen.reports.terminal.help import draw

            draw(formatter.getvalue())
            formatter.buffer.clear()


class _Command(_Help, TyperCommand):
    pass


class _Known(MutableMapping[str, "Command"]):
    """Commands by name, each made of its function when it is first asked for.

    To read the options of them all would take longer than what most of them do.
    """

    def __init__(self, commands: Mapping[str, Command | str]) -> None:
        self._commands = {**commands}

    def __getitem__(self, name: str) -> Command:
        command = self._commands[name]
        if isinstance(command, str):
            command = self._commands[name] = _command(name, command)
        return command

    def __setitem__(self, name: str, command: Command) -> None:
        self._commands[name] = command

    def __delitem__(self, name: str) -> None:
        del self._commands[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._commands)

    def __len__(self) -> int:
        return len(self._commands)

    def first_sentence(self, name: str) -> str:
        """Return what lists of commands say of one, for which it need not be made."""
        command = self._commands[name]
        if not isinstance(command, str):
            return str(command.short_help)
        return _first_sentence(_help_of(_function(command)))


def _function(name: str) -> Callable[..., None]:
    module, attribute = name.split(".")
    function: Callable[..., None] = getattr(import_module(f"jdgen.cli.{module}"), attribute)
    return function


def _help_of(function: Callable[..., None]) -> str:
    return cleandoc(function.__doc__ or "")


def _first_sentence(help_text: str) -> str:
    return " ".join(help_text.split("\n\n", maxsplit=1)[0].split())


def _command(name: str, function: str) -> Command:
    """Return the command of a function, whose first sentence stands whole in lists of commands."""
    does = _function(function)
    help_text = _help_of(does)
    alone = typer.Typer(
        add_completion=False, rich_markup_mode=_MARKUP, pretty_exceptions_enable=False
    )
    first = _first_sentence(help_text)
    alone.command(name, cls=_Command, help=help_text, short_help=first)(does)
    return typer.main.get_command(alone)


_FUNCTIONS: Final = {
    "jdgen": {
        "init": "workspaces.init",
        "import": "imports.import_",
        "build": "builds.build",
        "check": "checks.check",
        "list": "questions.list_",
        "show": "questions.show",
        "explain": "questions.explain",
        "where-used": "questions.where_used",
        "diff": "differences.diff",
        "impact": "differences.impact",
        "evaluated": "evaluations.evaluated",
        "review": "evaluations.review",
        "audit": "audits.audit",
        "rule": "rules.rule",
        "schema": "workspaces.schema",
    },
    "house-style": {"adopt": "house_styles.adopt"},
    "new": {
        "vacancy": "new.vacancy",
        "role": "new.role",
        "level": "new.level",
        "family": "new.family",
    },
}
"""The commands of each group, with the module here and the function that each is."""


class _Commands(_Help, TyperGroup):
    """All commands, run as typer runs them."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - typer's own
        super().__init__(**settings)
        self.commands = self._known = _Known({**_FUNCTIONS[self.name or ""], **self.commands})

    def list_commands(self, _: object) -> list[str]:
        """Return the names of the commands; typer's own would make each of them."""
        return list(self._known)

    def format_commands(self, _: object, formatter: _Formatter) -> None:
        """List the commands, each with its first sentence whole."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._known.first_sentence(name)) for name in self._known])

    make_context = _nothing_hidden()(TyperGroup.make_context)
    invoke = _nothing_hidden()(TyperGroup.invoke)


app = typer.Typer(
    name="jdgen",
    cls=_Commands,
    help="Turn job families kept as YAML into Word and Markdown job descriptions.",
    epilog="Exit codes: 0 done, 1 wrong input, 2 wrong command line, 3 a bug in jdgen.",
    no_args_is_help=True,
    rich_markup_mode=_MARKUP,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


_house_style = typer.Typer(
    cls=_Commands,
    help="Make house styles of Word templates.",
    no_args_is_help=True,
    rich_markup_mode=_MARKUP,
)
app.add_typer(_house_style, name="house-style", short_help=_house_style.info.help)

_new = typer.Typer(
    cls=_Commands,
    help="Write a new vacancy, role, level or family, and ask for what it says.",
    no_args_is_help=True,
    rich_markup_mode=_MARKUP,
)
app.add_typer(_new, name="new", short_help=_new.info.help)


def run() -> None:
    """Run the command line."""
    app()
