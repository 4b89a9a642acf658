"""What is wrong with a YAML file, in plain words and at the place to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.problems import Location, Problem
from jdgen.reading.invisible import described

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import yaml


def place_of(file: str, text: str, offset: int) -> Location:
    """Return the place of a character of the text, which is counted from 0."""
    lines = re.split("\r\n|\r|\n", text[:offset])
    return Location(file, len(lines), len(lines[-1]) + 1)


def forbidden(location: Location, character: str) -> Problem:
    """Say what is wrong with an invisible character."""
    return Problem(
        location,
        described(character),
        "delete it, or type the words around it again",
        "control-character",
    )


_NO_BREAK: Final = ("\u00a0", "\u2007", "\u202f")
_BULLET: Final = re.compile(r"[ \t]*([-*](?=[ \t]|$)|•)")
_NUMBERED: Final = re.compile(r"[ \t]*((\d{1,2})[.)])(?=[ \t])")


def bullets(lines: Iterable[str], start: Location) -> Iterator[Problem]:
    """Yield the lines inside a text, from its second on, that would be an entry of a list.

    YAML folds them into the text, or documents do: no list comes of them.
    """
    last = 0
    for number, line in enumerate(lines, start=start.line + 1):
        found, numbered = _BULLET.match(line), _NUMBERED.match(line)
        this = int(numbered[2]) if numbered else 0
        if numbered and last and this == last + 1:  # one may be prose, two in a row are a list
            found = numbered
        last = this
        if found:
            yield Problem(
                Location(start.file, number, found.start(1) + 1),
                f'a line inside a text starts with "{found[1]}", and no list comes of it',
                "write the entries of a list under items:, beside text: or, for a whole section,"
                " lead_in:; end the line before with a dash that is meant as one",
                "lost-list",
            )


_NO_BREAK_START: Final = re.compile("[ \t]*(?:-[ \t]*)*([\u00a0\u2007\u202f])")
_NO_BREAK_COLON: Final = re.compile(":([\u00a0\u2007\u202f])")
_USUAL_SPACES: Final = "type usual spaces in its place: it comes of copying from Word or a web page"


def holds_no_break(text: str) -> bool:
    """Return whether a text holds a no-break space, which looks like a usual one."""
    return any(character in text for character in _NO_BREAK)


def no_break_starts(lines: Iterable[str], start: Location) -> Iterator[Problem]:
    """Yield the lines that start with a space, maybe after a dash, that is none to YAML.

    The first of the lines starts at the place given, the others at the start of theirs.
    """
    for number, line in enumerate(lines):
        if found := _NO_BREAK_START.match(line):
            before = 0 if number else start.column - 1
            yield Problem(
                Location(start.file, start.line + number, before + found.start(1) + 1),
                f"this line starts with a no-break space (U+{ord(found[1]):04X})",
                _USUAL_SPACES,
                "no-break-space",
            )


def no_break_key(key: str, place: Location) -> Iterator[Problem]:
    """Say that a field's name holds a no-break space, but for one that its line starts with."""
    if not _NO_BREAK_START.match(key):
        character = next(each for each in key if each in _NO_BREAK)
        yield Problem(
            place,
            f"this name holds a no-break space (U+{ord(character):04X})",
            "delete it, or type a usual space in its place",
            "no-break-space",
        )


def _no_break(error: yaml.MarkedYAMLError, text: str, file: str) -> Iterator[Problem]:
    """Yield the no-break spaces of the lines at which libyaml gave up."""
    lines = text.splitlines()
    for mark in (error.problem_mark, error.context_mark):
        if mark and mark.line < len(lines):
            line = lines[mark.line]
            yield from no_break_starts([line], Location(file, mark.line + 1))
            found = _NO_BREAK_COLON.search(line)
            if found and "could not find expected ':'" in str(error.problem):
                yield Problem(
                    Location(file, mark.line + 1, found.start(1) + 1),
                    f"a no-break space (U+{ord(found[1]):04X}) stands after this colon",
                    _USUAL_SPACES,
                    "no-break-space",
                )


def syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Say in plain words what libyaml could not read."""
    if no_break := next(_no_break(error, text, file), None):
        return no_break
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
    end = place_of(file, text, len(text))
    place = min(place, end)  # libyaml ends a last line that its author didn't
    return Problem(place, message, hint, "yaml-syntax")
