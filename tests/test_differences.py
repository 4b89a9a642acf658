"""The commands that compare and explain, in a pipe, on a terminal, as pages and as data."""

from __future__ import annotations

import json
import os
import re
import shutil
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from running import git, run, run_on_terminal, run_well, words

from jdgen.formats.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from example import Example

REPOSITORY = Path(__file__).parent.parent
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|38;|48;)[0-9;]*m")


def shown(*arguments: str) -> list[str]:
    """Return the lines that a command about the repository prints into a pipe."""
    return run_well(*arguments, folder=REPOSITORY).splitlines()


# --- diff -----------------------------------------------------------------------------------------


def test_a_difference_in_a_pipe_is_plain_and_says_what_is_of_which_kind() -> None:
    text = run_well("diff", "PRO9", "PRO10", folder=REPOSITORY)
    lines = text.splitlines()
    assert "\x1b" not in text
    assert lines[0] == (
        "PRO9 → PRO10: Specialist project support → Small projects and specialist advice"
    )
    assert re.fullmatch(
        r"\d+ facts differ; \d+ changed, \d+ only in PRO9, \d+ only in PRO10, 1 the same;"
        r" \d+ → \d+ words \(-\d+\)",
        lines[1],
    )
    assert "  Grade: Grade 9 → Grade 10" in lines
    assert (
        "  Salary: £38,996 to £41,911 a year → £42,724 to £45,959 a year (+£3,728 and +£4,048)"
        in (lines)
    )
    assert "+ only in PRO10: (heading) Professional lead" in lines
    assert any(line.startswith("~ Holds a{+ relevant degree") for line in lines)
    assert not any("Project method" in line for line in lines)  # which is the same
    assert any("Project method" in line for line in shown("diff", "PRO9", "PRO10", "--same"))


def test_nothing_differs_between_a_level_and_itself() -> None:
    [heading, summary] = shown("diff", "PRO9", "PRO9")
    assert heading == "PRO9 → PRO9: Specialist project support"
    assert re.fullmatch(r"No difference: \d+ lines the same, \d+ words", summary)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("TRA9-10:9", "TRA9-10:10"),
        ("PRO9", "pmo-analyst"),
        ("project-manager", "programme-manager"),
        ("pmo-analyst", "pmo-analyst-part-time"),
        ("examples/vacancies/project-support-officer.yaml", "digital-project-officer"),
        ("ict", "project-delivery"),
    ],
)
def test_levels_bands_roles_vacancies_and_families_can_be_compared(first: str, second: str) -> None:
    data = json.loads(run_well("diff", first, second, "--format", "json", folder=REPOSITORY))
    [comparison] = data["comparisons"]
    assert comparison["first"]["name"] == Path(first).stem
    assert comparison["second"]["name"] == second
    assert comparison["differs"]


def test_data_name_the_source_of_each_line() -> None:
    [comparison] = json.loads(
        run_well("diff", "PRO9", "PRO10", "--format", "json", folder=REPOSITORY)
    )["comparisons"]
    [section] = [each for each in comparison["sections"] if each["id"] == "accountabilities"]
    [row] = [row for row in section["rows"] if row["second"] and row["second"]["id"] == "risk"]
    assert row["kind"] == "changed"
    assert row["first"]["source"]["file"] == "families/project-delivery/levels/PRO9.yaml"
    assert {span["mark"] for span in row["spans"]} <= {"kept", "removed", "added"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["PRO9", "PRO10"], 0),
        (["PRO9", "PRO10", "--exit-code"], 1),
        (["PRO9", "PRO9", "--exit-code"], 0),
    ],
)
def test_the_exit_code_tells_of_a_difference_only_where_it_is_asked_to(
    arguments: list[str], code: int
) -> None:
    assert run("diff", *arguments, folder=REPOSITORY).returncode == code


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["PRO9"], "give two things to compare, such as PRO9 PRO10 or PRO9@main PRO9;"),
        ([], "give two things to compare, or --since, or --ladder."),
        (["PRO9", "PRO10", "--ladder", "ict"], "give two things to compare"),
        (["PRO9", "PRO99"], 'there is no level, role, vacancy or family "PRO99"; did you mean'),
        (["TRA9-10:7", "PRO9"], 'TRA9-10 has no grade "7"'),
        (["--ladder", "project-deliver"], 'did you mean "project-delivery"?'),
        (["PRO9", "PRO10", "--layout", "all"], "titles can be those of one layout only."),
    ],
)
def test_a_wrong_command_line_says_what_would_be_right(arguments: list[str], message: str) -> None:
    done = run("diff", *arguments, folder=REPOSITORY)
    assert done.returncode == 2
    assert message in words(done.stderr)
    assert not done.stdout


def test_a_mistake_in_a_file_is_named_as_everywhere(example: Example) -> None:
    example.level("sections: {purpose: [}\n")
    done = run("diff", "W1", "paviour", folder=example.root)
    assert done.returncode == 1
    assert "families/works/levels/W1.yaml:4:" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("plain", [False, True])
def test_a_terminal_shows_both_sides_and_needs_no_colour(columns: int, *, plain: bool) -> None:
    environment = {"NO_COLOR": "1"} if plain else {}
    code, text = run_on_terminal(
        "diff", "PRO9", "PRO10", folder=REPOSITORY, environment=environment, columns=columns
    )
    assert code == 0
    assert bool(COLOUR.search(text)) is not plain
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")
    lines = bare.splitlines()
    assert max(map(len, lines)) <= columns
    assert "[-at level 4 or above" in words(text)
    heads = [line for line in lines if line.split() == ["PRO9", "PRO10"]]
    assert bool(heads) is (columns >= 120)
    assert ("- only in PRO9:" in words(text)) is (columns < 120)


def test_markdown_suits_a_comment_on_a_pull_request() -> None:
    text = run_well("diff", "PRO9", "PRO10", "--format", "markdown", folder=REPOSITORY)
    assert text.startswith("### PRO9 → PRO10: Specialist project support")
    assert "| Grade | Grade 9 | Grade 10 |" in text
    assert (
        "- **Changed:** Holds a <ins>relevant degree or professional qualification, or an"
        " equivalent</ins> vocational qualification <del>at level 4 or above or a degree, or"
        " equivalent knowledge from</del><ins>with</ins> broad"
    ) in text
    parse(re.sub("</?(?:ins|del)>", "", text))  # headings, paragraphs, lists and tables, no more


def test_marks_in_markdown_stand_beside_any_sign(example: Example) -> None:
    example.level("sections: {purpose: Keeps what is agreed by members for all of the staff.}\n")
    example.role(
        "",
        sections="sections: {purpose: 'Keeps what is agreed, and paid (twice), by members\u2019 for"
        " all of the staff.'}\n",
    )
    text = run_well("diff", "W1", "paviour", "--format", "markdown", folder=example.root)
    assert "agreed<ins>, and paid (twice),</ins> by members<ins>\u2019</ins> for all" in text


