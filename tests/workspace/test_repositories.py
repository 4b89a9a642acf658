"""Repositories of all kinds: submodules, and what git makes of files."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from repositories import SUBMODULE, affected, blob, commit, entries_of, git, unchanged
from running import run, run_process, run_well, words

from jdgen.workspace.git import opened
from jdgen.workspace.snapshot import changed_files, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    from example import Example


ALLOWED = ("-c", "protocol.file.allow=always")


@pytest.fixture
def divided(history: Example, tmp_path_factory: pytest.TempPathFactory) -> Example:
    """Return a workspace of which a family is a submodule."""
    origin = tmp_path_factory.mktemp("origin")
    (origin / "levels").mkdir()
    (origin / "family.yaml").write_text("title: ICT\ndescription: Computers.\n", "utf-8")
    level = "title: Helper\nrank: 1\ngrades: ['4']\nsections: {purpose: Helps.}\n"
    (origin / "levels/I1.yaml").write_text(level, "utf-8")
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "Start ICT")
    git(history.root, *ALLOWED, "submodule", "--quiet", "add", str(origin), "families/ict")
    commit(history)
    return history


def test_a_submodule_is_read_at_its_recorded_commit(divided: Example) -> None:
    assert unchanged(divided)
    inner = divided.root / "families/ict"
    level = inner / "levels/I1.yaml"
    level.write_text(level.read_text("utf-8").replace("Helps.", "Helps all."), "utf-8")
    assert "Helps{+ all+}." in run_well("diff", "I1@main", "I1", folder=divided.root)
    assert affected(divided) == {"I1", "ict", "not committed yet"}
    git(inner, "commit", "-qam", "Help all")
    git(divided.root, "commit", "-qam", "Take the new ICT")
    short = git(divided.root, "rev-parse", "--short", "HEAD").strip()
    assert affected(divided, "HEAD~1") == {"I1", "ict", f"{short} Take the new ICT"}
    assert unchanged(divided)


def test_a_submodule_with_a_repository_of_its_own_in_its_folder_is_read(divided: Example) -> None:
    inner = divided.root / "families/ict"
    (inner / ".git").unlink()
    shutil.move(divided.root / ".git/modules/families/ict", inner / ".git")
    git(divided.root, "config", "-f", str(inner / ".git/config"), "--unset", "core.worktree")
    assert unchanged(divided)


def test_a_submodule_in_a_submodule_is_read(divided: Example, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "-q", "-b", "main")
    git(outer, *ALLOWED, "submodule", "--quiet", "add", str(divided.root), "inner")
    git(outer, *ALLOWED, "submodule", "--quiet", "update", "--init", "--recursive")
    git(outer, "commit", "-qm", "Start")
    assert unchanged(divided, folder=outer / "inner")


def test_nested_submodules_are_read(
    divided: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    levels = tmp_path_factory.mktemp("levels")
    shutil.copy(divided.root / "families/ict/levels/I1.yaml", levels / "I1.yaml")
    git(levels, "init", "-q", "-b", "main")
    git(levels, "add", "-A")
    git(levels, "commit", "-qm", "Start levels")
    inner = divided.root / "families/ict"
    git(inner, "rm", "-qr", "levels")
    git(inner, *ALLOWED, "submodule", "--quiet", "add", str(levels), "levels")
    git(inner, "commit", "-qam", "Divide")
    git(divided.root, "commit", "-qam", "Divide")
    assert unchanged(divided)


def test_a_submodule_that_is_not_here_is_named(divided: Example, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", str(divided.root), str(copy))
    for command in ("diff", "impact"):
        done = run(command, "--since", "main", folder=copy)
        assert done.returncode == 2
        assert "main:families/ict is a git submodule" in words(done.stderr)
        assert "git submodule update --init" in words(done.stderr)


def test_templates_that_are_a_submodule_are_read(history: Example) -> None:
    origin = history.root / "templates"
    git(origin, "init", "-q", "-b", "main")
    git(origin, "add", "-A")
    git(origin, "commit", "-qm", "Start layouts")
    git(history.root, "rm", "-rq", "--cached", "templates")
    commit(history)
    assert entries_of(history.root, "HEAD")[1][0] == SUBMODULE
    assert unchanged(history)


def test_a_submodules_own_folder_name_may_hold_anything(
    divided: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("a:b;\"c' [d]") / ":e"
    shutil.copytree(divided.root, folder)
    assert unchanged(divided, folder=folder)


def test_a_work_tree_beside_the_repository_is_read(divided: Example, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(divided.root, "worktree", "add", "-q", str(other), "HEAD")
    git(other, *ALLOWED, "submodule", "--quiet", "update", "--init")
    assert unchanged(divided, folder=other)


def test_a_work_tree_of_a_bare_repository_is_read(history: Example, tmp_path: Path) -> None:
    bare, other = tmp_path / "bare.git", tmp_path / "other"
    git(tmp_path, "clone", "-q", "--bare", str(history.root), str(bare))
    git(bare, "worktree", "add", "-q", str(other), "main")
    assert unchanged(history, folder=other)


def test_a_folder_that_looks_like_a_repository_is_none(history: Example) -> None:
    """Its settings would come with the commit."""
    inner = history.root / "inner"
    inner.mkdir()
    for name in ("families", "templates", "vacancies"):
        shutil.copytree(history.root / name, inner / name)
    (inner / "HEAD").write_text("ref: refs/heads/main\n", "ascii")
    (inner / "config").write_text("[core]\nrepositoryformatversion = 0\nbare = true\n", "ascii")
    for name in ("objects", "refs"):
        (inner / name).mkdir()
    done = run("diff", "W1@main", "W1", folder=inner)
    assert done.returncode == 2
    assert "git can't read" in words(done.stderr)


def test_a_shallow_copy_says_what_is_missing_and_compares_what_is_there(
    history: Example, tmp_path: Path
) -> None:
    history.vacancy("location: Depot\n")
    commit(history)
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", history.root.as_uri(), str(copy))
    assert unchanged(history, folder=copy)
    done = run("impact", "--since", "HEAD~1", folder=copy)
    assert done.returncode == 2
    assert "git fetch --unshallow" in words(done.stderr)


def test_a_repository_with_longer_ids_is_read(example: Example) -> None:
    git(example.root, "init", "-q", "-b", "main", "--object-format=sha256")
    commit(example)
    assert unchanged(example)
    example.level("sections: {purpose: Lays slabs.}\n")
    commit(example)
    short = git(example.root, "rev-parse", "--short", "HEAD").strip()
    assert affected(example, "HEAD~1") == {"W1", "works", f"{short} Save"}


def test_an_id_means_what_it_was_made_of(history: Example) -> None:
    """What replaces objects in git's own commands is no part of what was committed."""
    first = git(history.root, "rev-parse", "HEAD:vacancies/one.yaml").strip()
    other = blob(history.root, "role: paviour\nlocation: Elsewhere\n")
    git(history.root, "replace", first, other)
    assert unchanged(history)


