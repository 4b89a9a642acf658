"""Themes: what rises in a sentence, what else is worded otherwise, and how it is told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from running import run_on_terminal

from jdgen.compare.themes import cut, differing
from jdgen.compare.words import mark_words

if TYPE_CHECKING:
    from example import Example

TEXT = st.text(st.sampled_from("ab  c.,-'é\u2019 lead the risk log of a town 12"), max_size=60)


@pytest.mark.parametrize(
    ("first", "second", "phrases"),
    [
        ("Plan a week ahead.", "Plan a month ahead.", [("week ahead", "month ahead")]),
        ("Plan one part of a project a month ahead, and tell the team.",
         "Plan a whole small project a quarter ahead, and tell the team.",
         [("Plan one part of a project", "Plan a whole small project"),
          ("month ahead", "quarter ahead")]),
        # What only one of both says is told with the words beside it.
        ("Keep the log of the works.", "Keep the log of the works up to date.",
         [("the works", "the works up to date")]),
        ("Keep the log of the works.", "Always keep the log of the works.",
         [("Keep the log", "Always keep the log")]),
        ("Lead two people each day.", "Lead four good people each day.",
         [("Lead two people", "Lead four good people")]),
        ("Run one technology or service.", "Run one part of the service.",
         [("one technology or service", "one part of the service")]),
        ("Is at level 4 (a first year), or more.", "Is at level 5 (a last year), or more.",
         [("level 4 (a first year)", "level 5 (a last year)")]),
        ("Sweep.", "Order stone for all.", [("Sweep.", "Order stone for all.")]),
        ("Sweep.", "Sweep.", []),
    ],
)  # fmt: skip
def test_phrases_that_differ_can_be_read_out(
    first: str, second: str, phrases: list[tuple[str, str]]
) -> None:
    assert list(differing(mark_words(first, second))) == phrases
    turned = [(now, was) for was, now in phrases]
    assert list(differing(mark_words(second, first))) == turned


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_every_word_that_differs_is_in_a_phrase(first: str, second: str) -> None:
    marked = mark_words(first, second)
    phrases = list(differing(marked))
    for mark, at in (("removed", 0), ("added", 1)):
        for part in marked:
            if part.mark == mark:
                assert any(part.text.strip() in phrase[at] for phrase in phrases)
    for was, now in phrases:
        assert was in first
        assert now in second


@given(TEXT, st.integers(1, 80))
def test_a_text_that_is_cut_says_so_and_fits(text: str, room: int) -> None:
    short = cut(text, room)
    assert short == text or short.endswith("…")
    assert len(short) <= max(room, 3)


FAMILY = """\
axes:
  horizon: {title: Plans ahead, kind: time}
  crew: {title: Leads, kind: number}
