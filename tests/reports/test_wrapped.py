"""Lines of prose on a terminal: broken between words, below where each begins."""

from __future__ import annotations

import pytest

from jdgen.reports.terminal.wrapped import wrapped


@pytest.mark.parametrize(
    ("columns", "line", "parts"),
    [
        (12, "one two three four", ["one two", "  three four"]),
        (17, "one job-description", ["one", "  job-description"]),
        (11, "  one two three", ["  one two", "    three"]),
        (11, "", [""]),
    ],
)
def test_lines_are_broken_between_words_alone(
    columns: int, line: str, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert list(wrapped([line])) == parts