def test_a_folder_with_signs_that_git_takes_for_patterns_is_read(history: Example) -> None:
    inner = history.root / "*[a]?" / ":(top)b"
    inner.mkdir(parents=True)
    for name in ("families", "templates", "vacancies"):
        (history.root / name).rename(inner / name)
    commit(history)
    assert unchanged(history, folder=inner)
    level = inner / "families/works/levels/W1.yaml"
    level.write_text(f"{level.read_text('utf-8')}sections: {{scope: Yards.}}\n", "utf-8")
    git(history.root, "commit", "-qam", "Say the scope")
    short = git(history.root, "rev-parse", "--short", "HEAD").strip()
    assert f"{short} Say the scope" in affected(history, "HEAD~1", inner)


def test_a_program_called_git_in_the_folder_is_never_run(history: Example) -> None:
    planted = history.root / "git"
    planted.write_text("#!/bin/sh\ntouch ran\n", "utf-8")
    planted.chmod(0o755)
    path = f".{os.pathsep}{os.pathsep}{os.environ['PATH']}"
    done = run("diff", "--since", "HEAD", folder=history.root, environment={"PATH": path})
    assert done.returncode == 0, done.stderr
    assert not (history.root / "ran").exists()


def test_without_git_it_is_said_that_there_is_none(history: Example, tmp_path: Path) -> None:
    done = run_process(
        "diff", "--since", "HEAD", folder=history.root, environment={"PATH": str(tmp_path)}
    )
    assert done.returncode == 2
    assert "git isn't installed" in words(done.stderr)


def test_what_an_archive_would_fill_in_or_leave_out_is_as_it_is(history: Example) -> None:
    history.vacancy("contact: $Format:%H$\n")
    history.write(".gitattributes", "*.yaml export-subst\nvacancies export-ignore\n")
    commit(history)
    assert unchanged(history)


