"""Keeps with a role's evaluation what it rests on: the role's file, edited at one place alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from jdgen.build.output import write_files
from jdgen.model.job import Edition
from jdgen.problems import Problems, refused
from jdgen.reading.yaml import Mapping, Sequence, read
from jdgen.workspace.loading import read_file
from jdgen.workspace.targets import job_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping as MappingType
    from pathlib import Path

    from jdgen.problems import Placed
    from jdgen.reading.yaml import Node, Text
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target

_EVALUATION: Final = "evaluation"
_RESTS_ON: Final = "rests_on"


def evaluated(library: Library, targets: Iterable[Target]) -> list[tuple[Path, bool]]:
    """Write into roles' files what their evaluations rest on; return the files, and which changed.

    Nothing else of a file is touched, and none is written where anything is wrong. Raises
    `InvalidInput` where a role is not evaluated, and where a file is not written in a way that can
    be edited safely.
    """
    problems = Problems()
    pairs = {
        target.path: problems.catch(partial(_before_and_after, library, target))
        for target in targets
    }
    problems.raise_any()
    changed = {
        path.relative_to(library.root).as_posix(): pair[1]
        for path, pair in pairs.items()
        if pair and pair[0] != pair[1]
    }
    write_files(library.root, changed)
    return [(path, bool(pair and pair[0] != pair[1])) for path, pair in pairs.items()]


def _before_and_after(library: Library, target: Target) -> tuple[bytes, bytes]:
    job = job_of(library, target, Edition("evaluation", draft=True))
    path, name = target.path, library.naming.shown(target.path)
    if not job.basis:
        raise refused(
            library.naming.place(path),
            "nobody says how this role was evaluated",
            "add evaluation: with its scheme, date and total, then do this again",
            "not-evaluated",
        )
    if target.grade:
        raise refused(
            library.naming.place(path),
            "the role leaves its grade open, and an evaluation is of one",
            "add grade: … to the role",
            "not-evaluated",
        )
    before = path.read_bytes()
    rests_on = {part: " ".join(texts) for part, texts in job.basis.items() if texts}
    node = read_file(path, library.naming, Problems()) or Mapping()
    return before, _edited(before, node, rests_on, name)


def _edited(raw: bytes, node: Mapping, rests_on: MappingType[str, str], name: str) -> bytes:
    """Return a file with its evaluation's digests; raise where that would change anything else."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _unsafe(node, "the file is not in UTF-8", "save it as UTF-8") from None
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    key = next((key for key in node if key == _EVALUATION), None)
    if key is None:
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += end
        at, indent, lines_of = len(lines), "  ", [f"{_EVALUATION}:{end}"]
    else:
        at, indent, lines_of = _place(lines, key, node[key]), _indent(node[key]), []
    lines_of += [f"{indent}{_RESTS_ON}:{end}"]
    lines_of += [f'{indent}  {part}: "{digests}"{end}' for part, digests in rests_on.items()]
    lines[at:at] = lines_of
    edited = "".join(lines).encode("utf-8")
    wanted: dict[str, Any] = _data(node)
    wanted[_EVALUATION] = {**wanted.get(_EVALUATION, {}), _RESTS_ON: dict(rests_on)}
    again = read(edited, name, problems := Problems())
    if problems or again is None or _data(again) != wanted:
        raise _unsafe(key or node)
    return edited


def _place(lines: list[str], key: Text, value: Node) -> int:
    """Return the line after which digests go, from which those of before have been taken."""
    at = key.place.line
    rest = lines[at - 1].strip()[len(key) :].lstrip().removeprefix(":").strip()
    if not isinstance(value, Mapping) or (rest and not rest.startswith("#")):
        raise _unsafe(key)
    for inner, said in value.items():
        if inner == _RESTS_ON:
            first, last = inner.place.line, said.end
            if not isinstance(said, Mapping) or last <= first:
                raise _unsafe(inner)
            del lines[first - 1 : last]
            return first - 1
    return at


def _indent(value: Node) -> str:
    columns = [key.place.column for key in value] if isinstance(value, Mapping) else []
    return " " * (columns[0] - 1 if columns else 2)


def _data(node: Node) -> Any:  # noqa: ANN401 - whatever YAML can hold
    if isinstance(node, Mapping):
        return {str(key): _data(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [_data(value) for value in node]
    return str(node)


def _unsafe(
    what: Placed,
    message: str = "this evaluation is not written so that a line can be added safely",
    hint: str = "write evaluation: on a line of its own, and each of its fields on a line below it",
) -> Exception:
    return refused(what, message, hint, "unsafe-edit")
