"""Axes: what rises from level to level, as data."""

from __future__ import annotations

import json

import pytest
from example import PAY, Example, outline, section
from running import run_on_terminal

from jdgen.model.axes import AxisKind, magnitude
from jdgen.workspace.inheritance import Library
from jdgen.workspace.listing import inventory

AXES = """\
axes:
  horizon: {title: Plans ahead, kind: time}
  budget: {title: Answers for, kind: money}
  crew: {title: Leads, kind: number}
  care: {title: Care, scale: care}
"""
SCALE = """\
scales:
  care:
    - {id: told, title: As told, text: Does as told.}
    - {id: own, title: By judgement, text: Decides.}
    - {id: sets, title: Sets the way, text: Sets it.}
"""
SENTENCE = (
    "sections: {accountabilities: [{id: a, text: 'Plans {{ level.horizon }} ahead with"
    " {{ level.budget }} and {{ level.crew }}, {{ level.care }}.'}]}\n"
)


def level(example: Example, key: str, rank: int, values: str, more: str = SENTENCE) -> None:
    example.write(
        f"families/works/levels/{key}.yaml",
        f'title: Level {rank}\nrank: {rank}\ngrades: ["{rank}"]\n{values}{more}',
    )


LOW = "horizon: a month\nbudget: £5,000\ncrew: no one\ncare: As told\n"
HIGH = 'horizon: three months\nbudget: "£50,000"\ncrew: up to four\ncare: by judgement\n'


@pytest.fixture
def rising(example: Example) -> Example:
    example.organisation(SCALE)
    example.family(AXES)
    level(example, "W1", 1, LOW)
    level(example, "W2", 2, HIGH)
    example.layout(
        "documents:\n  profile:\n    title: Profile\n    subject: level\n    sections:\n"
        "      - {id: axes, title: What rises}\n      - {id: accountabilities, title: Answers}\n"
        "  guide:\n    title: Guide\n    subject: family\n    sections:\n"
        "      - {id: axes, title: What rises}\n"
        "  sheet:\n    title: Sheet\n    sections:\n      - {id: axes, title: What rises}\n"
        "      - {id: purpose, title: P}\n      - {id: accountabilities, title: Answers}\n"
        "      - {id: person-specification, title: C}\n"
    )
    return example


def checked(example: Example) -> str:
    done = example.run("check", "--layout", "ours")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_value_is_printed_as_it_is_typed_in_sentences_and_by_itself(rising: Example) -> None:
    assert "no problems" in rising.run("check", "--layout", "ours").stdout
    document = rising.documents("W2", "ours")["profile"]
    assert section(document, "What rises") == [
        "- Plans ahead: three months", "- Answers for: £50,000", "- Leads: up to four",
        "- Care: by judgement",
    ]  # fmt: skip
    assert "three months ahead with £50,000 and up to four, by judgement." in document.markdown
    post = outline(rising.documents("one", "ours")["sheet"])
    assert "- Plans ahead: a month" in post


def test_the_guide_shows_every_level_in_a_row(rising: Example) -> None:
    document = rising.documents("works", "ours")["guide"]
    assert "| Level | Plans ahead | Answers for | Leads | Care |" in document.markdown
    assert "| W2 | three months | £50,000 | up to four | by judgement |" in document.markdown


def test_every_level_has_each_axis(rising: Example) -> None:
    level(rising, "W2", 2, HIGH.replace("crew: up to four\n", ""))
    said = checked(rising)
    assert 'W2 does not say "crew" (Leads), an axis of the family' in said


def test_a_value_that_no_sentence_names_is_an_error(rising: Example) -> None:
    level(rising, "W2", 2, HIGH, SENTENCE.replace("{{ level.budget }}", "money"))
    assert "levels/W2.yaml:5:9: no sentence of W2 names this value" in checked(rising)


@pytest.mark.parametrize(
    ("axis", "value"),
    [("horizon", "a week"), ("budget", "£4,999"), ("crew", "no one"), ("care", "As told")],
)
def test_a_value_that_falls_says_why(rising: Example, axis: str, value: str) -> None:
    level(rising, "W1", 1, LOW.replace("crew: no one", "crew: two").replace("As told", "own"))
    lines = [f"{axis}: {value}" if line.startswith(axis) else line for line in HIGH.splitlines()]
    level(rising, "W2", 2, "\n".join(lines) + "\n")
    said = checked(rising)
    assert f'"{value}" is less than W1 says below it' in said
    assert "because: …" in said
    lines = [
        f"{axis}: {{text: '{value}', because: Others do it.}}" if line.startswith(axis) else line
        for line in HIGH.splitlines()
    ]
    level(rising, "W2", 2, "\n".join(lines) + "\n")
    assert "is less than" not in checked(rising)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("horizon: soon", "says no length of time"),
        ("budget: lots", "says no amount"),
        ("crew: many", "says no number"),
        ("care: Kindly", 'is no step of the scale "care"'),
        ("horizen: a month", 'unknown field "horizen"'),
    ],
)
def test_what_cannot_be_compared_is_told_at_its_line(
    rising: Example, line: str, message: str
) -> None:
    axis = line[:5]
    lines = [line if said.startswith(axis) else said for said in HIGH.splitlines()]
    level(rising, "W2", 2, "\n".join(lines) + "\n")
    assert message in checked(rising)


