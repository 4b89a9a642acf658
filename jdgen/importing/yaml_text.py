"""Plain values to YAML text as a person would write it, with remarks."""

from __future__ import annotations

import re
import textwrap
from typing import Any, Final

from jdgen.reading.yaml_errors import typed_mark
from jdgen.reading.yaml_text import bracketed, scalar
from jdgen.tuples import NamedTuple

_WIDTH: Final = 100
_FLOW: Final = re.compile(r"[A-Za-z0-9][\w .-]*")
_SIGNS: Final = frozenset("#-?:\\")


class Noted(NamedTuple):
    """A value with a remark that stands above it."""

    value: Any
    remark: str


def yaml_text(fields: dict[str, Any]) -> str:
    """Return fields as YAML: texts, lists and fields in fields, in their order."""
    return "\n".join(_fields(fields, 0)) + "\n"


def _fields(fields: dict[str, Any], indent: int) -> list[str]:
    lines: list[str] = []
    for key, said in fields.items():
        value, remark = said if isinstance(said, Noted) else (said, "")
        pad = " " * indent
        lines += (
            f"{pad}# {line}"
            for line in textwrap.wrap(remark, _WIDTH - indent - 2, break_long_words=False)
        )
        lines += _field(f"{pad}{_text(key, 0)}:", value, indent)
    return lines


def _field(start: str, value: Any, indent: int) -> list[str]:  # noqa: ANN401 - text, list or fields
    if isinstance(value, dict):
        return [start, *_fields(value, indent + 2)]
    if isinstance(value, list):
        if (
            value
            and all(isinstance(one, str) and _FLOW.fullmatch(one) for one in value)
            and len(str(value)) < _WIDTH // 2
        ):
            return [f"{start} {bracketed(value)}"]
        return [start, *_list(value, indent + 2)]
    if "\n" in value and not _is_marked(value):
        return [f"{start} |", *_paragraphs(value, indent + 2)]
    first = _text(value, indent + 2, len(start) + 1)
    return [f"{start} {line}" if not at else line for at, line in enumerate(first.split("\n"))]


def _list(values: list[Any], indent: int) -> list[str]:
    lines: list[str] = []
    pad = " " * indent
    for said in values:
        value, remark = said if isinstance(said, Noted) else (said, "")
        lines += (
            f"{pad}# {line}"
            for line in textwrap.wrap(remark, _WIDTH - indent - 2, break_long_words=False)
        )
        if isinstance(value, dict):
            inner = _fields(value, indent + 2)
            while inner and inner[0].lstrip().startswith("#"):
                lines.append(pad + inner.pop(0).lstrip())
            lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
        elif "\n" in value and not _is_marked(value):
            lines += [f"{pad}- |", *_paragraphs(value, indent + 2)]
        else:
            text = _text(value, indent + 2, indent + 2).split("\n")
            lines += [f"{pad}- {text[0]}", *text[1:]]
    return lines


def _is_marked(value: str) -> bool:
    """Return whether a line starts as that of a list, which would be taken for a mistake."""
    lines = value.split("\n")
    return any(typed_mark(line) or not any(map(str.isalnum, line)) for line in lines if line)


def _paragraphs(value: str, indent: int) -> list[str]:
    pad = " " * indent
    lines: list[str] = []
    for paragraph in value.split("\n"):
        if not paragraph:
            lines.append("")
            continue
        wrapped = textwrap.wrap(
            paragraph, max(_WIDTH - indent, 40), break_long_words=False, break_on_hyphens=False
        )
        if any(typed_mark(line) or line[0] == "#" for line in wrapped[1:]) or "  " in paragraph:
            wrapped = [paragraph]
        lines += (f"{pad}{line}" for line in wrapped)
    return lines


def _text(value: str, indent: int, before: int = 0) -> str:
    """Return a text, in quotes where YAML would read it otherwise, in lines of a usual length."""
    written = scalar(value)
    if before + len(written) <= _WIDTH or not indent or "  " in written:
        return written
    lines = textwrap.wrap(
        written,
        max(_WIDTH - indent, 40),
        initial_indent=" " * max(before - indent, 0),
        break_long_words=False,
        break_on_hyphens=False,
    )
    if any(typed_mark(line) or line[0] in _SIGNS for line in lines[1:]):
        return written
    return "\n".join([lines[0].strip(), *(" " * indent + line for line in lines[1:])])
