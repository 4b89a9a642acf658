"""What `jdgen check`, `list`, `show` and `init` answer."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from example import standing
from running import DRAWN, run, run_well, words
from stored import DOCUMENTS, EVERY_LEVEL, FIRST, KINDS, LAYOUTS, VACANCIES, everything_built

from jdgen.formats.escaping import one_line
from jdgen.formats.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def test_check_says_how_many_files_were_right(workspace: Path) -> None:
    number = len(list((workspace / "families").rglob("*.yaml"))) + len(VACANCIES) + len(LAYOUTS)
    assert run_well("check", folder=workspace) == f"{number} files checked, no problems.\n"


def test_check_finds_what_is_wrong_and_writes_nothing(own: Path) -> None:
    role = own / "families/project-delivery/roles/pmo-analyst.yaml"
    said = role.read_text(encoding="utf-8")
    assert "omit: [project-method]" in said
    role.write_text(said.replace("omit: [project-method]", "omit: [project-metod]"))
    before = standing(own)
    done = run("check", folder=own)
    assert done.returncode == 1
    assert done.stdout == ""
    problem, conclusion = done.stderr.splitlines()
    mistake = ': omit names an unknown id "project-metod"; did you mean "project-method"?'
    assert problem.endswith(mistake)
    assert re.fullmatch(r"1 problem in \d+ files\.", conclusion)
    data = json.loads(run("check", "--format", "json", folder=own).stdout)
    assert [found["rule"] for found in data["problems"]] == ["unknown-id"]
    assert run("check", "--format", "github", folder=own).stdout.startswith(
        "::error file=families/"
    )
    only = run("check", "families/organisation.yaml", folder=own)
    assert (only.returncode, only.stdout) == (0, "1 file checked, no problems.\n")
    assert standing(own) == before


@pytest.mark.parametrize("kind", KINDS)
def test_list_in_a_pipe_is_a_header_and_a_line_each_with_tabs_between(
    kind: str, workspace: Path
) -> None:
    text = run_well("list", kind, folder=workspace)
    header, *rows = [line.split("\t") for line in text.splitlines()]
    named = [row[0] for row in rows]
    assert (sorted(named) if kind == "vacancies" else named) == FIRST[kind]  # by closing date
    assert {len(row) for row in rows} == {len(header)}
    assert header[-1] == "file"
    assert [(workspace / row[-1]).is_file() for row in rows] == [True] * len(rows)
    assert not DRAWN.search(text)


@pytest.mark.parametrize("kind", KINDS)
def test_list_as_json_and_as_markdown_says_the_same(kind: str, workspace: Path) -> None:
    header, *rows = [
        line.split("\t") for line in run_well("list", kind, folder=workspace).splitlines()
    ]
    data = json.loads(run_well("list", kind, "--format", "json", folder=workspace))
    assert [{name: str(cell) for name, cell in row.items()} for row in data] == [
        dict(zip(header, row, strict=True)) for row in rows
    ]
    numbers = {name for row in data for name, cell in row.items() if isinstance(cell, int)}
    assert numbers == {"families": {"levels"}, "levels": {"rank"}}.get(kind, set())
    markdown = run_well("list", kind, "--format", "markdown", folder=workspace)
    [table] = parse(markdown)
    cells = [[_text(cell) for cell in row] for row in (table.header, *table.rows)]  # type: ignore[union-attr]
    assert cells == [header, *rows]


def _text(cell: Sequence[Any]) -> str:
    return "".join(span.text for span in cell)


def test_list_without_a_kind_lists_what_posts_are_made_of(workspace: Path) -> None:
    kinds = [kind for kind in KINDS if kind not in {"clauses", "layouts", "house-styles"}]
    parts = run_well("list", folder=workspace).split("\n\n")
    assert [part.splitlines()[0] for part in parts] == [kind.capitalize() for kind in kinds]
    for kind, part in zip(kinds, parts, strict=True):
        alone = run_well("list", kind, folder=workspace)
        assert part.split("\n", 1)[1].rstrip("\n") == alone.rstrip("\n")
    data = json.loads(run_well("list", "--format", "json", folder=workspace))
    assert list(data) == kinds
    assert [row["level"] for row in data["levels"]] == EVERY_LEVEL


def test_a_title_of_several_lines_is_listed_on_one(own: Path) -> None:
    role = own / "families/project-delivery/roles/pmo-analyst.yaml"
    said = role.read_text(encoding="utf-8")
    assert "title: Project Management Office Analyst\n" in said
    folded = "title: >\n  Project\tManagement\n  Office | Analyst\n"
    role.write_text(
        said.replace("title: Project Management Office Analyst\n", folded), encoding="utf-8"
    )
    rows = [row.split("\t") for row in run_well("list", "roles", folder=own).splitlines()]
    [row] = [row for row in rows if row[0] == "pmo-analyst"]
    assert row[:2] == ["pmo-analyst", "Project Management Office | Analyst"]
    markdown = run_well("list", "roles", "--format", "markdown", folder=own)
    assert r"| pmo-analyst | Project Management Office \| Analyst |" in markdown


def test_a_file_that_cannot_be_read_is_named_by_list(own: Path) -> None:
    (own / "families/project-delivery/roles/wrong.yaml").write_text("title: [\n", encoding="utf-8")
    done = run("list", "roles", folder=own)
    assert done.returncode == 1
    assert done.stderr.startswith("families/project-delivery/roles/wrong.yaml:")


@pytest.mark.parametrize(
    "arguments",
    [["list", "--format", "json"], ["show", "project-manager", "--format", "json"], ["list"]],
    ids=" ".join,
)
def test_the_order_of_what_is_printed_is_stable(arguments: list[str], workspace: Path) -> None:
    printed = {
        run(*arguments, folder=workspace, environment={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1


@pytest.mark.parametrize(
    ("target", "title"),
    [
        ("PRO9", "PRO9: Specialist project support"),
        ("project-delivery/PRO9", "PRO9: Specialist project support"),
        ("PRO9:9", "PRO9: Specialist project support"),
        ("pmo-analyst", "Project Management Office Analyst"),
        (
            "families/project-delivery/roles/pmo-analyst.yaml",
            "Project Management Office Analyst",
        ),
        ("pmo-analyst-part-time", "Project Management Office Analyst"),
        (
            "examples/vacancies/digital-project-officer.yaml",
            "Digital Project Officer",
        ),
    ],
)
def test_show_prints_a_level_a_role_or_a_vacancy(target: str, title: str, workspace: Path) -> None:
    text = run_well("show", target, folder=workspace)
    assert text.startswith(f"# {title}\n")
    assert not DRAWN.search(text)
    assert run_well("show", target, "--format", "markdown", folder=workspace) == text
    data = json.loads(run_well("show", target, "--format", "json", folder=workspace))
    assert data["title"] in title


def test_show_prints_a_levels_own_file_too(workspace: Path) -> None:
    path = "families/project-delivery/levels/PRO9.yaml"
    assert run_well("show", path, folder=workspace) == run_well("show", "PRO9", folder=workspace)


def test_show_prints_what_build_writes(workspace: Path, tmp_path: Path) -> None:
    vacancy = "project-manager-coastal-defence"
    run_well("build", vacancy, "--format", "md", "-o", str(tmp_path), folder=workspace)
    written = [
        (tmp_path / vacancy / f"{document}.md").read_text(encoding="utf-8").split("---\n\n", 1)[1]
        for document in DOCUMENTS
    ]
    assert run_well("show", vacancy, folder=workspace) == "\n".join(written)


def test_as_json_each_text_names_the_file_and_line_that_said_it(workspace: Path) -> None:
    data = json.loads(run_well("show", "pmo-analyst", "--format", "json", folder=workspace))
    sources = list(_sources(data))
    assert len(sources) > 60
    for source in sources:
        lines = (workspace / source["file"]).read_text(encoding="utf-8").splitlines()
        assert 1 <= source["line"] <= len(lines)
    assert {source["layer"] for source in sources} == {"organisation", "family", "level", "role"}
    assert {left["reason"] for left in data["left_out"]} >= {"omitted", "overridden"}
    [omitted] = [left for left in data["left_out"] if left["reason"] == "omitted"]
    assert omitted["by"]["file"] == "families/project-delivery/roles/pmo-analyst.yaml"


def _sources(data: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(data, list):
        return [source for part in data for source in _sources(part)]
    if isinstance(data, dict):
        own = [data["source"]] if "source" in data else []
        return own + [source for part in data.values() for source in _sources(part)]
    return []


def test_a_name_of_a_role_and_of_a_vacancy_means_the_role_and_says_so(workspace: Path) -> None:
    done = run("show", "project-support-officer", folder=workspace)
    assert done.returncode == 0
    assert done.stderr == (
        "This is the role; for the vacancy of this name:"
        " jdgen show examples/vacancies/project-support-officer.yaml\n"
    )
    assert "SR-0417" not in done.stdout
    as_json = run("show", "project-support-officer", "--format", "json", folder=workspace)
    assert "post.number" not in json.loads(as_json.stdout)["facts"]


def test_a_level_of_two_families_has_to_be_named_with_its_family(own: Path) -> None:
    shutil.copytree(own / "families/project-delivery", own / "families/works")
    shutil.rmtree(own / "families/works/roles")
    done = run("show", "PRO9", folder=own)
    assert done.returncode == 2
    assert '"PRO9" is the name of several: write project-delivery/PRO9 or works/PRO9' in one_line(
        done.stderr
    )
    assert run_well("show", "works/PRO9", folder=own).startswith(
        "# PRO9: Specialist project support"
    )


def test_show_of_something_wrong_names_the_place(own: Path) -> None:
    (own / "wrong.yaml").write_text("role: pmo-analyst\nhourz: 37\n", encoding="utf-8")
    done = run("show", "wrong.yaml", folder=own)
    assert done.returncode == 1
    assert done.stderr.startswith('wrong.yaml:2:1: unknown field "hourz"; did you mean "hours"?')


def test_init_makes_a_workspace_that_builds_at_once(tmp_path: Path) -> None:
    text = run_well("init", "council", folder=tmp_path)
    council = tmp_path / "council"
    number = len(standing(council))
    assert text.splitlines()[0] == f"{number} files written to council."
    assert "  cd council" in text.splitlines()
    assert run_well("check", folder=council).endswith(" files checked, no problems.\n")
    run_well("build", "--all", folder=council)
    assert sorted(standing(council / "build")) == sorted(everything_built(VACANCIES))
    assert (council / ".gitignore").read_text(encoding="utf-8").splitlines()[-1] == "build/"


def test_init_overwrites_nothing_and_then_writes_nothing(tmp_path: Path) -> None:
    council = tmp_path / "council"
    (council / "families").mkdir(parents=True)
    (council / "families/organisation.yaml").write_text("name: Ours\n", encoding="utf-8")
    before = standing(tmp_path)
    done = run("init", "council", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(
        "council/families/organisation.yaml:1:1: 1 of the files to be written are there already"
    )
    assert done.stderr.endswith("1 problem; nothing was written.\n")
    assert standing(tmp_path) == before
    assert [path.name for path in council.iterdir()] == ["families"]


def test_init_twice_changes_nothing(tmp_path: Path) -> None:
    run_well("init", "council", folder=tmp_path)
    before = standing(tmp_path)
    assert run("init", "council", folder=tmp_path).returncode == 1
    assert standing(tmp_path) == before


def test_init_leaves_other_files_of_the_folder_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Ours\n", encoding="utf-8")
    run_well("init", ".", folder=tmp_path)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "Ours\n"
    assert (tmp_path / "families/organisation.yaml").is_file()


def test_init_where_a_file_stands_is_a_message(tmp_path: Path) -> None:
    (tmp_path / "council").write_text("a file\n", encoding="utf-8")
    done = run("init", "council", folder=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (tmp_path / "council").read_text(encoding="utf-8") == "a file\n"


@pytest.mark.parametrize("kind", ["levels", "roles", "vacancies"])
def test_lists_are_of_one_family_or_one_grade_where_that_is_asked(
    kind: str, workspace: Path
) -> None:
    def rows(*words: str) -> list[dict[str, str]]:
        listed = run_well("list", kind, "--format", "json", *words, folder=workspace)
        return list(json.loads(listed))

    every = rows()
    ict = rows("--family", "ict")
    assert ict == [row for row in every if row["family"] == "ict"]
    assert 0 < len(ict) < len(every)
    column = "grade" if kind == "vacancies" else "grades"
    seven = rows("--grade", "7")
    assert seven == [row for row in every if "7" in row[column].split(", ")]
    assert seven


def test_vacancies_are_listed_by_closing_date(workspace: Path) -> None:
    listed = json.loads(run_well("list", "vacancies", "--format", "json", folder=workspace))
    days = [row["closing_date"] for row in listed]
    assert days == sorted(days)


def test_a_list_of_a_grade_leaves_out_what_is_of_none(workspace: Path) -> None:
    listed = json.loads(run_well("list", "--grade", "7", "--format", "json", folder=workspace))
    assert list(listed) == ["levels", "roles", "vacancies"]
    listed = json.loads(run_well("list", "--family", "ict", "--format", "json", folder=workspace))
    assert list(listed) == ["families", "levels", "roles", "vacancies"]
    assert [row["family"] for row in listed["families"]] == ["ict"]


@pytest.mark.parametrize(
    ("kind", "option", "word"),
    [
        ("families", "--grade", "7"),
        ("layouts", "--grade", "7"),
        ("layouts", "--family", "ict"),
        ("clauses", "--family", "ict"),
    ],
)
def test_a_kind_that_is_of_no_family_or_grade_is_not_listed_by_one(
    kind: str, option: str, word: str, workspace: Path
) -> None:
    done = run("list", kind, option, word, folder=workspace)
    assert done.returncode == 2
    assert f"{kind} are of no {option.strip('-')}; leave it out" in words(done.stderr)
