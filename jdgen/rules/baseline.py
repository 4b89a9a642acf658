"""What rules found before and is known: kept in a file, so that only what is new is told."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from jdgen.problems import Place, refused, shown
from jdgen.reading import disk
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jdgen.problems import InvalidInput, Problem

_WHERE: Final = re.compile(r":\d+:\d+")
_REMEDY: Final = "write it anew with jdgen check --write-baseline"


class KnownFinding(NamedTuple):
    """A finding that is known: its rule, its file and what it says, on whatever line."""

    rule: str
    file: str
    message: str


def as_known(finding: Problem) -> KnownFinding:
    """Return a finding without its line and column, and those of another that it names."""
    message = " ".join(_WHERE.sub("", finding.message).split())
    return KnownFinding(finding.rule, finding.place.file, message)


def baseline_file(findings: Iterable[Problem]) -> bytes:
    """Return a baseline file of findings: JSON, a finding a line, sorted."""
    known = sorted(map(as_known, findings))
    lines = ",\n".join(json.dumps(each._asdict(), ensure_ascii=False) for each in known)
    return f"[\n{lines}\n]\n".encode()


def baseline(path: Path) -> Counter[KnownFinding]:
    """Return what a baseline file says is known; raise `InvalidInput`, and `OSError`."""
    try:
        data = json.loads(disk.read(path).decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        place = Place(shown(path), error.lineno, error.colno)
        raise _refused(place, f"this is no JSON: {error.msg}") from None
    except (UnicodeDecodeError, RecursionError):
        raise _refused(Place(shown(path)), "this is no JSON") from None
    if not (isinstance(data, list) and all(map(_is_known, data))):
        raise _refused(Place(shown(path)), "this is no list of findings")
    return Counter(KnownFinding(**each) for each in data)


def _is_known(each: object) -> bool:
    return (
        isinstance(each, dict)
        and each.keys() == set(KnownFinding._fields)
        and all(isinstance(value, str) for value in each.values())
    )


def _refused(place: Place, message: str) -> InvalidInput:
    return refused(place, message, _REMEDY, "bad-baseline")


def new(
    findings: Iterable[Problem], known: Counter[KnownFinding]
) -> tuple[list[Problem], list[KnownFinding]]:
    """Return the findings that are not known, and what is known and was not found."""
    left = Counter(known)
    kept = []
    for finding in findings:
        key = as_known(finding)
        if left[key]:
            left[key] -= 1
        else:
            kept.append(finding)
    return kept, sorted(left.elements())
