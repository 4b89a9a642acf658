"""What is wrong with a YAML file, in plain words and at the place to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import yaml


def place_of(file: str, text: str, offset: int) -> Location:
    """Return the place of a character of the text, which is counted from 0."""
    lines = re.split("\r\n|\r|\n", text[:offset])
    return Location(file, len(lines), len(lines[-1]) + 1)


def forbidden(location: Location, character: str) -> Problem:
    """Say that a character can't be held in a Word document."""
    return Problem(
        location,
        f"an invisible character (U+{ord(character):04X}) can't be held in a Word document",
        "delete it, or type the words around it again",
        "control-character",
    )


_NO_BREAK: Final = ("\u00a0", "\u2007", "\u202f")
_BULLET: Final = re.compile(r"[ \t]*([-*](?=[ \t]|$)|•)")


def bullets(lines: Iterable[str], start: Location) -> Iterator[Problem]:
    """Go through the lines inside a text, from its second on, that would be an entry of a list.

    YAML folds them into the text, or documents do: no list comes of them.
    """
    for number, line in enumerate(lines, start=start.line + 1):
        if found := _BULLET.match(line):
            yield Problem(
                Location(start.file, number, found.start(1) + 1),
                f'a line inside a text starts with "{found[1]}", and no list comes of it',
                "write the entries of a list under items:, beside text: or, for a whole section,"
                " lead_in:; end the line before with a dash that is meant as one",
                "lost-list",
            )


_NO_BREAK_INDENT: Final = re.compile("^[ \t]*[\u00a0\u2007\u202f]", re.MULTILINE)


def holds_no_break(text: str) -> bool:
    """Tell whether a text holds a no-break space, which looks like a usual one."""
    return any(character in text for character in _NO_BREAK)


def no_break_indents(text: str, file: str) -> list[Problem]:
    """Return the lines that are indented with spaces that are none to YAML."""
    return [
        Problem(
            place_of(file, text, found.end() - 1),
            f"this line is indented with a no-break space (U+{ord(found[0][-1]):04X})",
            "type usual spaces in its place: it comes of copying from Word or a web page",
            "no-break-space",
        )
        for found in _NO_BREAK_INDENT.finditer(text)
    ]


def no_break_key(key: str, place: Location) -> Problem:
    """Say that a field's name holds a no-break space, which nobody sees."""
    character = next(each for each in key if each in _NO_BREAK)
    return Problem(
        place,
        f"this name holds a no-break space (U+{ord(character):04X})",
        "delete it, or type a usual space in its place",
        "no-break-space",
    )


def syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Say in plain words what libyaml could not read."""
    mark = error.problem_mark or error.context_mark
    problem, context = str(error.problem or ""), str(error.context or "")
    message = f"this is not YAML: {', '.join(part for part in (context, problem) if part)}"
    hint = "check the indentation and the quotes here and on the line before"
    if "found unexpected end of stream" in problem and "quoted scalar" in context:
        mark = error.context_mark or mark
        message, hint = "the quote that opens here is never closed", "close it"
    elif "cannot start any token" in problem and mark:
        character = text[mark.index : mark.index + 1]
        message = f'text can\'t start with "{character}"'
        hint = "put quotes around it"
        if character == "\t":
            message, hint = "this line is indented with a tab", "use spaces"
    elif "could not find expected ':'" in problem:
        mark = error.context_mark or mark
        message = 'this line has no ": "'
        hint = "write `name: value`, with a space after the colon"
    elif "mapping values are not allowed" in problem:
        message = 'there is a second ": " on this line, or it is indented too far'
        hint = 'put quotes around text that holds ": ", or line it up with the field above'
    elif "flow sequence" in context:
        message = "the list opened with [ before this is not closed"
        hint = "add ], or put quotes around a text that holds [ or ]"
    elif "flow mapping" in context:
        message = "an entry written in { } is not closed, or a text in it holds { or }"
        hint = "add }, or put quotes around the text"
    place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
    return Problem(place, message, hint, "yaml-syntax")