@pytest.mark.parametrize(
    ("attributes", "setting", "stored", "here"),
    [
        ("* text=auto", "core.autocrlf=true", b"\n", b"\r\n"),
        ("*.yaml text eol=crlf", "core.autocrlf=false", b"\n", b"\r\n"),
        ("*.yaml text eol=lf", "core.autocrlf=false", b"\n", b"\n"),
        ("* -text", "core.autocrlf=false", b"\r\n", b"\r\n"),
        ("* -text", "core.autocrlf=false", b"\r\n", b"\n"),
        ("* -text", "core.autocrlf=false", b"\n", b"\r\n"),
    ],
)
def test_line_ends_are_no_difference_and_no_change_of_any_line(
    history: Example, attributes: str, setting: str, stored: bytes, here: bytes
) -> None:
    git(history.root, "config", *setting.split("="))
    history.write(".gitattributes", f"{attributes}\n*.docx binary\n")
    git(history.root, "add", "-A")
    git(history.root, "commit", "-qm", "Settle line ends")
    lines = b"title: Crew\nrank: 1\ngrades: ['4']\nsections:\n  scope: |\n    One.\n    Two.\n"
    path = history.root / "families/works/levels/W1.yaml"
    path.write_bytes(lines.replace(b"\n", stored))
    commit(history)
    path.write_bytes(lines.replace(b"\n", here))
    assert unchanged(history)
    path.write_bytes(lines.replace(b"Two", b"Three").replace(b"\n", stored))
    git(history.root, "commit", "-qam", "Say three")
    path.write_bytes(path.read_bytes().replace(stored, here))
    short = git(history.root, "rev-parse", "--short", "HEAD").strip()
    found = affected(history, "HEAD~1")
    assert f"{short} Say three" in found
    assert "not committed yet" not in found


def test_files_that_git_ignores_or_hides_are_no_change(history: Example) -> None:
    for name in ("templates/standard/~$house-style.docx", "templates/standard/.DS_Store"):
        history.write(name, "x")
    with (
        opened(history.root) as repository,
        workspace_at(repository, history.root, "HEAD") as (then, _),
    ):
        assert changed_files(then, history.root) == []
        history.vacancy("location: Depot\n")
        assert changed_files(then, history.root) == ["vacancies/one.yaml"]


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"


def _pointed(history: Example, file: str) -> bytes:
    """Commit a pointer in place of a file, as Git LFS does; return what the file holds."""
    from hashlib import sha256  # noqa: PLC0415

    path = history.root / file
    data = path.read_bytes()
    path.write_text(POINTER.format(sha256(data).hexdigest(), len(data)), "ascii")
    commit(history)
    return data


def test_what_git_lfs_has_fetched_is_read_at_a_revision(history: Example) -> None:
    file = "templates/standard/house-style.docx"
    data = _pointed(history, file)
    (history.root / file).write_bytes(data)
    done = run_well("impact", "--since", "HEAD", folder=history.root)
    assert "Git LFS has not fetched this file" in done
    with opened(history.root) as repository:
        digest = git(history.root, "show", f"HEAD:{file}").split("sha256:")[1][:64]
        repository.resolve("HEAD")
        place = repository.stored_by_lfs(digest)
    place.parent.mkdir(parents=True)
    place.write_bytes(data[:-1] + b"x")
    assert "Git LFS has not fetched" in run_well("impact", "--since", "HEAD", folder=history.root)
    place.write_bytes(data)
    assert unchanged(history)


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("templates/standard/house-style.docx", "templates/standard/house-style.docx:1:1"),
        ("templates/standard/document.md.j2", "templates/standard/document.md.j2:1:1"),
        ("templates/standard/layout.yaml", "templates/standard/layout.yaml:1:1"),
        ("vacancies/one.yaml", "vacancies/one.yaml:1:1"),
        ("families/organisation.yaml", "families/organisation.yaml:1:1"),
    ],
)
def test_a_pointer_in_place_of_a_file_is_named_as_one(
    history: Example, file: str, place: str
) -> None:
    _pointed(history, file)
    for command in (("check",), ("build", "--all")):
        done = run(*command, folder=history.root)
        assert done.returncode == 1
        assert place in done.stderr + done.stdout
        assert "Git LFS has not fetched this file" in done.stderr + done.stdout
