"""What is wrong with a YAML file, in plain words and at the place to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.problems import Place
from jdgen.reading.invisible import described
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
_MARK: Final = re.compile(
    r"""(?:[•·‣\u2043\u2190-\u21ff\u2219\u25a0-\u25ff\u2610-\u2612\u2700-\u27bf\uf000-\uf0ff]
        | [-*\u2013\u2014](?=[ \t]))[ \t]*
    | o(?:\t+|[ ]+(?=[A-Z]))
    | \(?(?:\d{1,2}|[a-z]|[ivx]{2,4})\)[ \t]+
    | (?:\d{1,2}|[abd]|i(?!\.[ \t]*e\.)|[ivx]{2,4})\.[ \t]+""",
    re.VERBOSE,
)
"""What marks an entry of a list in Word, e-mails and on web pages; the last signs are Symbol's."""
_DASH: Final = re.compile("-(?=[^- \t])")
_NUMBERED: Final = re.compile(r"[ \t]*((\d{1,2})[.)])(?=[ \t])")


def refuse_bullets(problems: Problems, lines: Sequence[str], start: Place, first: str = "") -> None:
    """Refuse the lines inside a text, from its second on, that would be an entry of a list.

    YAML folds them into the text, or documents do: no list comes of them. Where the `first` starts
    with such a mark too, a whole list was pasted.
    """
    last = 0
    mark = _DASH if first[:1] == "-" else _MARK
    match = mark.match(first)
    if match and any(mark.match(line.lstrip()) for line in lines):
        problems.refuse(
            start,
            f'these lines start with "{match[0].strip()}", and no list comes of them',
            'start each entry on a line of its own with a dash and a space: "- "',
            "lost-list",
        )
        return
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


# Few files hold any, so these are compiled where one does.
_NO_BREAK_START: Final = "[ \t]*(?:-[ \t]*)*([\u00a0\u2007\u202f])"
_NO_BREAK_COLON: Final = ":([\u00a0\u2007\u202f])"
_USUAL_SPACES: Final = "type usual spaces in its place: it comes of copying from Word or a web page"


def typed_mark(text: str) -> str:
    """Return the mark of a list that a text starts with; empty where it has none."""
    if text[:1].isupper():  # as most do
        return ""
    match = _MARK.match(text)
    return match[0].strip() if match and text[match.end() :].strip() else ""


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
        if match := re.match(_NO_BREAK_START, line):
            indent = 0 if number else start.column - 1
            problems.refuse(
                Place(start.file, start.line + number, indent + match.start(1) + 1),
                f"this line starts with a no-break space (U+{ord(match[1]):04X})",
                _USUAL_SPACES,
                "no-break-space",
            )
    return len(problems) > before


def refuse_no_break_key(problems: Problems, key: Text) -> None:
    """Refuse a no-break space in a field's name, but for one that its line starts with.

    That one is refused already, where the name starts.
    """
    if all(problem.place != key.place for problem in problems):
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
            match = re.search(_NO_BREAK_COLON, line)
            if match and "could not find expected ':'" in str(error.problem):
                problems.refuse(
                    Place(file, mark.line + 1, match.start(1) + 1),
                    f"a no-break space (U+{ord(match[1]):04X}) stands after this colon",
                    _USUAL_SPACES,
                    "no-break-space",
                )
                return True
    return False


class _Cause(NamedTuple):
    """Why libyaml gave up: on which line and column, both from 1, and what to do."""

    line: int
    column: int
    message: str
    hint: str


# Few files are no YAML, so these are compiled where one isn't.
_ENCLOSED: Final = r"""\s*+(?:-[ \t]++)*+(?:[^\s'":\#\[{][^:'"\#\[{]*+:[ \t]++)?+(?=['"\[{])"""
_CLOSED: Final = {
    "'": r"'(?:[^']|'')*'(?!')",
    '"': r'"(?:[^"\\]|\\.)*"',
    "[": r"\[[^\[\]]*\]",
    "{": r"\{[^{}]*\}",
}
_AFTER_QUOTED: Final = r"[ \t]*(?:$|[ \t]#|[,\]}:])"
_IN_QUOTES: Final = {
    "[": "put quotes around the whole text",
    "{": "put quotes around the whole text",
    "'": "put the whole text in double quotes, or write two single quotes for each one inside it",
    '"': 'put the whole text in single quotes, or write \\" for each double quote inside it',
}


def _cause(error: yaml.MarkedYAMLError, text: str) -> _Cause | None:
    """Return what a person would say is wrong, where that can be told; else None."""
    lines = text.splitlines()
    problem, context = str(error.problem or ""), str(error.context or "")
    start, mark = error.context_mark, error.problem_mark
    if start and (cause := _misread(context, text[start.index :], start.line, start.column)):
        return cause
    if start and "could not find expected ':'" in problem:
        return _dashless(lines, start.line)
    if mark and (said := next((_SAID[why] for why in _SAID if why in problem), None)):
        return _Cause(mark.line + 1, mark.column + 1, *said)
    if mark is None or mark.line >= len(lines) or "expected" not in problem:
        return None
    causes = (_half_enclosed, _askew, _dashless, _dashed, _shifted)
    return next((cause for of in causes if (cause := of(lines, mark.line))), None)


