"""What changed since a revision, and what it does to documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from repositories import git, state
from running import run, run_well, words

from jdgen.formats.markdown import parse

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


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
    assert history_lines[at - 1] == "paviour@HEAD~1 → paviour: Paviour"
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
