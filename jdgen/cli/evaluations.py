"""The commands about what was agreed and when: evaluated, review."""

from __future__ import annotations

from typing import Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import (
    AsOf,
    Due,
    ReviewFormat,
    Root,
    format_option,
    guarded,
    library_of,
    naming,
)


@guarded
def evaluated(
    role: Annotated[
        list[str], typer.Argument(metavar="ROLE", help="Roles that a panel has evaluated.")
    ],
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """Keep with a role's evaluation what it rests on, so that later changes are seen.

    Digests of the texts that the panel saw go into the role's file, under evaluation: rests_on:.
    """
    from jdgen.build.evaluated import evaluated as keep
    from jdgen.workspace.targets import find

    library = library_of(root, *role, as_of=as_of)
    with naming("ROLE"):
        targets = [find(library, word, ("role",)).target for word in role]
    for path, is_new in keep(library, targets):
        name = library.naming.shown(path)
        console.say(name if is_new else f"{name}: nothing has changed since")


@guarded
def review(
    due: Due,
    format_: Annotated[
        ReviewFormat, format_option(ReviewFormat, "A table, Markdown, CSV or JSON")
    ] = ReviewFormat.terminal,
    as_of: AsOf = None,
    root: Root = None,
) -> None:
    """List what is past or near its review date, without an owner, or a draft, by owner.

    What is past is known by --as-of, and not by today's date.
    """
    from jdgen.workspace.review import to_review

    library = library_of(root, as_of=as_of)
    rows = to_review(library, due, as_of)
    if format_ is ReviewFormat.csv:
        from jdgen.reports.review import csv

        console.say_document(csv(rows))
        return
    console.say_report("review", format_, rows)