def page(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def levels(elements: Iterable[lxml.html.HtmlElement]) -> list[int]:
    return [int(each.tag[1]) for each in elements]


@pytest.mark.parametrize(
    "arguments",
    [["PRO9", "PRO10"], ["PRO9", "pmo-analyst", "--same"], ["--ladder", "ict"], ["PRO9", "PRO9"]],
)
def test_a_page_is_accessible_and_asks_nothing_of_the_network(arguments: list[str]) -> None:
    text = run_well("diff", *arguments, "--format", "html", folder=REPOSITORY)
    made = page(text)
    assert made.get("lang") == "en-GB"
    assert made.findtext(".//title")
    assert [each.tag for each in made.iter("main")] == ["main"]
    headings = levels(made.iter("h1", "h2", "h3", "h4"))
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    for table in made.iter("table"):
        assert table.find("caption") is not None
        assert all(head.get("scope") in {"col", "row"} for head in table.iter("th"))
    assert not list(made.iter("script", "link", "img", "iframe"))
    addresses = [value for _, name, value, _ in made.iterlinks() if name in {"href", "src"}]
    assert all(address.startswith("#") for address in addresses)
    ids = [each.get("id") for each in made.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in addresses} <= set(ids)
    # What is marked by colour and lines is also said in words.
    for mark in made.iter("ins", "del"):
        assert mark.find("span").text.strip() in {"[only in the first:", "[only in the second:"}


def test_text_in_a_page_is_never_markup(example: Example) -> None:
    example.level('sections: {purpose: "<script>alert(1)</script> & more"}\n')
    text = run_well("diff", "W1", "paviour", "--format", "html", folder=example.root)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in text


# --- ladders --------------------------------------------------------------------------------------


def test_a_ladder_shows_each_section_level_by_level() -> None:
    lines = shown("diff", "--ladder", "project-delivery")
    assert lines[0] == "Project delivery: PRO8 to PRO14"
    assert any(
        re.fullmatch(r"Collect updates from the owners of risks.*(\t~){6}", line) for line in lines
    )
    assert any(line.endswith("\t●\t\N{MULTIPLICATION SIGN}\t\t\t\t\t") for line in lines)
    steps = [line.split("\t") for line in lines if line.startswith("PRO8 → PRO9")]
    assert re.fullmatch(r"\d+% of the words: .*new.*changed.*dropped", steps[0][2])
    assert any(
        line.startswith("= PRO8 to PRO14, Accountabilities: Project method") for line in lines
    )


@pytest.mark.parametrize("columns", [80, 120])
def test_a_ladder_fits_the_terminal(columns: int) -> None:
    code, text = run_on_terminal(
        "diff", "--ladder", "project-delivery", folder=REPOSITORY, columns=columns
    )
    assert code == 0
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text).replace("\r", "")
    assert max(map(len, bare.splitlines())) <= columns
    names = [f"PRO{number}" for number in range(8, 15)]
    assert any(line.split()[-7:] == names for line in bare.splitlines() if line.strip())


@pytest.mark.parametrize("family", ["ict", "project-delivery"])
def test_a_ladder_as_data_and_as_markdown_says_the_same(family: str) -> None:
    data = json.loads(run_well("diff", "--ladder", family, "--format", "json", folder=REPOSITORY))
    assert len(data["steps"]) == len(data["levels"]) - 1
    for section in data["sections"]:
        assert all(len(line["cells"]) == len(data["levels"]) for line in section["lines"])
    text = run_well("diff", "--ladder", family, "--format", "markdown", folder=REPOSITORY)
    parse(re.sub("~~", "", text))


# --- explain --------------------------------------------------------------------------------------


def test_each_line_is_explained_by_layer_file_and_line(example: Example) -> None:
    example.organisation("clauses:\n  safe: {text: Work safely.}\n")
    example.level(
        "sections:\n  purpose: Helps.\n  accountabilities:\n    - {id: log, text: Keep the log.}\n"
        "    - {id: yard, text: Sweep the yard.}\n    - {id: van, optional: true, text: Drive.}\n"
        "    - clause: safe\n"
    )
    example.role("omit: [yard]\ninclude: [van]\nreplace:\n  log: Keep every log.\n", sections="")
    lines = run_well("explain", "one", folder=example.root).splitlines()
    start = lines.index("Accountabilities")
    assert lines[start : start + 16] == [
        "Accountabilities",
        "  Keep every log.",
        "    role, families/works/roles/paviour.yaml:7:8, id log",
        (
            "    replaced by role, families/works/roles/paviour.yaml:7:3; before: “Keep the log.”"
            " (level, families/works/levels/W1.yaml:7:23)"
        ),
        "  Drive.",
        "    level, families/works/levels/W1.yaml:9:39, id van",
        "    In some roles: yes",
        "    included by role, families/works/roles/paviour.yaml:5:11",
        "  Work safely.",
        "    organisation, families/organisation.yaml:5:16, id safe",
        "    named by level, families/works/levels/W1.yaml:10:15",
        "  (not printed) Sweep the yard.",
        "    level, families/works/levels/W1.yaml:8:24, id yard",
        "    omitted by role, families/works/roles/paviour.yaml:4:8",
        "",
        "Criteria",
    ]


def test_alternatives_say_who_chose_them(example: Example) -> None:
    example.level(
        "sections:\n  scope:\n    any_of:\n      - {id: town, text: Works in town.}\n"
        "      - {id: coast, text: Works by the sea.}\n"
    )
    example.role("choose: [coast]\n")
    data = json.loads(
        run_well("explain", "one", "--item", "works", "--format", "json", folder=example.root)
    )
    said = {
        each["text"]: (each["printed"], [event["what"] for event in each["events"]])
        for each in data
        if each["section"] == "scope"
    }
    assert said == {
        "Works by the sea.": (True, ["chosen"]),
        "Works in town.": (False, ["not chosen"]),
    }


@pytest.mark.parametrize("item", ["planning", "Plan and complete defined", "PLAN AND COMPLETE"])
def test_one_item_is_explained_by_id_or_by_its_words(item: str) -> None:
    lines = shown("explain", "pmo-analyst", "--item", item)
    assert lines[0] == "Accountabilities"
    assert lines[1].startswith("  (not printed) Plan and complete defined parts of a project")
    assert lines[3].startswith("    omitted by role, families/project-delivery/roles/")


def test_an_item_that_is_not_there_is_guessed() -> None:
    done = run("explain", "pmo-analyst", "--item", "plannin", folder=REPOSITORY)
    assert done.returncode == 2
    assert 'pmo-analyst says no "plannin"; did you mean "planning"?' in words(done.stderr)


