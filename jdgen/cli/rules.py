"""The command that explains a rule: rule."""

from __future__ import annotations

from typing import Annotated

import typer

from jdgen.cli import console
from jdgen.cli.options import AnswerFormat, format_option, guarded, naming


@guarded
def rule(
    wanted: Annotated[str, typer.Argument(metavar="RULE", help="A rule's id, such as EQ03.")],
    format_: Annotated[
        AnswerFormat, format_option(AnswerFormat, "For reading, or for a script")
    ] = AnswerFormat.terminal,
) -> None:
    """Explain a rule: what it looks for, why, and on whose authority.

    Rules are prompts for whoever agrees a job. They are no advice in law.
    """
    from jdgen.rules.catalogue import rule as rule_of

    with naming("RULE"):
        found = rule_of(wanted)
    console.say_report("rule", format_, found)
