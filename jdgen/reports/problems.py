"""Problems as plain text, as data, and as GitHub shows them beside the lines of a change."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from jdgen.reports.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jdgen.problems import Problem


def conclusion(problems: Sequence[Problem], files: int) -> str:
    """Return how many problems there are in how many files."""
    if not problems:
        return f"{counted(files, 'file')} checked, no problems."
    return f"{counted(len(problems), 'problem')} in {counted(files, 'file')}."


def concluded(findings: Sequence[Problem]) -> str:
    """Return how many findings there are, and where to read more of one."""
    said = f"{counted(len(findings), 'finding')}, which {'stop' if len(findings) > 1 else 'stops'}"
    return f"{said} no build; jdgen rule {findings[0].rule} says why, and who says so."


def as_json(problems: Iterable[Problem], findings: Iterable[Problem] = ()) -> dict[str, Any]:
    """Return problems, and what rules find, as dicts and lists."""
    return {
        "problems": list(map(_data_of, problems)),
        "findings": list(map(_data_of, findings)),
    }


def _data_of(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "rule": problem.rule,
        "message": problem.message,
        "hint": problem.hint,
    }


def gitlab(problems: Iterable[Problem], findings: Iterable[Problem] = ()) -> list[dict[str, Any]]:
    """Return problems and findings as GitLab's report of code quality.

    https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format: a fingerprint is
    the same as long as a file says the same wrong thing, on whatever line.
    """
    report = []
    times: dict[str, int] = {}
    for severity, those in (("major", problems), ("minor", findings)):
        for problem in those:
            said = f"{problem.rule}\0{problem.place.file}\0{problem.message}"
            times[said] = times.get(said, 0) + 1
            report.append(
                {
                    "description": f"{problem.message}; {problem.hint}",
                    "check_name": problem.rule,
                    "fingerprint": sha256(f"{said}\0{times[said]}".encode()).hexdigest(),
                    "severity": severity,
                    "location": {
                        "path": problem.place.file,
                        "lines": {"begin": problem.place.line},
                    },
                }
            )
    return report


def github(problems: Iterable[Problem], level: str = "error") -> Iterator[str]:
    """Yield problems as GitHub's workflow commands: errors, or warnings.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in problems:
        place = problem.place
        yield (
            f"::{level} file={_value(place.file)},line={place.line},col={place.column},"
            f"title={_value(problem.rule)}::{_data(f'{problem.message}; {problem.hint}')}"
        )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