@pytest.mark.parametrize(
    ("axes", "message"),
    [
        ("axes: {horizon: {title: H}}\n", "nothing says how"),
        ("axes: {horizon: {title: H, kind: time, scale: x}}\n", "both given"),
        ("axes: {title: {title: H, kind: time}}\n", "a field that every level has"),
        ("axes: {Horizon: {title: H, kind: time}}\n", "can't be a name"),
        (AXES.replace("scale: care", "scale: caring"), 'unknown scale "caring"'),
    ],
)
def test_wrong_axes_are_told(rising: Example, axes: str, message: str) -> None:
    rising.family(axes)
    assert message in checked(rising)


@pytest.mark.parametrize("layer", ["role", "vacancy"])
def test_no_role_or_vacancy_changes_an_axis(rising: Example, layer: str) -> None:
    if layer == "role":
        rising.role("horizon: ten years\n")
    else:
        rising.vacancy("horizon: ten years\n")
    said = 'unknown field "horizon"; it is an axis, which levels and their bands alone say'
    assert said in checked(rising)


def test_bands_say_axes_of_their_own(rising: Example) -> None:
    sentence = SENTENCE.replace("sections: ", "").strip()
    rising.write(
        "families/works/levels/W2.yaml",
        "title: Both\nrank: 2\ngrades: ['2', '3']\nbudget: £50,000\ncrew: four\ncare: own\n"
        f"bands:\n  '2': {{horizon: two months, sections: {sentence}}}\n"
        f"  '3': {{horizon: a year, sections: {sentence.replace('id: a', 'id: b')}}}\n",
    )
    assert checked(rising) == ""
    text = rising.documents("W2", "ours")["profile"].markdown
    assert "Plans two months ahead" in text
    assert "Plans a year ahead" in text
    assert "**Plans ahead:** two months; a year" in text
    assert rising.job("W2:3").facts["level.horizon"].text == "a year"


def test_the_values_of_bands_stand_the_least_first_in_whatever_order_the_bands_do(
    rising: Example,
) -> None:
    sentence = SENTENCE.replace("sections: ", "").strip()
    other = sentence.replace("id: a", "id: b")
    rising.write(
        "families/works/levels/W2.yaml",
        "title: Both\nrank: 2\ngrades: ['2', '3']\nbudget: £50,000\ncrew: four\nbands:\n"
        f"  '3': {{horizon: a year, care: sets, sections: {sentence}}}\n"
        f"  '2': {{horizon: two months, care: own, sections: {other}}}\n",
    )
    assert checked(rising) == ""
    text = rising.documents("W2", "ours")["profile"].markdown
    assert "**Plans ahead:** two months; a year" in text
    assert "**Care:** own; sets" in text
    assert "**Leads:** four\n" in text


@pytest.mark.parametrize(("layer", "wrong"), [("family", False), ("organisation", True)])
def test_a_clause_names_axes_of_its_own_family_alone(
    rising: Example, layer: str, *, wrong: bool
) -> None:
    clause = "clauses: {leading: {text: 'Leads {{ level.crew }}.'}}\n"
    if layer == "family":
        rising.family(AXES + clause)
    else:
        rising.organisation(SCALE + clause)
    for key, rank, values in (("W1", 1, LOW), ("W2", 2, HIGH)):
        told = SENTENCE.replace(" and {{ level.crew }}", "").replace("]}", ", {clause: leading}]}")
        level(rising, key, rank, values, told)
    said = checked(rising)
    assert ('unknown fact "level.crew"' in said) is wrong
    if not wrong:
        assert said == ""
        assert "Leads up to four." in rising.documents("W2", "ours")["profile"].markdown


def test_families_without_axes_work_as_before(example: Example) -> None:
    assert example.run("check").exit_code in {0, 1}
    assert "axis" not in example.run("check").stderr


# --- what commands make of them -------------------------------------------------------------------


def test_explain_names_the_line_of_a_value(rising: Example) -> None:
    said = rising.run("explain", "W2").stdout
    assert "Plans ahead: three months\n    level, families/works/levels/W2.yaml:4:10" in said