def test_a_terminal_gets_links_that_open_the_file() -> None:
    code, text = run_on_terminal("explain", "PRO9", "--item", "risk", folder=REPOSITORY)
    assert code == 0
    path = (REPOSITORY / "families/project-delivery/levels/PRO9.yaml").as_uri()
    assert re.search(r"\x1b\]8;[^;]*;" + re.escape(path) + r"#\d+\x1b\\", text)


def test_every_target_of_ours_is_explained_line_by_line() -> None:
    names = ["PRO9", "TRA6-8", "ict", "pmo-analyst"]
    names += [path.stem for path in (REPOSITORY / "examples/vacancies").glob("*.yaml")]
    for name in names:
        data = json.loads(run_well("explain", name, "--format", "json", folder=REPOSITORY))
        for each in data:
            source = each["source"]
            line = (REPOSITORY / source["file"]).read_text("utf-8").splitlines()
            assert 1 <= source["line"] <= len(line), each


# --- where-used -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "kind", "reach"),
    [
        ("leads-programme", "item leads-programme", "1 role and 1 vacancy"),
        (
            "leads-component",
            "item leads-component",
            "no role and no vacancy; 1 role and 1 vacancy leave it out",
        ),
        (
            "politically-restricted",
            "clause politically-restricted",
            "1 role and 1 vacancy; 6 roles and 7 vacancies leave it out",
        ),
        ("health-and-safety", "clause health-and-safety", "7 roles and 8 vacancies"),
        ("PRO9", "level PRO9", "1 role and 1 vacancy"),
        ("TRA6-8", "level TRA6-8", "1 role and 2 vacancies"),
        ("planning", "item planning", "4 roles and 4 vacancies; 1 role and 1 vacancy leave it out"),
        ("10", "grade 10", "1 role and 2 vacancies"),
        ("AC", "method AC", "1 role and 1 vacancy"),
        ("expert", "step expert", "2 roles and 1 vacancy"),
        ("job-family", "layout job-family", "no role and no vacancy"),
        ("standard", "layout standard", "7 roles and 8 vacancies"),
        ("pmo-analyst", "role pmo-analyst", "1 role and 1 vacancy"),
        ("ict", "family ict", "3 roles and 3 vacancies"),
    ],
)
def test_an_id_reaches_roles_and_vacancies(wanted: str, kind: str, reach: str) -> None:
    lines = shown("where-used", wanted)
    assert lines[0].startswith(kind)
    assert f"It reaches {reach}." in lines
    data = json.loads(run_well("where-used", wanted, "--format", "json", folder=REPOSITORY))
    listed = [line for line in lines if line.startswith(("  role ", "  vacancy "))]
    assert len(listed) == sum(len(each["roles"]) + len(each["vacancies"]) for each in data)


def test_an_item_says_where_it_is_printed_replaced_or_left_out(example: Example) -> None:
    example.level("sections:\n  accountabilities:\n    - {id: log, text: Keep the log.}\n")
    example.role("replace:\n  log: Keep every log.\n")
    example.vacancy("omit: [log]\n")
    lines = run_well("where-used", "log", folder=example.root).splitlines()
    assert lines == [
        "item log, said at families/works/levels/W1.yaml:6:23",
        "  and at families/works/roles/paviour.yaml:5:8",
        "It reaches 1 role and no vacancies; no roles and 1 vacancy leave it out.",
        (
            "  role paviour, Paviour (families/works/roles/paviour.yaml): printed in"
            " accountabilities,"
            " replaced at families/works/roles/paviour.yaml:5:3"
        ),
        "  vacancy one, Paviour (vacancies/one.yaml): left out: omitted at vacancies/one.yaml:2:8",
    ]


def test_an_unknown_id_is_guessed_and_a_broken_file_is_named(example: Example) -> None:
    done = run("where-used", "paviuor", folder=example.root)
    assert done.returncode == 2
    assert 'nothing here has the id "paviuor"; did you mean "paviour"?' in words(done.stderr)
    example.vacancy("include: [nothing]\n")
    done = run("where-used", "paviour", folder=example.root)
    assert done.returncode == 1
    assert "vacancies/one.yaml:2:11: include names an unknown id" in done.stderr


# --- revisions ------------------------------------------------------------------------------------


@pytest.fixture
def history(example: Example) -> Example:
    """Return a workspace with two commits and a change that is in none."""
    example.organisation("clauses:\n  safe: {text: Work safely.}\n")
    example.level(
        "sections:\n  accountabilities:\n    - {id: log, text: Keep the risk log.}\n"
        "    - clause: safe\n"
    )
    git(example.root, "init", "-q", "-b", "main")
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", "Start")
    example.level(
        "sections:\n  accountabilities:\n    - {id: log, text: Own the risk log.}\n"
        "    - clause: safe\n"
    )
    git(example.root, "commit", "-qam", "Raise the log")
    example.role("reports_to: Head of Works\n")
    return example


