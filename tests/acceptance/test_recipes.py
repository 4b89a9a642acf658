"""What CI services run of ours, as far as it can be run without them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml
from example import REPOSITORY
from repositories import commit, git

if TYPE_CHECKING:
    from example import Example

ACTION: Final[Any] = yaml.safe_load(
    (REPOSITORY / ".github/actions/jdgen/action.yml").read_text("utf-8")
)
STEPS: Final[Any] = ACTION["runs"]["steps"]
OF_JDGEN: Final = [step for step in STEPS if "jdgen " in step.get("run", "")]


def step(example: Example, run: str, **settings: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    summary = str(example.root / "summary.md")
    env = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": summary, "ROOT": ".", **settings}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run],
        cwd=example.root,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def branch(example: Example) -> Example:
    git(example.root, "init", "-q", "-b", "main")
    commit(example, "first")
    git(example.root, "update-ref", "refs/remotes/origin/main", "HEAD")
    example.vacancy("location: Wick\n")
    commit(example, "second")
    return example


@pytest.mark.skipif(os.name == "nt", reason="the action's steps are shell")
def test_the_action_checks_builds_and_tells_what_changes(branch: Example) -> None:
    assert [each["name"] for each in OF_JDGEN] == ["Check", "Build", "Tell what changes"]
    for each in OF_JDGEN:
        done = step(branch, each["run"], STRICT="false", LAYOUT="standard", BASE="main")
        assert done.returncode == 0, done.stderr
    assert (branch.root / "job-descriptions/one/job-description.docx").is_file()
    assert "Wick" in (branch.root / "summary.md").read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="the action's steps are shell")
def test_the_action_fails_on_a_mistake_and_strictly_on_a_warning(branch: Example) -> None:
    check = OF_JDGEN[0]["run"]
    branch.vacancy("contact: Jo Bloggs\n")
    assert step(branch, check, STRICT="false").returncode == 0
    strict = step(branch, check, STRICT="true")
    assert strict.returncode == 1
    assert strict.stdout.startswith("::warning file=vacancies/one.yaml")
    branch.vacancy("closing_date: soon\n")
    assert step(branch, check, STRICT="false").stdout.startswith("::error file=vacancies/one.yaml")


def test_beside_a_token_runs_nothing_of_a_branch_and_not_for_forks() -> None:
    [with_token] = [each for each in STEPS if "GH_TOKEN" in each.get("env", {})]
    assert "jdgen " not in with_token["run"]
    assert "head.repo.full_name == github.repository" in with_token["if"]
    for each in STEPS:  # what is typed into an input, or stands in a branch's name, is no command
        assert "${{" not in each.get("run", "")


GH: Final = """\
#!/bin/sh
echo "$@" >> asked
case "$*" in *--paginate*) cat known;; esac
"""


@pytest.mark.skipif(os.name == "nt", reason="the action's steps are shell")
def test_one_comment_is_made_and_then_kept_up_to_date(branch: Example) -> None:
    [comment] = [each["run"] for each in STEPS if "GH_TOKEN" in each.get("env", {})]
    tools = branch.root / "tools"
    branch.write("tools/gh", GH)
    (tools / "gh").chmod(0o755)
    settings = {"NUMBER": "7", "GITHUB_REPOSITORY": "hale/jobs"}
    settings["PATH"] = f"{tools}{os.pathsep}{os.environ['PATH']}"
    branch.write("impact.md", "## What these changes do\n" + "é" * 40_001)
    for known, expected in (
        ("", "--method POST repos/hale/jobs/issues/7/comments --field body=@comment.md"),
        ("41\n52\n", "--method PATCH repos/hale/jobs/issues/comments/41 --field body=@comment.md"),
    ):
        branch.write("known", known)
        done = step(branch, comment, **settings)
        assert done.returncode == 0, done.stderr
        [*_, search, last] = (branch.root / "asked").read_text("utf-8").splitlines()
        assert last == f"api --silent {expected}"
        assert 'startswith("<!-- jdgen-impact -->")' in search
        said = (branch.root / "comment.md").read_text("utf-8")
        assert said.startswith("<!-- jdgen-impact -->\n## What these changes do\n")
        assert len(said.encode()) < 65_536  # the most that GitHub takes


def test_pre_commit_itself_runs_the_hook_on_what_is_staged(
    example: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    [hook] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    hook |= {"language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    example.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    git(example.root, "init", "-q", "-b", "main")
    commit(example, "first")
    env = os.environ | {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("hooks"))}
    for file, text, code, said in (
        ("README.md", "Nothing of ours.\n", 0, "no files to check"),
        ("vacancies/one.yaml", "role: paviour\nlocation: Wick\n", 0, "Passed"),
        ("vacancies/one.yaml", "role: paviour\nclosing_date: soon\n", 1, "vacancies/one.yaml:2:15"),
    ):
        example.write(file, text)
        git(example.root, "add", file)
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run"],
            cwd=example.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, said in done.stdout) == (code, True), done.stdout
        git(example.root, "reset", "-q")


def test_the_hook_of_pre_commit_finds_mistakes(example: Example) -> None:
    [hook] = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language"} <= hook.keys()
    program, *arguments = hook["entry"].split()
    assert (program, hook["pass_filenames"]) == ("jdgen", False)
    assert example.run(*arguments).exit_code == 0
    example.vacancy("closing_date: soon\n")
    assert example.run(*arguments).exit_code == 1


@pytest.mark.skipif(os.name == "nt", reason="the action's steps are shell")
def test_the_action_installs_the_wheel_that_is_there_or_says_that_there_is_none(
    example: Example,
) -> None:
    [install] = [each["run"] for each in STEPS if each.get("name") == "Install"]
    wheel = {"WHAT": "wheels/jdgen-*.whl"}
    done = step(example, install, **wheel)
    assert (done.returncode, done.stdout) == (
        1,
        "::error::There is no wheels/jdgen-*.whl: see README.md\n",
    )
    tools = example.root / "tools"
    example.write("tools/python", '#!/bin/sh\necho "$@"\n')
    (tools / "python").chmod(0o755)
    for name in ("jdgen-0.1.0-py3-none-any.whl", "jdgen-0.2.0-py3-none-any.whl"):
        example.write(f"wheels/{name}", "")
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    newest = "-m pip install --quiet wheels/jdgen-0.2.0-py3-none-any.whl\n"
    assert step(example, install, PATH=path, **wheel).stdout == newest
    of_its_own = step(example, install, PATH=path, WHAT="", GITHUB_ACTION_PATH=str(tools))
    assert of_its_own.stdout == f"-m pip install --quiet {tools}/../../..\n"


@pytest.mark.skipif(os.name == "nt", reason="the action's steps are shell")
def test_the_action_lets_drafts_pass_where_that_is_asked_for(branch: Example) -> None:
    branch.vacancy('location: "{{ ? Where }}"\n')
    for each in OF_JDGEN[:2]:
        final = step(branch, each["run"], STRICT="false", LAYOUT="standard", DRAFT="false")
        draft = step(branch, each["run"], STRICT="false", LAYOUT="standard", DRAFT="true")
        assert (final.returncode, draft.returncode) == (1, 0), draft.stderr