def test_list_axes_is_a_matrix_that_marks_what_is_far_apart(rising: Example) -> None:
    rising.organisation(
        SCALE
        + PAY.replace(
            '{"4": ', '{"1": {title: One, minimum: 1}, "2": {title: Two, minimum: 2}, "4": '
        )
    )
    rising.write("families/parks/family.yaml", f"title: Parks\n{AXES}")
    rising.write(
        "families/parks/levels/P2.yaml",
        'title: Two\nrank: 1\ngrades: ["2"]\nhorizon: five months\nbudget: £120,000\n'
        f"crew: three\ncare: sets\n{SENTENCE}",
    )
    rows = rising.run("list", "axes").stdout.splitlines()
    assert rows == [
        "grade\tlevel\tfamily\thorizon\tbudget\tcrew\tcare",
        "1\tW1\tworks\ta month\t£5,000\tno one\tAs told",
        "2\tP2\tparks\tfive months\t£120,000 *\tthree\tsets",
        "2\tW2\tworks\tthree months\t£50,000 *\tup to four\tby judgement",
    ]
    data = json.loads(rising.run("list", "axes", "--format", "json").stdout)
    assert data[2]["budget"] == "£50,000 *"
    drawn = run_on_terminal("list", "axes", folder=rising.root, columns=40)[1]
    assert "£50,000*" in drawn  # no line of a narrow column begins with the star


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ("care: sets\n", ""),  # a step from another family's at that grade is not far
        ("care: As told\n", ""),
        ("budget: £100,000\n", ""),  # nor is the double, or the half
        ("budget: £25,000\n", ""),
        ("budget: £24,000\n", "£24,000 *"),
        ("budget: £101,000\n", "£101,000 *"),
        ("horizon: ten years\n", "ten years *"),
        ("care: told off\n", ""),  # nobody can say how far that is
    ],
)
def test_two_steps_or_more_than_the_double_are_far_apart(
    rising: Example, values: str, marked: str
) -> None:
    rising.write("families/parks/family.yaml", f"title: Parks\n{AXES}")
    rising.write("families/parks/levels/P2.yaml", f'title: Two\nrank: 1\ngrades: ["2"]\n{values}')
    _, rows = inventory(Library(rising.root), "axes")
    [of_parks] = [row for row in rows if row[2] == "parks"]
    assert [cell for cell in of_parks if cell.endswith("*")] == ([marked] if marked else [])


def test_steps_of_a_scale_are_far_apart_from_the_second_on(rising: Example) -> None:
    rising.write("families/parks/family.yaml", f"title: Parks\n{AXES}")
    for at, care in enumerate(("told", "own", "sets")):
        level(rising, f"V{at}", 3 + at, f"care: {care}\n", "")
        rising.write(
            f"families/parks/levels/P{at}.yaml",
            f'title: P\nrank: {1 + at}\ngrades: ["{3 + at}"]\ncare: sets\n',
        )
    _, rows = inventory(Library(rising.root), "axes")
    marks = {row[1]: row[-1] for row in rows if row[2] == "parks"}
    assert marks == {"P0": "sets *", "P1": "sets", "P2": "sets"}


def test_diff_names_axes_first(rising: Example) -> None:
    lines = rising.run("diff", "W1", "W2", "--layout", "ours").stdout.splitlines()
    at = lines.index("What rises")
    assert lines[at + 1 : at + 5] == [
        "  Plans ahead: a month → three months",
        "  Answers for: £5,000 → £50,000",
        "  Leads:       no one → up to four",
        "  Care:        As told → by judgement",
    ]
    assert at < next(at for at, line in enumerate(lines) if line.startswith("Themes: "))


def test_what_falls_or_is_the_same_is_told_apart(rising: Example) -> None:
    level(rising, "W2", 2, HIGH.replace("three months", "a week").replace("£50,000", "£5,000"))
    lines = rising.run("diff", "W1", "W2", "--layout", "ours").stdout.splitlines()
    assert lines[lines.index("What falls") + 1] == "  Plans ahead: a month → a week"
    assert "The same: Answers for (£5,000)" in lines
    back = rising.run("diff", "W2", "W1", "--layout", "ours").stdout.splitlines()
    assert back[back.index("What rises") + 1] == "  Plans ahead: a week → a month"


@pytest.mark.parametrize("form", ["terminal", "markdown", "html", "json"])
def test_the_summary_is_the_answer_alone_in_every_form(rising: Example, form: str) -> None:
    level(
        rising,
        "W2",
        2,
        HIGH,
        SENTENCE.replace("]}", ", {id: new-one, text: Leads the yard.}]}"),
    )
    done = rising.run("diff", "W1", "W2", "--summary", "--format", form, "--layout", "ours")
    assert done.exit_code == 0, done.stderr
    for words in ("Plans ahead", "three months", "Leads the yard."):
        assert words in done.stdout
    if form == "terminal":
        lines = done.stdout.splitlines()
        assert len(lines) <= 24
        assert max(map(len, lines)) <= 80
        assert lines[0] == "W1 → W2: Level 1 → Level 2"


