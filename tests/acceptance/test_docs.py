"""The README and the manual: what they tell readers to write and to type works."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from pages import (
    DOCS,
    MANUAL,
    PAGES,
    README,
    REPOSITORY,
    blocks,
    follow,
    links,
    new_workspace,
    repository_workspace,
    slugs,
    type_in,
    workflow_commands,
)
from typer.main import get_command
from typer.testing import CliRunner

from jdgen.cli import app
from jdgen.compose.job import compose
from jdgen.documents.render import as_advertised, views
from jdgen.documents.template import environment
from jdgen.documents.views import VIEWS
from jdgen.formats.word.audit.rules.all_rules import RULES
from jdgen.model.job import Edition
from jdgen.problems import Naming
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def name_of(page: Path) -> str:
    return page.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("page", [README, *MANUAL], ids=name_of)
def test_a_page_can_be_followed_from_its_start_to_its_end(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository_workspace if page == README else new_workspace)(tmp_path)
    monkeypatch.chdir(tmp_path)
    follow(page, tmp_path)
    done = CliRunner().invoke(app, ["check"])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("page", [README, *MANUAL], ids=name_of)
def test_every_block_of_a_page_is_one_that_is_tried(page: Path) -> None:
    by_other_tests = {"sh", "text"} if page == README else {"sh"}
    tried = {"console", "yaml", "jinja", "markdown"}
    assert {block.kind for block in blocks(page)} <= tried | by_other_tests


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page: Path) -> None:
    broken = []
    for link in links(page):
        if re.match(r"https?:|mailto:", link):
            continue
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        if not target.exists() or (heading and heading not in slugs(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_manual(command: str) -> None:
    pages = [page.read_text("utf-8") for page in (README, *MANUAL)]
    assert [page for page in pages if f"jdgen {command}" in page]


def test_the_index_leads_to_every_page_of_the_manual() -> None:
    assert set(links(DOCS / "README.md")) >= {page.name for page in MANUAL} - {"README.md"}


def test_the_reference_is_that_of_the_schemas() -> None:
    script = REPOSITORY / ".github" / "make_reference.py"
    spec = importlib.util.spec_from_file_location("make_reference", script)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    page = (DOCS / "reference.md").read_text("utf-8")
    assert page == made.page(), "run python .github/make_reference.py"


def test_the_commands_of_the_workflow_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workflow = next(block for block in blocks(DOCS / "ci.md") if "run: jdgen" in block.text)
    new_workspace(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    typed = [line for line in workflow_commands(workflow) if line.startswith("jdgen ")]
    assert len(typed) == 3
    for line in typed:
        type_in(line, [], tmp_path)
    assert (tmp_path / "summary.md").read_text("utf-8").strip()


# --- what the page on templates tells -------------------------------------------------------------

TEMPLATES_PAGE = (DOCS / "templates.md").read_text("utf-8")
REFUSED = [
    code.replace("\\|", "|")
    for code in re.findall(
        r"^\| `(.+?)` \|", TEMPLATES_PAGE.partition("## What is refused")[2], re.MULTILINE
    )
]


def test_the_page_on_templates_names_all_that_a_template_is_given() -> None:
    library = Library(REPOSITORY)
    layout = library.layout("standard")
    job = compose(library.lineage_of_role(library.roles()[0]), Edition(draft=True))
    given = views(as_advertised(job, layout), layout)[0]
    named = [*given, *layout.labels]
    named += [
        f"{view.__name__.removesuffix('View').lower()}.{field}"
        for view in VIEWS
        for field in view._fields
    ]
    template = (REPOSITORY / "templates/standard/document.md.j2").read_text("utf-8")
    named += re.findall(r"{% block (\w+) %}", template)
    assert [name for name in named if f"`{name}`" not in TEMPLATES_PAGE] == []


def test_the_page_on_templates_names_the_filters_and_no_other() -> None:
    told = TEMPLATES_PAGE.partition("## Filters")[2].partition("as in Jinja")[0]
    assert set(re.findall(r"`(\w+)`", told)) == {
        name
        for name in environment(REPOSITORY, VIEWS, Naming(REPOSITORY)).filters
        if name.isidentifier()
    }


@pytest.mark.parametrize("code", REFUSED)
def test_what_the_page_on_templates_calls_refused_is_refused(code: str, example: Example) -> None:
    folder = example.root / "templates" / "own"
    folder.mkdir()
    (folder / "layout.yaml").write_text("title: Own\nextends: standard\n")
    (folder / "document.md.j2").write_text(
        '{% extends "standard/document.md.j2" %}\n{% block facts %}\n' + code + "\n{% endblock %}\n"
    )
    done = CliRunner().invoke(app, ["build", "--all", "--layout", "own"])
    assert done.exit_code == 1
    assert re.match(r"templates/own/document\.md\.j2:\d+:1: ", done.output), done.output
    assert "nothing was written" in done.output


def test_the_page_on_templates_tells_of_things_that_are_refused() -> None:
    assert len(REFUSED) >= 10


# --- the forms for issues -------------------------------------------------------------------------

FORMS = sorted((REPOSITORY / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_form_asks_for_what_a_report_needs(form: Path) -> None:
    data = yaml.safe_load(form.read_text("utf-8"))
    assert {"name", "description", "body"} <= data.keys()
    asked = [part for part in data["body"] if part["type"] != "markdown"]
    assert all(part["attributes"]["label"] for part in asked)
    assert len({part["id"] for part in asked}) == len(asked)
    assert "version" in {part["id"] for part in asked}
    assert [part for part in asked if part.get("validations", {}).get("required")]


def test_the_page_on_auditing_lists_every_rule_and_who_asks_for_it() -> None:
    page = (DOCS / "auditing.md").read_text("utf-8")
    listed = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \|$", page, re.MULTILINE)
    assert listed == [(rule.id, rule.name, rule.authority) for rule in RULES.values()]
