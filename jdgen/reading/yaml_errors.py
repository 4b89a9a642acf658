"""What is wrong with a YAML file, in plain words and at the place to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.problems import Place
from jdgen.reading.invisible import described

if TYPE_CHECKING:
    from collections.abc import Iterable

    import yaml

    from jdgen.problems import Problems
    from jdgen.reading.yaml import Text


def place_of(file: str, text: str, offset: int) -> Place:
    """Return the place of a character of the text, which is counted from 0."""
    lines = re.split("\r\n|\r|\n", text[:offset])
    return Place(file, len(lines), len(lines[-1]) + 1)


def refuse_invisible(problems: Problems, place: Place, character: str) -> None:
    """Say what is wrong with an invisible character."""
    hint = "delete it, or type the words around it again"
    problems.refuse(place, described(character), hint, "control-character")


_NO_BREAK: Final = ("\u00a0", "\u2007", "\u202f")
_BULLET: Final = re.compile(r"[ \t]*([-*](?=[ \t]|$)|•)")
_NUMBERED: Final = re.compile(r"[ \t]*((\d{1,2})[.)])(?=[ \t])")


def refuse_bullets(problems: Problems, lines: Iterable[str], start: Place) -> None:
    """Refuse the lines inside a text, from its second on, that would be an entry of a list.

    YAML folds them into the text, or documents do: no list comes of them.
    """
    last = 0
    for number, line in enumerate(lines, start=start.line + 1):
        match, numbered = _BULLET.match(line), _NUMBERED.match(line)
        this = int(numbered[2]) if numbered else 0
        if numbered and last and this == last + 1:  # one may be prose, two in a row are a list
            match = numbered
        last = this
        if match:
            problems.refuse(
                Place(start.file, number, match.start(1) + 1),
                f'a line inside a text starts with "{match[1]}", and no list comes of it',
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


def refuse_no_break_starts(problems: Problems, lines: Iterable[str], start: Place) -> bool:
    """Refuse the lines that start with a space, maybe after a dash, that is none to YAML.

    The first of the lines starts at the place given, the others at the start of theirs. Returns
    whether there were any.
    """
    before = len(problems)
    for number, line in enumerate(lines):
        if match := _NO_BREAK_START.match(line):
            indent = 0 if number else start.column - 1
            problems.refuse(
                Place(start.file, start.line + number, indent + match.start(1) + 1),
                f"this line starts with a no-break space (U+{ord(match[1]):04X})",
                _USUAL_SPACES,
                "no-break-space",
            )
    return len(problems) > before


def refuse_no_break_key(problems: Problems, key: Text) -> None:
    """Refuse a no-break space in a field's name, but for one that its line starts with."""
    if not _NO_BREAK_START.match(key):
        character = next(letter for letter in key if letter in _NO_BREAK)
        problems.refuse(
            key,
            f"this name holds a no-break space (U+{ord(character):04X})",
            "delete it, or type a usual space in its place",
            "no-break-space",
        )


def _refuse_no_break(problems: Problems, error: yaml.MarkedYAMLError, text: str, file: str) -> bool:
    """Refuse the first no-break space on a line at which libyaml gave up; return whether it is."""
    lines = text.splitlines()
    for mark in (error.problem_mark, error.context_mark):
        if mark and mark.line < len(lines):
            line = lines[mark.line]
            if refuse_no_break_starts(problems, [line], Place(file, mark.line + 1)):
                return True
            match = _NO_BREAK_COLON.search(line)
            if match and "could not find expected ':'" in str(error.problem):
                problems.refuse(
                    Place(file, mark.line + 1, match.start(1) + 1),
                    f"a no-break space (U+{ord(match[1]):04X}) stands after this colon",
                    _USUAL_SPACES,
                    "no-break-space",
                )
                return True
    return False


def refuse_syntax(problems: Problems, error: yaml.MarkedYAMLError, text: str, file: str) -> None:
    """Say in plain words what libyaml could not read."""
    if _refuse_no_break(problems, error, text, file):
        return
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
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    end = place_of(file, text, len(text))
    place = min(place, end)  # libyaml ends a last line that its author didn't
    problems.refuse(place, message, hint, "yaml-syntax")