@pytest.mark.parametrize("other", [["--same"], ["--ladder", "works"]])
def test_a_summary_shows_neither_all_nor_a_ladder(rising: Example, other: list[str]) -> None:
    words = ["W1", "W2"] if other == ["--same"] else []
    done = rising.run("diff", *words, "--summary", *other)
    assert done.exit_code == 2


def test_versions_and_states_come_last_and_only_where_both_have_them(rising: Example) -> None:
    record = "record: {status: Evaluated, version: '4'}\n"
    level(rising, "W1", 1, LOW + record)
    assert "Version" not in rising.run("diff", "W1", "W2").stdout
    level(rising, "W2", 2, HIGH + record.replace("4", "5"))
    lines = rising.run("diff", "W1", "W2").stdout.splitlines()
    facts = lines[lines.index("Facts") + 1 :]
    facts = facts[: next(at for at, line in enumerate(facts) if not line.startswith("  "))]
    assert facts[-1].split() == ["Version:", "4", "→", "5"]


def test_editors_know_the_axes(rising: Example) -> None:
    rising.run("schema")
    schema = json.loads((rising.root / ".jdgen/level.schema.json").read_text("utf-8"))
    assert "Plans ahead" in schema["properties"]["horizon"]["description"]


@pytest.mark.parametrize(
    ("kind", "text", "size"),
    [
        ("time", "three months", 91.3125), ("time", "a year", 365.25),
        ("time", "18 months", 547.875), ("time", "two to four weeks", 28),
        ("time", "up to two years", 730.5), ("time", "soon", None),
        ("money", "£50,000", 50_000), ("money", "£1.5 million", 1.5e6), ("money", "up to £2m", 2e6),
        ("money", "£250,000 to £1 million", 1e6), ("money", "50k", 50_000), ("money", "none", 0),
        ("number", "up to four people", 4), ("number", "2 to 4", 4), ("number", "twenty-five", 25),
        ("number", "no one", 0), ("number", "a team of 12", 12), ("number", "one hundred", 100),
        ("number", "many", None),
    ],
)  # fmt: skip
def test_a_value_has_a_size_to_be_compared_by(
    kind: AxisKind, text: str, size: float | None
) -> None:
    assert magnitude(kind, text) == size


@pytest.mark.parametrize(
    ("wanted", "reached"), [("care", ["W1", "W2"]), ("told", ["W1"]), ("own", ["W2"])]
)
def test_a_scale_and_its_steps_reach_the_levels_whose_axes_they_are(
    rising: Example, wanted: str, reached: list[str]
) -> None:
    said, _, _ = rising.run("where-used", wanted).stdout.partition("\n\n")  # "care" is an axis too
    [levels] = [line for line in said.splitlines() if line.startswith("    ") and "level" in line]
    assert "its axis care" in said
    assert levels.partition(": ")[2].split(", ") == reached


def test_a_wrong_family_makes_no_mistakes_of_what_its_levels_say(rising: Example) -> None:
    rising.family(f"{AXES}colour: blue\n")
    said = checked(rising)
    assert said.count("unknown field") == 1
    assert 'unknown field "colour"' in said


def test_axes_and_closings_are_translated_and_what_is_not_is_told(rising: Example) -> None:
    rising.organisation(SCALE.replace("title: As told", "title: {en: As told, cy: Yn ôl y gair}")
                        + "translations: [cy-GB]\n")  # fmt: skip
    rising.family(AXES.replace("title: Plans ahead", "title: {en: Plans ahead, cy: Cynllunio}"))
    level(
        rising,
        "W2",
        2,
        HIGH.replace("three months", "{en: three months, cy: tri mis}"),
        "sections: {accountabilities: {closing: In the end., items: [{id: a, text: "
        "{en: 'Plans {{ level.horizon }}, {{ level.budget }}, {{ level.crew }}, {{ level.care }}.',"
        " cy: 'Cynllunio {{ level.horizon }}, {{ level.budget }}, {{ level.crew }},"
        " {{ level.care }}.'}}]}}\n",
    )
    done = rising.run("show", "W2", "--layout", "ours", "--language", "cy")
    assert done.exit_code == 0, done.stderr
    assert "tri mis" in done.stdout
    assert "Cynllunio tri mis, £50,000" in done.stdout
    assert '<span lang="en-GB">In the end.</span>' in done.stdout
    told = rising.run("check", "--layout", "ours", "--language", "cy")
    assert "levels/W2.yaml:8:" in told.stderr
