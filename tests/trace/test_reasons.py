"""Why documents change: each reason, and the commits that it names."""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from repositories import commit, git, impact
from running import page, run, run_on_terminal, run_well, shown, words

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


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
    history.take("numbered")
    short = commit(history, "Keep it")
    shutil.copytree(history.root / "templates/numbered", history.root / "templates/zebra")
    names = ["zebra/one/how-to-apply", "zebra/one/role-description"]
    found = impact(history, short, "--layout", "all")
    assert found["one"]["documents"] == [f"{name} (new)" for name in names]
    commit(history, "Add zebra")
    shutil.rmtree(history.root / "templates/zebra")
    found = impact(history, "HEAD", "--layout", "all")
    assert found["one"]["documents"] == [f"{name} (gone)" for name in names]


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
    assert [*found] == ["two"]  # which is the same vacancy
    assert found["two"]["texts"] == ["this was vacancies/one.yaml"]
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
    assert lines[1] == "It reaches 1 level, 1 role and 1 vacancy."
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
    assert lines[1].startswith("Grade 6 → Grade 7 · £")
