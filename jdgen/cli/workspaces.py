"""The commands that make a workspace, and help to write its files: init, schema."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Final

import typer

from jdgen.cli import console
from jdgen.cli.options import Root, guarded, library_of, output_of, refuse_read, value_option
from jdgen.problems import either, shown
from jdgen.reports.numbers import counted

_LANGUAGE_HELP: Final = (
    "With --empty: the language of the documents, such as cy, en-US or fr. en-GB if not given."
)


@guarded
def init(
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR", help="The new workspace's folder; with --empty, this one if not given."
        ),
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="Without the invented council: only what you need.")
    ] = False,
    name: Annotated[
        str | None,
        typer.Option(
            "--name", metavar="TEXT", help="With --empty: what your organisation is called."
        ),
    ] = None,
    language: Annotated[
        str | None,
        value_option("--language", "TAG", _LANGUAGE_HELP),
    ] = None,
) -> None:
    """Make a workspace for a new organisation: an example to change, or an empty one.

    Files that are there already are never overwritten.
    """
    from jdgen.build.starter import empty_files, start, starter_files

    if folder is None and not empty:
        raise typer.BadParameter("give the folder to make: jdgen init DIR", param_hint="DIR")
    for option, value in (("--name", name), ("--language", language)):
        if value is not None and not empty:
            message = "the example is that of an invented council; add --empty"
            raise typer.BadParameter(message, param_hint=option)
    place = folder or Path()
    refuse_read(place, "DIR")
    if empty:
        tag = _spoken(language)  # before anything is asked
        files = empty_files(_called(name), tag)
    else:
        files = starter_files()
    written, kept = start(place, files)
    console.say(f"{counted(len(written), 'file')} written to {shown(place)}.")
    for file in kept:
        console.note(f"{shown(place / file)} is there already, and is kept as it is.")
    _say_next(place, is_empty=empty)


def _say_next(folder: Path, *, is_empty: bool) -> None:
    """Say what to do with a new workspace."""
    console.say("Next:")
    if folder != Path():
        console.say(f"  cd {pasteable(shown(folder))}")
    if is_empty:
        console.say("  jdgen build --all --draft      see what there is: drafts of one family")
        console.say("  README.md                      what to fill in, step by step")
        return
    console.say("  jdgen build --all              the documents of the example vacancies")
    console.say("  families/organisation.yaml     your organisation: start editing here")
    console.say("  README.md                      what is where, and who agrees it")
    console.say(
        "Search for Northmere, the invented council's name: these are the places to change."
    )


def _called(name: str | None) -> str:
    """Return the name of an organisation; on a terminal it is asked for."""
    from jdgen.authoring.questions import Question, one_of
    from jdgen.cli.asking import Asker

    question = Question("--name", "What is your organisation called?", required=True)
    return one_of(Asker({"--name": name}), question)


def _spoken(language: str | None) -> str:
    """Return a language as YAML has it; refuse one that jdgen has no words of."""
    from jdgen.model.languages import has_words, languages
    from jdgen.names import spoken
    from jdgen.reading.values import language_tag

    tag = language_tag(language or "en-GB")
    if tag is None or not has_words(tag):
        known = either(languages())
        raise typer.BadParameter(
            f'jdgen has no words of the language "{spoken(language or "")}" yet; write {known}, and'
            " see docs/organisation.md for how to give it those of another",
            param_hint="--language",
        )
    return tag


def pasteable(path: str) -> str:
    """Return a path as it can be pasted into a command line."""
    if os.name == "nt":
        return f'"{path}"' if " " in path else path
    import shlex

    return shlex.quote(path)


@guarded
def schema(
    output: Annotated[
        Path | None,
        value_option(
            "--output", "DIR", "Where the schemas go: .jdgen in the workspace if not given.", "-o"
        ),
    ] = None,
    root: Root = None,
) -> None:
    """Write JSON Schema for every kind of file, for editors to complete and check by.

    Write them anew when ids change: editors offer the workspace's own clauses, levels and roles.
    """
    from jdgen.build.editor_schemas import FOLDER, write_schemas

    library = library_of(root)
    folder = output_of(output, library.root / FOLDER, library.root)
    for path in write_schemas(library, folder):
        console.say(shown(path))
