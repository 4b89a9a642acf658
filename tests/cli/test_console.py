"""How far a long run is, as it is said where no terminal draws it."""

from __future__ import annotations

import itertools

import pytest

from jdgen.cli import console


@pytest.mark.parametrize("ci", ["true", "1", "", "false", "0"])
def test_in_ci_a_line_now_and_then_says_how_far_a_run_is(
    ci: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(console.time, "monotonic", itertools.count(step=2.0).__next__)
    with console.progress(40, "Building") as advance:
        for step in range(40):
            advance(step)
    expected = [
        f"Building: {done} of 40, 0 a second, about {(40 - done) * 2} seconds left"
        for done in (6, 12, 18, 24, 30, 36)
    ]
    assert capsys.readouterr().err.splitlines() == (expected if ci in {"true", "1"} else [])


def test_a_short_run_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    monkeypatch.setattr(console.time, "monotonic", itertools.count(step=100.0).__next__)
    with console.progress(19, "Building") as advance:
        for step in range(19):
            advance(step)
    assert capsys.readouterr().err == ""