_BACKSLASH: Final = (
    "a backslash in double quotes stands for a sign of its own",
    "put the text in single quotes, or write two backslashes for each",
)
_SAID: Final = {
    "expected hexdecimal number": _BACKSLASH,
    "unknown escape character": _BACKSLASH,
    "block sequence entries are not allowed": (
        "a list can't start on the line of its field's name",
        "start each entry on a line of its own below, or delete a dash that is none of a list",
    ),
}
"""What is wrong and what to do, by what libyaml says."""


def _misread(context: str, text: str, line: int, column: int) -> _Cause | None:
    """Return that text starts with a sign that means something else, for which it was read."""
    is_name = "scanning an alias" in context or "scanning an anchor" in context
    if is_name and re.match(r"\*[ \t]", text):
        return _Cause(
            line + 1,
            column + 1,
            'this line starts with "*", and no list comes of it',
            'start each entry with a dash and a space: "- "; put quotes around what is text',
        )
    if text and (is_name or "scanning a block scalar" in context):
        return _unquoted(text[0], line, column)
    return None


def _unquoted(character: str, line: int, column: int) -> _Cause:
    hint = "put quotes around the whole text"
    if character == "*":
        hint += "; for bold or italics, write markdown: and then the text in quotes"
    if character == "|":
        hint += "; of a table make a list, with an entry for each row"
    return _Cause(line + 1, column + 1, f'text can\'t start with "{character}"', hint)


def no_fields(text: str) -> tuple[int, str, str]:
    """Return what is wrong with a file that holds a text alone: column, message and remedy."""
    line = text.lstrip("\ufeff").splitlines()[0] if text.strip() else ""
    if match := re.match(r"[ ]*[\w-]+[ \t]*:(?=[^ \t])", line):
        character = line[match.end()]
        if character in _NO_BREAK:
            message = f"a no-break space (U+{ord(character):04X}) stands after this colon"
            return match.end() + 1, message, _USUAL_SPACES
        return match.end() + 1, "there is no space after this colon", "type one: `name: value`"
    if match := re.match(r"[ ]*\w+[ \t]*=", line):
        message = "fields have a colon and a space after their name, and no equals sign"
        return match.end(), message, "write `name: value`"
    message = "the file holds text, not fields: no colon and space stands after a field's name"
    return 1, message, "write `name: value` lines"


def _half_enclosed(lines: Sequence[str], at: int) -> _Cause | None:
    """Return that quotes or brackets close in the middle of a text, here or on the line before."""
    for number in range(at, max(-1, at - 2), -1):
        line = lines[number]
        if quoted := re.match(_ENCLOSED, line):
            start = quoted.end()
            closed = re.match(_CLOSED[line[start]], line[start:])
            if closed and not re.match(_AFTER_QUOTED, line[start + closed.end() :]):
                what = "quote" if line[start] in "'\"" else "bracket"
                message = f"the {what} that opens here ends before the text does"
                return _Cause(number + 1, start + 1, message, _IN_QUOTES[line[start]])
    return None


def _askew(lines: Sequence[str], at: int) -> _Cause | None:
    """Return that an entry doesn't start where the one before it does."""
    indent = _indent(lines[at])
    for number in range(at - 1, -1, -1) if _is_entry(lines[at]) else ():
        if _is_entry(lines[number]):
            other = _indent(lines[number])
            message = (
                f"this entry is indented by {indent}, and the one on line {number + 1} by {other}"
            )
            hint = "start the entries of one list in one column"
            return _Cause(at + 1, indent + 1, message, hint) if other != indent else None
    return None


def _dashless(lines: Sequence[str], at: int) -> _Cause | None:
    """Return that a line stands where the dashes of a list are, and has none."""
    indent = _indent(lines[at])
    before = next((line for line in reversed(lines[:at]) if line.strip()), "")
    if _is_entry(lines[at]) or not _is_entry(before) or indent != _indent(before):
        return None
    return _Cause(
        at + 1,
        indent + 1,
        "this line stands among the entries of a list and has no dash",
        'start it with "- ", or indent it further where it goes on from the line before',
    )


def _dashed(lines: Sequence[str], at: int) -> _Cause | None:
    """Return that a line starts with a dash where fields are, and no entries."""
    before = next((line for line in reversed(lines[:at]) if line.strip()), "")
    if not _is_entry(lines[at]) or _is_entry(before) or _indent(before) != _indent(lines[at]):
        return None
    message = "this line starts with a dash, and stands among fields"
    hint = "delete the dash, or write the list below the name of a field, such as duties:"
    return _Cause(at + 1, _indent(lines[at]) + 1, message, hint)


def _shifted(lines: Sequence[str], at: int) -> _Cause | None:
    """Return that a field doesn't start in the column of the one before it."""
    before = next((number for number in range(at - 1, -1, -1) if lines[number].strip()), -1)
    field = re.compile(r"( *(?:- +)*)[\w -]+:(?: |$)")
    here, there = field.match(lines[at]), field.match(lines[before]) if before >= 0 else None
    if not (here and there) or _is_entry(lines[at]) or here.end(1) == there.end(1):
        return None
    message = (
        f"this field is indented by {here.end(1)}, and the one on line {before + 1} by"
        f" {there.end(1)}"
    )
    return _Cause(at + 1, here.end(1) + 1, message, "start the fields of one entry in one column")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_entry(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def refuse_syntax(problems: Problems, error: yaml.MarkedYAMLError, text: str, file: str) -> None:
    """Say in plain words what libyaml could not read."""
    if _refuse_no_break(problems, error, text, file):
        return
    if cause := _cause(error, text):
        place = Place(file, cause.line, cause.column)
        problems.refuse(place, cause.message, cause.hint, "yaml-syntax")
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
