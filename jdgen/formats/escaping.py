"""Plain text to Markdown that renders as exactly that text, with no backslash that isn't needed.

Which characters are special follows CommonMark 0.31.2 and GitHub Flavored Markdown 0.29. A
character that is special only next to another, such as `]` before `(`, is also escaped at the end
of the text, as a template may go on with anything there.
"""

from __future__ import annotations

import re
from typing import Final

# White space as an author lays it out: it separates words and means nothing else.
_BLANK: Final = "[ \t\r\n]+"
PARAGRAPH_END: Final = re.compile("(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)\\s*")
# Few texts hold any, so these are compiled where one does.
_SPECIAL: Final = r"""(?x)
      [`*|]                                   # code, emphasis, table cell
    | \\ (?= [!-/:-@\[-`{-~] | $ )            # a backslash that would escape what follows
    | (?<![^\W_]) _ | _ (?![^\W_])            # an underscore that isn't inside a word
    | < (?= [A-Za-z/!?] | [^\s<>@]*@[^\s<>]*> | $ )  # tag, comment, autolink
    | & (?= \#?[A-Za-z0-9]+; | $ )            # entity
    | \] (?= [(\[:] | $ )                     # link, reference, definition
    | ! (?= \[ )                              # image
    | (?<!\S) \# (?= \#*$ )                   # closing sequence of a heading
    | ^ (?: \#(?=\#{0,5}(?:\s|$)) | > | [+-](?=\s|$) | -(?=-) )   # block starts
    | ^ \[ (?= [\ xX]\](?:\s|$) )             # task list
    | ~ (?= [^~]*~ )                          # code fence, strikethrough: all but the last
    | (?<=^\d) [.)] (?=\s|$)                  # ordered list: one digit …
    """
_END_OF_LINK: Final = r"\](?=[(\[:]|$)"
_SPECIAL_AND_BRACKETS: Final = rf"{_SPECIAL} | [\[\]]"
END_OF_LANGUAGE: Final = "</span>"
CELL_BREAK: Final = "<br>"
CELL_LIST: Final = ("<ul>", "<li>", "</li>", "</ul>")
"""How Markdown can have a list in a table's cell."""
CELL_PARTS: Final = "|".join((CELL_BREAK, *CELL_LIST))
"""What parts the paragraphs and the list's entries of a cell."""
"""What parts paragraphs in a table's cell, where Markdown has no blank lines."""
# Text of which nothing needs changing, which nearly all is: seen far sooner than what might.
_QUIET: Final = re.compile(r"[^\s#>+\-0-9`*|\\_<&\[\]!~][^\t\r\n`*|\\_<&\[\]!~#]*")
_ENDS: Final = (".", "!", "?", ":", ";", ",")
_ORDERED: Final = r"^(\d{2,9})([.)])(?=\s|$)"  # … or several: no look-behind for those


def one_line(text: str) -> str:
    """Return the text with each run of white space as one space, and none at its ends."""
    line = text.replace("\n", " ").strip()
    if "  " in line or "\t" in line or "\r" in line:  # which few are
        return re.sub(_BLANK, " ", line).strip()
    return line


def spaced(text: str) -> str:
    """Return the text on one line, with spaces at which lines may break: as people type it."""
    return one_line(text).replace("\u00a0", " ").replace("\u202f", " ")


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, which blank lines separate, each on one line."""
    is_usual = not ("\r" in text or "\n " in text or "\n\t" in text)  # as nearly all are
    parts = text.split("\n\n") if is_usual else PARAGRAPH_END.split(text)
    return [line for part in parts if (line := one_line(part))]


def without_colon(text: str) -> str:
    """Return a title or label without the colon that its author wrote, for another follows."""
    bare = text.rstrip()
    return bare.removesuffix(":").rstrip() or text if bare.endswith(":") else text


def in_sentence(text: str) -> str:
    """Return a text of several paragraphs as one that can stand in a sentence, with commas."""
    *most, last = paragraphs(text) or [""]
    return " ".join([*(part if part.endswith(_ENDS) else f"{part}," for part in most), last])


def escape(text: str) -> str:
    r"""Return Markdown that renders as the text, on one line: `A*` becomes `A\*`."""
    if _QUIET.fullmatch(text) and "  " not in text and not text[-1].isspace():
        return text
    line = one_line(text)
    special = _SPECIAL if _may_keep_brackets(line) else _SPECIAL_AND_BRACKETS
    return re.sub(_ORDERED, r"\1\\\2", re.sub(special, r"\\\g<0>", line))


def _may_keep_brackets(line: str) -> bool:
    """Return whether the square brackets of a text would be whole inside the text of a link."""
    if not ("[" in line or "]" in line):  # as in most texts
        return True
    if re.search(_END_OF_LINK, line):
        return False
    depth = 0
    for bracket in re.findall(r"[\[\]]", line):
        depth += 1 if bracket == "[" else -1
        if depth < 0:
            return False
    return depth == 0


def in_language(markdown: str, language: str) -> str:
    """Return Markdown as being in a language (BCP 47), in the only way that Markdown can say it."""
    return f'<span lang="{language}">{markdown}{END_OF_LANGUAGE}'


def in_cell(markdown: str) -> str:
    """Return the Markdown of several paragraphs as it stands in a table's cell."""
    return str(markdown).replace("\n\n", CELL_BREAK)


def escape_pipes(markdown: str) -> str:
    """Return Markdown whose vertical bars can stand in a table cell."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", markdown)
