"""The command line: reads options, calls one function, prints, and sets the exit code.

Heavy modules are imported in the command that needs them, so that `jdgen --help` is quick.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

from jdgen import __version__
from jdgen.cli import console, differences, documents, questions
from jdgen.streams import harmless, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

# Boxes and colour are for people at a terminal; into a pipe or a file goes plain text.
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


class _Commands(TyperGroup):
    """All commands, run as typer runs them."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - typer's own
        with _nothing_hidden():
            return super().make_context(*args, **kwargs)

    def invoke(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - typer's own
        with _nothing_hidden():
            return super().invoke(*args, **kwargs)


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


app.command()(documents.init)
app.command()(documents.build)
app.command()(documents.check)
app.command("list")(questions.list_)
app.command()(questions.show)
app.command()(questions.explain)
app.command()(questions.where_used)
app.command()(differences.diff)
app.command()(differences.impact)
app.command()(documents.schema)


def run() -> None:
    """Run the command line."""
    app()
