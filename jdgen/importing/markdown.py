"""A Markdown text to lines and tables, whoever wrote it and whatever else is in it."""

from __future__ import annotations

import re
from typing import Any, Final

from jdgen.importing.source import Grid, SourceLine

Event = Any
_FRONT_MATTER: Final = re.compile(
    r"\A(?:---[ \t]*\n(.*?)\n(?:---|\.\.\.)|\+\+\+[ \t]*\n(.*?)\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL
)
"""In YAML between hyphens, or in TOML between plus signs."""
_SAYING: Final = frozenset(
    {
        *("title", "name", "job title", "position", "grade", "band", "salary", "department"),
        *("location", "team", "reference", "hours", "contract", "reports to", "closing date"),
        *("organization", "organisation"),
    }
)
"""What front matter says of a job; the rest of it is for the program that prints the page."""
_TAG: Final = re.compile(r"<[^<>]*>")
_BREAK: Final = re.compile(r"<br\s*/?>|</?(?:li|p|div|tr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_HEADINGS: Final = {f"H{level}": level for level in range(1, 7)}


def read_markdown(text: str) -> tuple[SourceLine | Grid, ...]:
    """Return what a Markdown text holds; its front matter is read as lines of `label: value`."""
    lines: list[SourceLine | Grid] = []
    if front := _FRONT_MATTER.match(text):
        sign = "=" if front[1] is None else ":"
        for number, said in enumerate((front[1] or front[2] or "").splitlines(), 2):
            label, mark, value = said.partition(sign)
            label, value = label.strip().replace("_", " "), value.strip().strip("\"'[]")
            if mark and value and label.casefold() in _SAYING:
                lines.append(SourceLine(f"{label}: {value}", f"line {number}"))
        text = "\n" * front[0].count("\n") + text[front.end() :]
    return (*lines, *_Reader(text).read())


class _Reader:
    """Goes through the events of a Markdown text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._raw = text.encode(errors="replace")  # as events are counted in bytes
        self._blocks: list[SourceLine | Grid] = []
        self._pieces: list[tuple[str, bool]] = []  # text, and whether it is bold
        self._rows: list[list[tuple[SourceLine, ...]]] | None = None
        self._bold = self._depth = self._heading = 0
        self._offset = 0
        self._line = 1
        self._grids = 0

    def read(self) -> list[SourceLine | Grid]:
        """Return the lines and tables."""
        import pyromark  # noqa: PLC0415 - as elsewhere, only where Markdown is read

        options = pyromark.Options.ENABLE_TABLES
        for event, span in pyromark.events_with_range(self._text, options=options):
            self._see(event, span["start"])
        self._end_line()
        return self._blocks

    def _see(self, event: Event, offset: int) -> None:
        match event:
            case {"Start": what}:
                self._start(what, offset)
            case {"End": what}:
                self._end(what)
            case {"Text": text} | {"Code": text}:
                self._pieces.append((text, self._bold > 0))
            case {"Html": html} | {"InlineHtml": html}:
                self._html(html)
            case "SoftBreak" | "HardBreak":
                self._pieces.append(("\n", self._bold > 0))

    def _start(self, what: Event, offset: int) -> None:
        name, more = (what, {}) if isinstance(what, str) else next(iter(what.items()))
        if name == "Strong":
            self._bold += 1
        elif name in {"Paragraph", "Heading", "Item", "List", "HtmlBlock", "CodeBlock"}:
            self._end_line()
            self._at(offset)
            if name == "List":
                self._depth += 1
            elif name == "Heading":
                self._heading = _HEADINGS.get(str(more.get("level", "")).upper(), 1)
        elif name == "Table":
            self._end_line()
            self._at(offset)
            self._rows = []
        elif name in {"TableHead", "TableRow"} and self._rows is not None:
            self._rows.append([])

    def _end(self, what: Event) -> None:
        name = what if isinstance(what, str) else next(iter(what))
        if name == "Strong":
            self._bold -= 1
        elif name == "TableCell" and self._rows:
            self._rows[-1].append(tuple(self._taken()))
        elif name == "Table" and self._rows is not None:
            self._grids += 1
            rows = tuple(tuple(row) for row in self._rows)
            self._blocks.append(Grid(rows, f"table {self._grids}"))
            self._rows = None
        elif name in {"Paragraph", "Heading", "Item", "List", "HtmlBlock", "CodeBlock"}:
            self._end_line()
            if name == "List":
                self._depth -= 1
            elif name == "Heading":
                self._heading = 0

    def _html(self, html: str) -> None:
        for piece in _BREAK.sub("\n", html).split("\n"):
            self._pieces += [(_TAG.sub("", piece), self._bold > 0), ("\n", False)]
        if self._pieces and self._pieces[-1][0] == "\n" and not _BREAK.search(html):
            self._pieces.pop()

    def _at(self, offset: int) -> None:
        self._line += self._raw[self._offset : offset].count(b"\n")
        self._offset = max(self._offset, offset)

    def _end_line(self) -> None:
        if self._rows is None:
            self._blocks += self._taken()

    def _taken(self) -> list[SourceLine]:
        """Return the lines of the text that was met since the last ones."""
        pieces, self._pieces = self._pieces, []
        whole = "".join(text for text, _ in pieces)
        at = f"line {self._line}"
        texts = [" ".join(text.split()) for text in whole.split("\n")]
        texts = [text for text in texts if text]
        if not texts:
            return []
        is_bold = all(bold for text, bold in pieces if text.strip())
        lead = ""
        for text, bold in pieces:
            if not bold:
                break
            lead += text
        lead = "" if is_bold else " ".join(lead.split())
        if len(texts) > 1 and not _stand_alone(texts):
            texts = [" ".join(texts)]
        lines = [SourceLine(text, at, self._heading, self._depth, is_bold) for text in texts]
        return [lines[0]._replace(lead=lead), *lines[1:]]


_SHORT: Final = 50
_LABELLED: Final = re.compile(r"[^.:;]{2,40}:(\s|$)|\*|[-•]\s")


def _stand_alone(texts: list[str]) -> bool:
    """Return whether the lines of a paragraph are lines, and no sentence that is broken."""
    return sum(bool(_LABELLED.match(text)) for text in texts) * 2 > len(texts) or all(
        len(text) < _SHORT and not text.endswith((".", ",", ";")) for text in texts
    )


def read_lines(text: str) -> tuple[SourceLine | Grid, ...]:
    """Return what a text without any markup holds: each of its lines, but for broken sentences."""
    lines: list[SourceLine | Grid] = []
    for number, said in enumerate(text.split("\n"), 1):
        stripped = " ".join(said.split(" ")).strip()
        if stripped.startswith("|"):  # a table of Markdown's
            stripped = "\t".join(cell.strip() for cell in stripped.strip("|").split("|"))
        if not stripped:
            lines.append(SourceLine("", ""))
            continue
        before = lines[-1] if lines else None
        if (
            isinstance(before, SourceLine)
            and before.text
            and stripped[0].islower()
            and not before.text.endswith((".", ":", ";"))
            and len(before.text) > _BROKEN
        ):
            lines[-1] = before._replace(text=f"{before.text} {stripped}")
        else:
            lines.append(SourceLine(stripped, f"line {number}"))
    return tuple(line for line in lines if isinstance(line, Grid) or line.text)


_BROKEN: Final = 60
"""Lines longer than this go on in the next, where that starts with a small letter."""