"""


@pytest.fixture
def rising(example: Example) -> Example:
    (example.root / "families/works/family.yaml").write_text(
        (example.root / "families/works/family.yaml").read_text("utf-8") + FAMILY, "utf-8"
    )
    return example


def level(example: Example, rank: int, horizon: str, crew: str, *entries: str) -> None:
    listed = "".join(f"    - {entry}\n" for entry in entries)
    example.write(
        f"families/works/levels/W{rank}.yaml",
        f'title: Level {rank}\nrank: {rank}\ngrades: ["4"]\nhorizon: {horizon}\ncrew: {crew}\n'
        f"sections:\n  accountabilities:\n{listed}",
    )


PLAN = '{id: planning, text: "Plan the work {{ level.horizon }} ahead, with all who do it."}'
LEAD = '{id: leading, text: "Lead {{ level.crew }} in the yard, %s."}'


def shown(example: Example, first: str = "W1", second: str = "W2") -> dict[str, dict[str, object]]:
    done = example.run("diff", first, second, "--summary", "--format", "json")
    assert done.exit_code == 0, done.stderr
    [comparison] = json.loads(done.stdout)["comparisons"]
    assert "sections" not in comparison
    return {theme["id"]: theme for theme in comparison["themes"]}


def test_a_theme_rises_with_the_axis_that_it_names(rising: Example) -> None:
    level(rising, 1, "a week", "no one", PLAN, LEAD % "and sweep it")
    level(rising, 2, "a month", "two people", PLAN, LEAD % "and lay it out")
    themes = shown(rising)
    assert themes["planning"]["way"] == themes["leading"]["way"] == "rises"
    assert themes["planning"]["axes"] == ["horizon"]
    assert themes["planning"]["phrases"] == []
    assert themes["leading"]["axes"] == ["crew"]
    assert themes["leading"]["phrases"] == [{"first": "sweep it", "second": "lay it out"}]
    assert {theme["way"] for theme in shown(rising, "W2", "W1").values()} == {"falls"}
    lines = rising.run("diff", "W1", "W2", "--summary").stdout.splitlines()
    said = "Themes: 2 rise"
    at = next(at for at, line in enumerate(lines) if line.startswith(said))
    assert lines[at + 1 : at + 3] == [
        "  As told above: Planning",
        "  Leading (rises): sweep it → lay it out",
    ]


def test_what_names_nothing_that_rises_is_reworded_new_or_gone(rising: Example) -> None:
    named = "{id: naming, text: 'Say {{ level.horizon }} and {{ level.crew }}.'}"
    level(rising, 1, "a week", "one person", named, "{id: tools, text: Keep the tools clean.}",
          "{id: log, text: Keep the log of the works.}")  # fmt: skip
    level(rising, 2, "a month", "two people", named, "{id: tools, text: Keep the tools safe.}",
          "{id: stone, text: Order stone.}")  # fmt: skip
    ways = {key: theme["way"] for key, theme in shown(rising).items()}
    assert ways == {"naming": "rises", "tools": "reworded", "log": "gone", "stone": "new"}
    lines = rising.run("diff", "W1", "W2", "--summary").stdout.splitlines()
    assert "  Stone, only in W2: Order stone." in lines
    assert "  Log, only in W1: Keep the log of the works." in lines
    assert "  Tools: tools clean → tools safe" in lines


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_two_sentences_that_share_little_are_shown_plainly(rising: Example, form: str) -> None:
    named = "{id: naming, text: 'Say {{ level.horizon }} and {{ level.crew }}.'}"
    before, after = "Takes minutes of each board.", "Chairs the group that approves spending."
    level(rising, 1, "a week", "one person", named, f"{{id: board, text: {before}}}")
    level(rising, 2, "a month", "two people", named, f"{{id: board, text: {after}}}")
    done = rising.run("diff", "W1", "W2", "--format", form)
    assert done.exit_code == 0, done.stderr
    if form == "terminal":
        assert f"~ was: {before}\n  is:  {after}\n" in done.stdout
        assert f"  Board: {before} → {after}\n" in done.stdout
    for sign in ("[-Takes", "{+Chairs", "<del>Takes", "<ins>Chairs"):
        assert sign not in done.stdout
    assert before in done.stdout
    assert after in done.stdout


@pytest.mark.parametrize("columns", [80, 99, 100, 120])
@pytest.mark.parametrize("brief", [True, False])
def test_a_terminal_sets_both_sides_beside_each_other_from_100_columns(
    rising: Example, columns: int, *, brief: bool
) -> None:
    level(rising, 1, "a week", "one person", PLAN, LEAD % "and sweep it")
    level(rising, 2, "a month", "two people", PLAN, LEAD % "and lay it out")
    words = ["diff", "W1", "W2", *["--summary"] * brief]
    code, text = run_on_terminal(
        *words, folder=rising.root, columns=columns, environment={"NO_COLOR": "1"}
    )
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")
    lines = [line.rstrip() for line in bare.splitlines()]
    assert code == 0
    assert max(map(len, lines)) <= columns
    beside = any(line.split() == ["W1", "W2"] for line in lines)
    assert beside is (columns >= 100 and not brief)


def test_what_differs_is_told_whole_however_long_it_is(rising: Example) -> None:
    named = "{id: naming, text: 'Say {{ level.horizon }} and {{ level.crew }}.'}"
    before = "Takes the minutes of each meeting of the works board, and sends them to members."
    after = (
        "Leads the group that approves the spending of all works, and answers for what it decides."
    )
    only = (
        "Keeps the stones of every bridge in the valley free of moss, weeds and birds at all times."
    )
    purpose = f"{only[:-1]}, so that nobody slips on them or on what grows there."
    level(rising, 1, "a week", "one person", named, f"{{id: board, text: '{before}'}}")
    level(rising, 2, "a month", "two people", named, f"{{id: board, text: '{after}'}}",
          f"{{id: moss, text: '{purpose}'}}")  # fmt: skip
    for columns in (40, 80, 120):
        drawn = run_on_terminal(
            "diff", "W1", "W2", "--summary", folder=rising.root, columns=columns,
            environment={"NO_COLOR": "1"},
        )[1]  # fmt: skip
        lines = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", drawn).replace("\r", "").splitlines()
        told = " ".join(" ".join(lines).split())
        assert f"Board: {before[:-1]} → {after[:-1]}" in told
        assert f"Moss, only in W2: {only[:-1]} …" in told
        assert max(map(len, lines)) <= columns
    data = rising.run("diff", "W1", "W2", "--summary", "--format", "markdown").stdout
    assert f"{before} → {after}" in data
    assert purpose in data


def test_of_texts_that_share_little_sentences_stand_for_each_other(rising: Example) -> None:
    named, yard = "'{{ level.horizon }}, {{ level.crew }}.'", "{id: yard, text: '%s'}"
    first = "Keep one yard clean, to the standard set. When it floods, call for help."
    second = (
        "Keep a group of yards safe and dry, as was agreed with all who use them. "
        "When one floods, take charge until the water goes down."
    )
    level(rising, 1, "a week", "one person", named, yard % first)
    level(rising, 2, "a month", "two people", named, yard % second)
    phrases = shown(rising)["yard"]["phrases"]
    assert isinstance(phrases, list)
    assert phrases[-1]["first"].endswith("call for help.")
    assert phrases[-1]["second"].endswith("take charge until the water goes down.")
    assert len(phrases) > 1


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_a_theme_rises_by_its_words_of_degree(rising: Example, form: str) -> None:
    named = "'{{ level.horizon }}, {{ level.crew }}.'"
    level(rising, 1, "a week", "one person", named, "{id: team, text: Manage a small team.}",
          "{id: noise, text: Works in noise for about four hours a day.}")  # fmt: skip
    level(rising, 2, "a month", "two people", named, "{id: team, text: Manage a large team.}",
          "{id: noise, text: Works in noise for about two hours a day.}")  # fmt: skip
    told = rising.run("diff", "W1", "W2", "--summary", "--format", form).stdout
    if form == "json":
        themes = shown(rising)
        assert (themes["team"]["way"], themes["noise"]["way"]) == ("rises", "falls")
        assert themes["team"]["degrees"] == [
            {"name": "size", "way": "rises", "first": "small team", "second": "large team"}
        ]
        assert {each["way"] for each in shown(rising, "W2", "W1").values()} >= {"rises", "falls"}
        return
    bare = " ".join(re.sub(r"<[^>]+>|\*|\\\\", "", told).split())
    assert "Team (rises): small team → large team" in bare
    assert "Noise (falls): about four hours → about two hours" in bare
    ladder = rising.run("diff", "--ladder", "works").stdout
    assert "rises by words of degree: Team; falls by words of degree: Noise" in ladder


def test_no_word_of_degree_is_told_of_what_an_axis_says(rising: Example) -> None:
    level(rising, 1, "a week", "one person", "'{{ level.horizon }}.'",
          "{id: led, text: 'Lead one {{ level.crew }} a day.'}")  # fmt: skip
    level(rising, 2, "a month", "two people", "'{{ level.horizon }}.'",
          "{id: led, text: 'Lead several {{ level.crew }} a day.'}")  # fmt: skip
    theme = shown(rising)["led"]
    assert (theme["way"], theme["degrees"], theme["axes"]) == ("rises", [], ["crew"])


def test_alternatives_stand_for_what_the_other_level_says_in_their_section(
    rising: Example,
) -> None:
    named = "{id: naming, text: 'Say {{ level.horizon }} and {{ level.crew }}.'}"
    level(rising, 1, "a week", "one person", named)
    level(rising, 2, "a month", "two people", named)
    first = rising.root / "families/works/levels/W1.yaml"
    second = first.with_name("W2.yaml")
    either = (
        "  purpose:\n    any_of:\n      - {id: builder, text: This role builds walls.}\n"
        "      - {id: mason, text: This role cuts stone.}\n"
    )
    first.write_text(first.read_text("utf-8") + either, "utf-8")
    lines = rising.run("diff", "W1", "W2", "--summary").stdout
    assert "Builder, an alternative only in W1: This role builds walls." in lines
    second.write_text(
        second.read_text("utf-8") + "  purpose: This role runs the yard, so that all is built.\n",
        "utf-8",
    )
    told = rising.run("diff", "W1", "W2", "--summary").stdout
    said = "Purpose: one of two in W1 (Builder, Mason) → one in W2: This role runs the yard …"
    assert said in " ".join(told.split())
    assert "only in W1" not in told
    assert {theme["way"] for theme in shown(rising).values()} == {"rises", "exchanged"}