def state(folder: Path) -> dict[str, object]:
    """Return what no reading of a revision may change: the files, the index, the references."""
    files = {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return files | {"status": git(folder, "--no-optional-locks", "status", "--porcelain=v2")}


def test_a_level_is_compared_with_itself_at_a_revision(history: Example) -> None:
    before = state(history.root)
    lines = run_well("diff", "W1@HEAD~1", "W1", folder=history.root).splitlines()
    assert lines[0] == "W1@HEAD~1 → W1: Crew"
    assert "~ [-Keep-]{+Own+} the risk log." in lines
    assert (
        run_well("diff", "W1@HEAD", "W1", folder=history.root)
        .splitlines()[1]
        .startswith("No difference")
    )
    assert state(history.root) == before


def test_a_file_at_a_revision_is_named_by_its_path(history: Example) -> None:
    lines = run_well(
        "diff", "vacancies/one.yaml@main", "vacancies/one.yaml", folder=history.root
    ).splitlines()
    assert lines[0] == "one@main → one: Paviour"
    assert "  Reports to: (none) → Head of Works" in lines


def test_what_differs_since_a_revision_is_shown_once_where_it_differs_the_same(
    history: Example,
) -> None:
    before = state(history.root)
    history_lines = run_well("diff", "--since", "HEAD~1", folder=history.root).splitlines()
    assert state(history.root) == before
    assert history_lines[0] == "What differs since HEAD~1"
    assert history_lines.count("~ [-Keep-]{+Own+} the risk log.") == 2
    at = history_lines.index("The same differs in: one")
    assert history_lines[at - 2] == "paviour@HEAD~1 → paviour: Paviour"
    assert "1 of 4 say the same as at HEAD~1" in history_lines


def test_what_is_new_gone_or_was_wrong_then_is_said(history: Example) -> None:
    git(history.root, "mv", "vacancies/one.yaml", "vacancies/two.yaml")
    lines = run_well("diff", "--since", "main", folder=history.root).splitlines()
    assert "two is new since main: vacancies/two.yaml" in lines
    assert "one is gone since main" in lines
    history.level("sections: {purpose: [}\n")
    git(history.root, "commit", "-qam", "Break the level")
    history.level("")
    lines = run_well("diff", "--since", "main", folder=history.root).splitlines()
    [said] = [line for line in lines if line.startswith("W1 could not be read at main:")]
    assert "main:families/works/levels/W1.yaml:4:" in said


@pytest.mark.parametrize("command", [["diff", "--since"], ["impact", "--since"]])
def test_an_unknown_revision_and_a_folder_without_git_are_named(
    example: Example, command: list[str]
) -> None:
    done = run(*command, "main", folder=example.root)
    assert done.returncode == 2
    assert "is in no git repository" in words(done.stderr)
    git(example.root, "init", "-q", "-b", "main")
    for revision in ("nosuch", "--help", "-n1", ":x"):
        done = run(*command, revision, folder=example.root)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr


def test_impact_says_which_documents_change_where_evaluation_rests_and_who_did_it(
    history: Example,
) -> None:
    before = state(history.root)
    short = git(history.root, "rev-parse", "--short", "HEAD").strip()
    lines = run_well("impact", "--since", "HEAD~1", folder=history.root).splitlines()
    assert state(history.root) == before
    assert lines[0] == (
        "Of 7 documents, 5 have changed since HEAD~1; 3 jobs, levels or guides in a part on which"
        " job evaluation depends."
    )
    assert lines[2] == "Parts on which job evaluation depends: consider re-evaluating"
    at = next(at for at, line in enumerate(lines) if line.startswith("  one, Paviour: one/"))
    assert lines[at + 1 : at + 3] == [
        (
            "    [reporting line] Reports to: (none) → Head of Works"
            " (families/works/roles/paviour.yaml:4:13; not committed yet)"
        ),
        (
            "    [accountabilities] Accountabilities, changed: [-Keep-]{+Own+} the risk log."
            f" (families/works/levels/W1.yaml:6:23; {short} Raise the log)"
        ),
    ]
    assert not (history.root / "build").exists()


def test_what_rests_on_no_evaluation_is_told_apart(history: Example) -> None:
    history.organisation("clauses:\n  safe: {text: Work safely every day.}\n")
    git(history.root, "commit", "-qam", "Reword the clause")
    history.vacancy("location: Depot\n")
    data = json.loads(
        run_well("impact", "--since", "HEAD", "--format", "json", folder=history.root)
    )
    [one] = data["affected"]
    assert one["name"] == "one"
    assert one["evaluation_parts"] == []
    assert [reason["text"] for reason in one["reasons"]] == ["Location: (none) → Depot"]


def test_a_change_of_the_layout_is_the_reason_where_no_text_differs(history: Example) -> None:
    git(history.root, "commit", "-qam", "Report to the head")
    path = history.root / "templates/standard/layout.yaml"
    text = path.read_text("utf-8").replace("title: Purpose of the job", "title: Why the job is")
    path.write_text(text, "utf-8")
    markdown = run_well("impact", "--since", "HEAD", "--format", "markdown", folder=history.root)
    assert "### Other changes, such as" in markdown
    assert (
        "  - the layout changed (templates/standard/layout.yaml), `not committed yet`" in markdown
    )
    parse(markdown.replace("`", ""))


def test_the_qualification_that_becomes_essential_is_where_evaluation_rests(
    history: Example,
) -> None:
    criteria = (
        "person_specification:\n  - category: Qualifications\n    criteria:\n"
        "      - {id: nvq, text: Holds an NVQ., importance: desirable, assessed_by: [A]}\n"
    )
    history.role("", criteria=criteria)
    git(history.root, "commit", "-qam", "Ask for an NVQ")
    history.role("", criteria=criteria.replace("desirable", "essential"))
    data = json.loads(
        run_well("impact", "--since", "HEAD", "--format", "json", folder=history.root)
    )
    [one] = data["affected"]
    assert one["evaluation_parts"] == ["essential qualifications"]
    [reason] = one["reasons"]
    assert "Desirable → Essential" in reason["text"]


def test_a_workspace_in_a_folder_of_its_repository_is_read_at_a_revision(
    history: Example, tmp_path: Path
) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    for name in ("families", "templates", "vacancies"):
        (history.root / name).rename(outer / name)
    git(history.root, "add", "-A")
    git(history.root, "commit", "-qm", "Move")
    level = outer / "families/works/levels/W1.yaml"
    level.write_text(level.read_text("utf-8").replace("Own", "Run"), "utf-8")
    lines = run_well("diff", "W1@main", "W1", folder=outer).splitlines()
    assert "~ [-Own-]{+Run+} the risk log." in lines
    lines = run_well("impact", "--since", "main", folder=outer).splitlines()
    assert any("families/works/levels/W1.yaml:6:23; not committed yet" in line for line in lines)
    done = run("diff", "W1@HEAD~2", "W1", folder=outer)
    assert done.returncode == 2
    assert "the workspace wasn't there then" in words(done.stderr)


# --- what a hard look found -----------------------------------------------------------------------


def commit(example: Example, message: str) -> str:
    """Commit all that there is, and return the commit's short id."""
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", message)
    return git(example.root, "rev-parse", "--short", "HEAD").strip()


def impact(example: Example, since: str, *more: str) -> dict[str, dict[str, list[str]]]:
    """Return, for each thing affected, its documents, evaluated parts, reasons and their places."""
    arguments = ("impact", "--since", since, "--format", "json", *more)
    found = json.loads(run_well(*arguments, folder=example.root))
    return {
        each["name"]: {
            "documents": each["documents"],
            "parts": each["evaluation_parts"],
            "texts": [reason["text"] for reason in each["reasons"]],
            "places": [reason["place"] for reason in each["reasons"]],
            "commits": [one for reason in each["reasons"] for one in reason["commits"]],
        }
        for each in found["affected"]
    }


def test_a_file_at_a_revision_is_that_ones_from_every_folder(history: Example) -> None:
    history.vacancy("location: Depot\n")
    for folder, name in (("vacancies", "one.yaml"), (".", "./vacancies/one.yaml")):
        at = history.root / folder
        lines = run_well("diff", f"{name}@main", name, folder=at).splitlines()
        assert "  Location: (none) → Depot" in lines
    history.write("vacancies/two.yaml", "role: paviour\n")
    done = run("diff", "vacancies/two.yaml@main", "one", folder=history.root)
    assert done.returncode == 2
    assert "there is no vacancies/two.yaml at main" in words(done.stderr)


def test_order_depth_and_paragraphs_are_differences_too(history: Example) -> None:
    said = "sections:\n  accountabilities:\n"
    history.level(
        f"{said}    - Sweep the yard.\n    - Mend the wall.\n    - {{text: Lay slabs, items: [Cut"
        " them]}\n  scope: |\n    One is here. Two is there.\n"
    )
    commit(history, "Write it")
    history.level(
        f"{said}    - Mend the wall.\n    - Sweep the yard.\n    - Lay slabs\n    - Cut them\n"
        "  scope: |\n    One is here.\n\n    Two is there.\n"
    )
    lines = run_well("diff", "W1@main", "W1", folder=history.root).splitlines()
    assert "    Place in the section: 2 → 1" in lines
    assert "    Depth in the list: 2 → 1" in lines
    assert "    Starts a paragraph: no → yes" in lines
    assert impact(history, "main")["one"]["parts"] == []  # of order there is nothing to weigh


def test_what_a_level_says_by_a_clause_of_the_family_is_its_text(history: Example) -> None:
    family = "clauses:\n  crew: {text: Lead a crew.}\n"
    level = "sections: {scope: [{clause: crew}]}\n"
    history.family(family)
    history.level(level)
    short = commit(history, "Name the clause")
    history.family(family.replace("a crew", "a depot and its budget"))
    found = impact(history, short)["one"]
    assert found["parts"] == ["level text"]
    assert found["places"] == ["families/works/family.yaml:4:16"]


QUALIFIED = (
    "person_specification:\n  - category: Knowledge and learning\n    criteria:\n"
    "      - {id: pq, text: Knows the works., importance: essential, assessed_by: [A]}\n"
)


def test_a_qualification_is_known_by_what_the_criterion_says(history: Example) -> None:
    history.role("", criteria=QUALIFIED)
    short = commit(history, "Ask for knowledge")
    degree = QUALIFIED.replace("Knows the works.", "Holds a degree in works.")
    history.role("", criteria=degree)
    assert impact(history, short)["one"]["parts"] == ["essential qualifications"]
    short = commit(history, "Ask for a degree")
    history.organisation("clauses:\n  safe: {text: Work safely.}\n")
    path = history.root / "families/organisation.yaml"
    path.write_text(path.read_text("utf-8").replace("Application form", "Written form"), "utf-8")
    assert impact(history, short)["one"]["parts"] == []  # how it is assessed weighs nothing


def test_what_only_word_shows_is_a_change_of_the_document(history: Example) -> None:
    short = commit(history, "Keep it")
    path = history.root / "templates/standard/layout.yaml"
    path.write_text(path.read_text("utf-8").replace("  page: Page", "  page: Sheet"), "utf-8")
    found = impact(history, short)["one"]
    assert set(found["documents"]) == {
        "one/job-description (in Word only)",
        "one/person-specification (in Word only)",
        "one/advert (in Word only)",
        "one/candidate-pack (in Word only)",
        "one/evaluation (in Word only)",
    }
    assert found["texts"] == ["the layout changed"]


def test_documents_of_a_layout_that_came_or_went_are_told_from_those_of_others(
    history: Example,
) -> None:
    short = commit(history, "Keep it")
    shutil.copytree(history.root / "templates/numbered", history.root / "templates/zebra")
    found = impact(history, short, "--layout", "all")
    assert found["one"]["documents"] == ["zebra/one/role-description (new)"]
    commit(history, "Add zebra")
    shutil.rmtree(history.root / "templates/zebra")
    found = impact(history, "HEAD", "--layout", "all")
    assert found["one"]["documents"] == ["zebra/one/role-description (gone)"]


def test_a_guide_changes_where_its_levels_do_and_for_no_comment(history: Example) -> None:
    short = commit(history, "Keep it")
    path = history.root / "families/works/levels/W1.yaml"
    path.write_text(path.read_text("utf-8") + "# nothing new\n", "utf-8")
    history.family("lead: Head of Works\n")
    assert impact(history, short)["works"]["parts"] == []
    path.write_text(path.read_text("utf-8").replace("Own", "Run"), "utf-8")
    found = impact(history, short)["works"]
    assert found["parts"] == ["accountabilities"]
    assert "W1: Accountabilities, changed: [-Own-]{+Run+} the risk log." in found["texts"]


def test_a_post_placed_anew_names_the_line_that_placed_it(history: Example) -> None:
    history.write(
        "families/works/levels/W2.yaml",
        'title: Gang\nrank: 2\ngrades: ["5"]\nsections: {purpose: Leads a gang.}\n',
    )
    commit(history, "Add a level")
    path = history.root / "families/works/roles/paviour.yaml"
    path.write_text(path.read_text("utf-8").replace("level: W1", "level: W2"), "utf-8")
    short = commit(history, "Promote paviours")
    found = impact(history, "HEAD~1")["one"]
    assert found["texts"][0] == "its level: works/W1 → works/W2"
    assert set(found["places"]) == {"families/works/roles/paviour.yaml:3:8"}
    assert set(found["commits"]) == {f"{short} Promote paviours"}
    assert "grade" in found["parts"]


def test_a_file_renamed_in_a_commit_names_that_commit(history: Example) -> None:
    commit(history, "Keep it")
    git(history.root, "mv", "vacancies/one.yaml", "vacancies/two.yaml")
    short = commit(history, "Rename it")
    found = impact(history, "HEAD~1")
    assert found["one"]["commits"] == [f"{short} Rename it"]
    assert found["two"]["commits"] == [f"{short} Rename it"]


def test_a_branch_is_compared_with_where_it_left_a_main_that_has_gone_on(history: Example) -> None:
    commit(history, "Keep it")
    git(history.root, "checkout", "-qb", "work")
    history.vacancy("location: Depot\n")
    commit(history, "Say where")
    git(history.root, "checkout", "-q", "main")
    level = history.root / "families/works/levels/W1.yaml"
    level.write_text(level.read_text("utf-8").replace("Own", "Mind"), "utf-8")
    commit(history, "Go on")
    git(history.root, "checkout", "-q", "work")
    assert impact(history, "main")["one"]["texts"] == ["Location: (none) → Depot"]
    lines = run_well("diff", "--since", "main", folder=history.root).splitlines()
    assert any(line.startswith("main has gone on: compared with ") for line in lines)
    assert not any("risk log" in line for line in lines)


def test_several_facts_that_change_alike_are_all_shown(history: Example) -> None:
    dimensions = "dimensions: {staff_direct: 3, staff_indirect: 3, assets: '3'}\n"
    history.vacancy(dimensions)
    commit(history, "Size it")
    history.vacancy(dimensions.replace("3", "5"))
    lines = run_well("diff", "one@main", "one", folder=history.root).splitlines()
    assert len([line for line in lines if line.endswith("3 → 5 (+2)")]) == 3


@pytest.mark.parametrize(
    ("change", "arguments"),
    [
        ("new", ["--since", "main"]),
        ("gone", ["--since", "main"]),
        ("level", ["--ladder", "works"]),
    ],
)
def test_the_exit_code_counts_what_is_new_gone_or_differs_between_levels(
    history: Example, change: str, arguments: list[str]
) -> None:
    commit(history, "Keep it")
    assert run("diff", *arguments, "--exit-code", folder=history.root).returncode == 0
    if change == "new":
        history.write("vacancies/two.yaml", "role: paviour\n")
    elif change == "gone":
        (history.root / "vacancies/one.yaml").unlink()
    else:
        history.write(
            "families/works/levels/W2.yaml", 'title: Gang\nrank: 2\ngrades: ["5"]\nsections: {}\n'
        )
    assert run("diff", *arguments, "--exit-code", folder=history.root).returncode == 1


def test_vacancies_of_one_name_in_two_folders_are_two(history: Example) -> None:
    history.write("examples/vacancies/one.yaml", "role: paviour\nlocation: Pier\n")
    commit(history, "Add another")
    lines = run_well("diff", "--since", "HEAD", folder=history.root).splitlines()
    assert lines == ["What differs since HEAD", "5 of 5 say the same as at HEAD"]
    history.write("examples/vacancies/one.yaml", "role: paviour\nlocation: Quay\n")
    text = run_well("diff", "--since", "HEAD", folder=history.root)
    assert "examples/vacancies/one.yaml@HEAD → examples/vacancies/one.yaml: Paviour" in text


def test_a_clause_that_only_adverts_print_reaches_what_they_are_of(example: Example) -> None:
    example.organisation(
        "clauses:\n  come: {text: Come and work here., when: {document.audience: advert}}\n"
    )
    example.level("sections: {scope: [{clause: come}]}\n")
    lines = run_well("where-used", "come", folder=example.root).splitlines()
    assert lines[1] == "It reaches 1 role and 1 vacancy."
    assert lines[2].endswith("for the audience advert")


def test_an_item_and_a_clause_of_one_id_are_told_apart(example: Example) -> None:
    example.organisation("clauses:\n  yard: {text: Keep the yard.}\n")
    example.role("", sections="sections:\n  duties:\n    - {id: yard, text: Sweep it.}\n")
    found = json.loads(run_well("where-used", "yard", "--format", "json", folder=example.root))
    assert [(each["kind"], len(each["roles"])) for each in found] == [("clause", 0), ("item", 1)]


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_long_word_is_broken_and_never_cut(columns: int, example: Example) -> None:
    address = f"https://www.example.org/{'a-long-way-down/' * 8}end"
    example.level(f"sections: {{purpose: See {address} for more.}}\n")
    code, text = run_on_terminal("diff", "W1", "paviour", folder=example.root, columns=columns)
    assert code == 0
    bare = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\s|\u2014", "", text)
    assert address in bare


def test_an_empty_name_and_a_name_with_strange_bytes_are_no_bugs(history: Example) -> None:
    done = run("diff", "", "W1", folder=history.root)
    assert done.returncode == 2
    path = history.root / "vacancies" / os.fsdecode(b"notes\xe9.txt")
    path.write_text("Nothing.", encoding="utf-8")
    for command in (["impact", "--since", "HEAD"], ["diff", "--since", "HEAD"]):
        assert run(*command, folder=history.root).returncode == 0


def test_what_a_hook_tells_git_does_not_lead_astray(history: Example, tmp_path: Path) -> None:
    environment = {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index", "GIT_PREFIX": ""}
    inner = tmp_path / "inner"
    inner.mkdir()
    for name in ("families", "templates", "vacancies"):
        (history.root / name).rename(inner / name)
    commit(history, "Move")
    done = run("diff", "W1@HEAD", "W1", folder=inner, environment=environment)
    assert done.returncode == 0, done.stderr
    assert "No difference" in done.stdout


def test_links_are_followed_inside_the_workspace(history: Example) -> None:
    shared = history.root / "shared"
    shared.mkdir()
    (history.root / "templates/standard/house-style.docx").rename(shared / "house-style.docx")
    (history.root / "templates/standard/house-style.docx").symlink_to(
        "../../shared/house-style.docx"
    )
    commit(history, "Share the house style")
    assert impact(history, "HEAD") == {}


@pytest.mark.parametrize("revision", [":/Raise", "HEAD^{/Start}", "main~1", "HEAD@{0}"])
def test_every_way_to_name_a_revision_works(history: Example, revision: str) -> None:
    assert run("diff", f"W1@{revision}", "W1", folder=history.root).returncode == 0


def test_a_subject_with_escapes_reaches_no_terminal(history: Example) -> None:
    git(history.root, "commit", "-qam", "Report \x1b[31mred #12 @everyone")
    for format_ in ("terminal", "markdown"):
        text = run_well("impact", "--since", "HEAD~1", "--format", format_, folder=history.root)
        assert "\x1b" not in text
        assert "[31mred #12 @everyone" in text
    assert re.search(r"`\w+ Report  ?\[31mred #12 @everyone`", text)


def test_a_page_in_another_language_says_which(example: Example) -> None:
    example.organisation("translations: [cy]\n")
    example.level("sections: {purpose: {en: Helps., cy: Yn helpu.}}\n")
    text = run_well(
        "diff", "W1", "paviour", "--language", "cy", "--format", "html", folder=example.root
    )
    cells = [each for each in page(text).iter("td") if "Yn helpu." in each.text_content()]
    assert cells
    assert all(each.get("lang") == "cy" for each in cells)


def test_a_fact_said_lower_down_names_what_it_takes_the_place_of(example: Example) -> None:
    example.role("location: Depot\n")
    example.vacancy("location: Pier\n")
    lines = run_well("explain", "one", "--item", "post.location", folder=example.root).splitlines()
    assert lines == [
        "Facts",
        "  Location: Pier",
        "    vacancy, vacancies/one.yaml:2:11, id post.location",
        "    in place of “Depot” (role, families/works/roles/paviour.yaml:4:11)",
    ]


def test_a_role_is_compared_at_one_of_its_levels_grades() -> None:
    lines = shown("diff", "ict-support-analyst:6", "ict-support-analyst:7")
    assert lines[0] == "ict-support-analyst:6 → ict-support-analyst:7: ICT Support Analyst"
    assert "  Grade: Grade 6 → Grade 7" in lines


def test_a_role_and_a_vacancy_of_one_name_are_told_apart() -> None:
    file = "examples/vacancies/infrastructure-engineer.yaml"
    [heading, summary, *_] = shown("diff", "infrastructure-engineer", file)
    assert heading.startswith(f"infrastructure-engineer → {file}: Infrastructure Engineer")
    assert f"only in {file}" in summary


def test_a_role_without_a_vacancy_is_what_a_panel_evaluates_too(history: Example) -> None:
    short = commit(history, "Keep it")
    history.write(
        "families/works/roles/mason.yaml",
        "title: Mason\nfamily: works\nlevel: W1\nreports_to: Head of Works\n"
        "sections: {purpose: Mends walls.}\n",
    )
    lines = run_well("impact", "--since", short, folder=history.root).splitlines()
    assert "  mason (new): no documents now, as there is no vacancy" in [
        line.replace("mason, Mason", "mason") for line in lines
    ]
    commit(history, "Add masons")
    path = history.root / "families/works/roles/mason.yaml"
    path.write_text(path.read_text("utf-8").replace("Head of", "Director of"), "utf-8")
    assert impact(history, "HEAD")["mason"]["parts"] == ["reporting line"]


def test_each_reason_names_the_commits_that_wrote_its_own_lines(history: Example) -> None:
    base = commit(history, "Keep it")
    said = "responsible_for: {}\nchecks: {{dbs: {}, workforce: Adults, reason: Care}}\n"
    history.role(said.format("No employees", "Basic"))
    commit(history, "Check them")
    history.role(said.format("No employees", "Standard"))
    second = commit(history, "Check them better")
    history.role(said.format("Six people", "Standard"))
    found = json.loads(run_well("impact", "--since", base, "--format", "json", folder=history.root))
    [one] = [each for each in found["affected"] if each["name"] == "one"]
    by_text = {reason["text"].partition(":")[0]: reason["commits"] for reason in one["reasons"]}
    assert by_text["Responsible for"] == ["not committed yet"]
    assert by_text["DBS check"] == [f"{second} Check them better"]


def test_without_a_history_in_common_nothing_is_guessed(history: Example) -> None:
    commit(history, "Keep it")
    git(history.root, "checkout", "-q", "--orphan", "other")
    commit(history, "Begin again")
    done = run("impact", "--since", "main", folder=history.root)
    assert done.returncode == 2
    assert "have no history in common; in a copy without its history, fetch that" in words(
        done.stderr
    )


def test_a_long_text_is_shown_where_it_changed(history: Example) -> None:
    text = (
        "Protect personal and confidential information as the law requires, and tell the council's"
    )
    clause = "clauses:\n  safe: {{text: '{} officer of a breach {}.'}}\n"
    history.organisation(clause.format(text.replace("'", "''"), "at once"))
    short = commit(history, "Say how")
    history.organisation(clause.format(text.replace("'", "''"), "within an hour"))
    [reason] = impact(history, short)["one"]["texts"]
    assert reason.endswith("changed: … of a breach [-at once-]{+within an hour+}.")


def test_what_chose_a_posts_grade_is_explained() -> None:
    lines = shown("explain", "ict-support-analyst-grade-7", "--item", "grade.title")
    assert lines[-1] == (
        "    grade chosen by vacancy, examples/vacancies/ict-support-analyst-grade-7.yaml:5:8"
    )


@pytest.mark.parametrize(
    "arguments", [["where-used", "health-and-safety"], ["impact", "--since", "HEAD"]]
)
def test_a_terminal_breaks_long_lines_between_words(arguments: list[str]) -> None:
    code, text = run_on_terminal(*arguments, folder=REPOSITORY, columns=60)
    assert code == 0
    assert max(len(line) for line in text.replace("\r", "").splitlines()) <= 60
    piped = run_well(*arguments, folder=REPOSITORY)
    assert "".join(words(text).split()) == "".join(piped.split())


def test_a_post_that_replaces_a_clause_or_overrides_a_text_is_reached_too(example: Example) -> None:
    example.organisation("clauses:\n  safe: {text: Work safely.}\n")
    example.level(
        "sections:\n  accountabilities: [{clause: safe}]\n"
        "  scope: {any_of: [{id: town, text: In town.}, {id: sea, text: By the sea.}]}\n"
    )
    example.role("choose: [sea]\nreplace: {safe: Be safe.}\n")
    example.vacancy("sections: {scope: Everywhere.}\n")
    lines = run_well("where-used", "safe", folder=example.root).splitlines()
    assert "It reaches 1 role and 1 vacancy." in lines
    lines = run_well("where-used", "sea", folder=example.root).splitlines()
    assert "It reaches 1 role and no vacancies; no roles and 1 vacancy leave it out." in lines
    lines = run_well("explain", "one", "--item", "sea", folder=example.root).splitlines()
    assert lines[1] == "  (not printed) By the sea."
    assert lines[-1] == "    overridden by vacancy, vacancies/one.yaml:2:12"


def test_an_accountability_that_leaves_its_section_is_a_sensitive_change(history: Example) -> None:
    said = "sections:\n  {}:\n    - {{id: log, text: Own the risk log.}}\n  {}: [Work safely.]\n"
    history.level(said.format("accountabilities", "people-management"))
    short = commit(history, "Place it")
    history.level(said.format("people-management", "accountabilities"))
    assert "accountabilities" in impact(history, short)["one"]["parts"]


def test_a_layout_that_was_broken_then_hinders_nobody(history: Example) -> None:
    path = history.root / "templates/standard/layout.yaml"
    good = path.read_text("utf-8")
    path.write_text("x: y\n", "utf-8")
    commit(history, "Break it")
    path.write_text(good, "utf-8")
    assert run("impact", "--since", "HEAD", folder=history.root).returncode == 0


def test_a_change_of_layout_is_named_beside_a_change_of_text(history: Example) -> None:
    short = commit(history, "Keep it")
    history.vacancy("hours: 37\n")
    path = history.root / "templates/standard/layout.yaml"
    path.write_text(path.read_text("utf-8").replace("label: Job title", "label: Post"), "utf-8")
    assert impact(history, short)["one"]["texts"] == ["Hours: (none) → 37", "the layout changed"]


def test_what_nobody_translated_is_marked_in_its_own_language(example: Example) -> None:
    example.organisation("translations: [cy]\n")
    example.level("sections: {purpose: {en: Helps., cy: Yn helpu.}, scope: The town.}\n")
    text = run_well(
        "diff", "W1", "paviour", "--language", "cy", "--format", "html", "--same",
        folder=example.root,
    )  # fmt: skip
    [cell, *_] = [each for each in page(text).iter("td") if "The town." in each.text_content()]
    assert cell.get("lang") == "en-GB"


def test_a_comment_on_a_pull_request_notifies_nobody(history: Example) -> None:
    history.level("sections: {purpose: 'Ask @team about #12, or a@example.org.'}\n")
    for command in (["diff", "W1@main", "W1"], ["impact", "--since", "main"]):
        text = run_well(*command, "--format", "markdown", folder=history.root)
        assert "@<!-- -->team" in text
        assert "#<!-- -->12" in text
        assert "a@example.org" in text


def test_what_changes_alike_is_told_once(history: Example) -> None:
    for number in range(30):
        history.write(f"vacancies/post-{number:02}.yaml", "role: paviour\n")
    short = commit(history, "Fill thirty posts")
    history.level("sections:\n  accountabilities:\n    - {id: log, text: Mind the risk log.}\n")
    for format_ in ("terminal", "markdown"):
        arguments = ("impact", "--since", short, "--format", format_)
        text = run_well(*arguments, folder=history.root)
        assert "The same in: one, post-00, post-01, " in text
        assert "post-18 and 11 more" in text
        assert text.count("Mind") <= 4  # of the posts, of the level, of the family's guide
    assert len(impact(history, short)) == 33


@pytest.mark.parametrize("how", ["autocrlf", "attributes"])
def test_line_ends_that_git_writes_itself_are_no_difference(history: Example, how: str) -> None:
    history.vacancy("contact: Ann Other of the depot, 01234\n")
    if how == "attributes":
        history.write(".gitattributes", "*.yaml text eol=crlf\n")
    else:
        git(history.root, "config", "core.autocrlf", "true")
    commit(history, "Say whom to ask")
    git(history.root, "rm", "-q", "--cached", "-r", ".")
    git(history.root, "reset", "-q", "--hard")
    assert b"\r\n" in (history.root / "vacancies/one.yaml").read_bytes()
    assert impact(history, "HEAD") == {}
    text = run_well("diff", "one@HEAD", "one", folder=history.root)
    assert "No difference" in text


def test_links_that_are_whole_folders_or_lead_to_links_are_followed(history: Example) -> None:
    (history.root / "shared").mkdir()
    (history.root / "templates").rename(history.root / "shared/templates")
    (history.root / "templates").symlink_to("shared/templates")
    (history.root / "vacancies/one.yaml").rename(history.root / "real.yaml")
    (history.root / "middle.yaml").symlink_to("real.yaml")
    (history.root / "vacancies/one.yaml").symlink_to("../middle.yaml")
    commit(history, "Link it")
    assert impact(history, "HEAD") == {}


def test_an_object_that_git_lost_is_told_and_no_bug(history: Example) -> None:
    commit(history, "Keep it")
    blob = git(history.root, "rev-parse", "HEAD:vacancies/one.yaml").strip()
    path = history.root / ".git/objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()
    done = run("diff", "--since", "HEAD", folder=history.root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


DUTY = "sections: {{purpose: Keeps pavements safe., accountabilities: [{{id: sign, text: {}}}]}}\n"


def test_a_role_that_changes_while_its_first_vacancy_comes_is_told(history: Example) -> None:
    (history.root / "vacancies/one.yaml").unlink()
    history.role("", sections=DUTY.format("Signs off work."))
    short = commit(history, "Close the vacancy")
    history.role("", sections=DUTY.format("Signs off budgets."))
    history.vacancy("")
    found = impact(history, short)
    assert found["paviour"]["parts"] == ["accountabilities"]


def test_a_role_of_the_same_name_in_another_family_is_another(history: Example) -> None:
    for name in ("family.yaml", "levels/W1.yaml", "roles/paviour.yaml"):
        text = (history.root / "families/works" / name).read_text("utf-8")
        history.write(f"families/parks/{name}", text.replace("family: works", "family: parks"))
    history.write("vacancies/one.yaml", "role: works/paviour\n")
    short = commit(history, "Add parks")
    path = history.root / "families/parks/roles/paviour.yaml"
    path.write_text(path.read_text("utf-8").replace("Keeps", "Mends"), "utf-8")
    [name] = impact(history, short)
    assert "parks" in name


def test_the_reasons_are_those_of_every_reader(history: Example) -> None:
    said = "evaluation: {{scheme: NJC, reference: J1, total: '{}'}}\n"
    history.vacancy(said.format(300))
    short = commit(history, "Evaluate it")
    history.vacancy(said.format(350) + "location: Depot\n")
    texts = impact(history, short)["one"]["texts"]
    assert "Location: (none) → Depot" in texts
    assert "Total score: 300 → 350 (+50)" in texts


def test_a_house_style_that_was_broken_then_is_no_change_of_every_word(history: Example) -> None:
    path = history.root / "templates/standard/house-style.docx"
    good = path.read_bytes()
    path.write_bytes(b"junk")
    commit(history, "Break the house style")
    path.write_bytes(good)
    found = json.loads(
        run_well("impact", "--since", "HEAD", "--format", "json", folder=history.root)
    )["affected"]
    assert {each["state"] for each in found} == {"not known"}
    assert all("house style" in each["reasons"][0]["text"] for each in found)


def test_what_a_text_hangs_on_is_its_reason(history: Example) -> None:
    history.level(
        "sections:\n  accountabilities:\n"
        "    - {text: Works in the depot., when: {post.location: Depot}}\n"
    )
    commit(history, "Hang it on the place")
    history.vacancy("hours: 37\n")
    commit(history, "Say the hours")
    history.role("location: Depot\n")
    short = commit(history, "Say the place")
    found = json.loads(
        run_well("impact", "--since", "HEAD~1", "--format", "json", folder=history.root)
    )["affected"]
    [one] = [each for each in found if each["name"] == "one"]
    [reason] = [each for each in one["reasons"] if "Works in the depot" in each["text"]]
    assert reason["place"] == "families/works/roles/paviour.yaml:4:11"
    assert reason["commits"] == [f"{short} Say the place"]


def test_an_omission_taken_back_names_the_line_that_left_it_out(history: Example) -> None:
    history.role("omit: [log]\n")
    short = commit(history, "Leave the log out")
    history.role("")
    found = impact(history, short)["one"]
    assert found["texts"] == ["Accountabilities, new: Own the risk log."]
    assert found["places"] == [f"{short}:families/works/roles/paviour.yaml:4:8"]


def test_a_lead_in_that_becomes_an_entry_and_a_label_are_differences(history: Example) -> None:
    said = "sections:\n  scope:\n"
    history.level(f"{said}    lead_in: Lays slabs.\n    items: [Cuts., Mends.]\n")
    commit(history, "Lead in")
    history.level(f"{said}    items: [Lays slabs., Cuts., Mends.]\n")
    assert run("diff", "W1@HEAD", "W1", "--exit-code", folder=history.root).returncode == 1
    history.level(f"{said}    - {{label: Small, text: 'jobs: run them.'}}\n")
    commit(history, "Label it")
    history.level(f"{said}    - {{label: 'Small: jobs', text: run them.}}\n")
    lines = run_well("diff", "W1@HEAD", "W1", folder=history.root).splitlines()
    assert "    Label: Small → Small: jobs" in lines
