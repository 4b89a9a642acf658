"""Roles that have documents of their own, without a vacancy."""

from __future__ import annotations

import pytest
from example import CRITERIA, SECTIONS, Example

BOTH = """\
documents:
  sheet:
    title: Sheet
    subject: [post, role]
    header:
      - {fact: post.title, label: Title}
      - {fact: post.number, label: Number, required: true}
      - {fact: post.closing_date, label: Closing, empty: Open until filled}
      - {fact: post.location, label: Place, empty: Anywhere}
    sections:
      - {id: purpose, title: Purpose, required: true}
      - id: dates
        title: Dates
        facts: [{fact: post.interview_date, sentence: "Interviews on {{ post.interview_date }}."}]
      - {id: duties, title: Duties}
      - {id: person-specification, title: Criteria}
"""


@pytest.fixture
def with_roles(example: Example) -> Example:
    example.layout(BOTH)
    example.vacancy("post_number: HA7\nclosing_date: 2027-02-01\n")
    return example


def files(example: Example, *words: str, folder: str = "out") -> list[str]:
    done = example.run("build", *words, "--layout", "ours", "--output", folder, "--format", "md")
    assert done.exit_code == 0, done.stderr
    return sorted(
        path.relative_to(example.root / folder).as_posix()
        for path in (example.root / folder).rglob("*.md")
    )


def test_a_role_has_documents_in_a_folder_of_its_own(with_roles: Example) -> None:
    assert files(with_roles, "paviour") == ["families/works/roles/paviour/sheet.md"]
    text = (with_roles.root / "out/families/works/roles/paviour/sheet.md").read_text("utf-8")
    assert "# Paviour: Sheet" in text
    assert "| Place | Anywhere |" in text


def test_what_only_a_vacancy_has_drops_out_whatever_the_layout_says_of_it(
    with_roles: Example,
) -> None:
    files(with_roles, "paviour")
    text = (with_roles.root / "out/families/works/roles/paviour/sheet.md").read_text("utf-8")
    for left_out in ("Number", "Closing", "Open until filled", "Dates", "Interviews"):
        assert left_out not in text


def test_all_makes_those_of_roles_too_and_of_each_grade_left_open(with_roles: Example) -> None:
    with_roles.level("sections: {scope: Streets.}\n", grades='["4", "5"]', key="W2")
    with_roles.write(
        "families/works/roles/mason.yaml",
        "title: Mason\nfamily: works\nlevel: W2\n" + SECTIONS + CRITERIA,
    )
    with_roles.layout(BOTH + "      - {id: scope, title: Scope}\n")
    assert files(with_roles, "--all") == [
        "families/works/roles/mason-4/sheet.md",
        "families/works/roles/mason-5/sheet.md",
        "families/works/roles/paviour/sheet.md",
        "one/sheet.md",
    ]
    assert files(with_roles, "mason:5", folder="five") == ["families/works/roles/mason-5/sheet.md"]
    done = with_roles.run("build", "mason", "--layout", "ours")
    assert done.exit_code == 1
    assert "mason:4 or mason:5" in done.stderr


def test_a_name_of_both_means_the_vacancy(with_roles: Example) -> None:
    with_roles.write("vacancies/paviour.yaml", "role: paviour\npost_number: HA8\n")
    assert files(with_roles, "paviour") == ["paviour/sheet.md"]
    assert files(with_roles, "families/works/roles/paviour.yaml", folder="role") == [
        "families/works/roles/paviour/sheet.md"
    ]


def test_levels_and_roles_alone_build_without_a_remark(with_roles: Example) -> None:
    (with_roles.root / "vacancies/one.yaml").unlink()
    done = with_roles.run("build", "--all", "--layout", "ours")
    assert (done.exit_code, done.stderr) == (0, "")
    checked = with_roles.run("check", "--layout", "ours")
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_a_layout_without_documents_of_roles_says_how_to_get_some(example: Example) -> None:
    done = example.run("build", "paviour")
    assert done.exit_code == 1
    assert 'the layout "standard" has no document for a role' in done.stderr
    assert "subject: [post, role]" in done.stderr


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("In {{ post.location }}.", "names the fact"),
        ("Until {{ post.closing_date }}.", "names the fact"),
        ("{{ ? which site }}", "a place to fill in"),
    ],
)
def test_final_documents_of_roles_leave_nothing_open_and_drafts_do(
    with_roles: Example, text: str, rule: str
) -> None:
    with_roles.role(f'sections:\n  purpose: "{text}"\n', sections="")
    for command in ("build paviour", "build --all", "check"):
        done = with_roles.run(*command.split(), "--layout", "ours")
        assert (command, done.exit_code) == (command, 1)
        assert rule in done.stderr
    done = with_roles.run("build", "paviour", "--layout", "ours", "--draft")
    assert done.exit_code == 0


def test_a_role_shows_and_explains_what_its_documents_print(with_roles: Example) -> None:
    for command in ("show", "explain"):
        done = with_roles.run(command, "paviour", "--layout", "ours")
        assert done.exit_code == 0
        assert "Keeps pavements safe." in done.stdout


def test_an_agreed_role_alone_has_final_documents(with_roles: Example) -> None:
    with_roles.role("record: {status: Draft}\n")
    done = with_roles.run("build", "paviour", "--layout", "ours")
    assert done.exit_code == 1
    assert 'the role is "Draft"' in done.stderr


def test_parts_of_a_pack_of_both_are_documents_of_both(with_roles: Example) -> None:
    pack = "  pack:\n    title: Pack\n    subject: [post, role]\n    parts: [sheet]\n"
    with_roles.layout(BOTH + pack)
    assert files(with_roles, "paviour") == [
        "families/works/roles/paviour/pack.md",
        "families/works/roles/paviour/sheet.md",
    ]
    with_roles.layout(BOTH.replace("[post, role]", "post") + pack)
    done = with_roles.run("check", "--layout", "ours")
    assert '"sheet" can\'t be a part of the document "pack"' in done.stderr


def test_a_text_that_only_vacancies_documents_show_is_no_mistake_of_a_role(
    with_roles: Example,
) -> None:
    with_roles.layout(
        BOTH + "  notice:\n    title: Notice\n    sections: [{id: notice, title: Notice}]\n"
    )
    with_roles.role("", sections=SECTIONS + "  notice: Apply soon.\n")
    assert files(with_roles, "paviour") == ["families/works/roles/paviour/sheet.md"]
