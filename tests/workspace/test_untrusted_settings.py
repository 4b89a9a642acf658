"""A repository's settings and attributes name programs: none of them ever runs."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from repositories import git, store
from running import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from example import Example

COMMANDS = (
    ("diff", "--since", "main~1"),
    ("diff", "W1@main~1", "W1"),
    ("diff", "vacancies/one.yaml@:/Start", "one"),
    ("impact", "--since", "main~1"),
    ("impact", "--since", ":vacancies/one.yaml"),
    ("where-used", "W1"),
    ("explain", "one"),
    ("show", "one"),
    ("check",),
    ("build", "--all"),
    ("list",),
)
# Programs that git runs as a shell would, by the setting that names them.
SETTINGS = (
    "alias.blame",
    "alias.cat-file",
    "alias.log",
    "alias.rev-parse",
    "browser.evil.cmd",
    "core.alternateRefsCommand",
    "core.askPass",
    "core.editor",
    "core.fsmonitor",
    "core.gitProxy",
    "core.pager",
    "core.sshCommand",
    "credential.helper",
    "diff.evil.command",
    "diff.evil.textconv",
    "diff.external",
    "diff.guitool",
    "difftool.evil.cmd",
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.process.process",
    "gpg.program",
    "gpg.ssh.defaultKeyCommand",
    "gpg.ssh.program",
    "gpg.x509.program",
    "interactive.diffFilter",
    "merge.evil.driver",
    "mergetool.evil.cmd",
    "pager.blame",
    "pager.log",
    "pager.rev-parse",
    "remote.origin.receivepack",
    "remote.origin.uploadpack",
    "sequence.editor",
    "tar.tar.command",
    "tar.tgz.command",
    "trailer.evil.cmd",
    "uploadpack.packObjectsHook",
)
MORE = {
    "core.attributesFile": ".evil/attributes",
    "core.hooksPath": ".evil/hooks",
    "blame.ignoreRevsFile": ".evil/none",
    "blame.markIgnoredLines": "true",
    "diff.orderFile": ".evil/none",
    "diff.submodule": "log",
    "diff.tool": "evil",
    "extensions.partialClone": "origin",
    "format.pretty": "%GG%n%H",
    "log.mailmap": "true",
    "log.showSignature": "true",
    "mailmap.file": ".evil/none",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "remote.origin.partialclonefilter": "blob:none",
    "remote.origin.promisor": "true",
    "status.submoduleSummary": "true",
    "submodule.recurse": "true",
    "trailer.evil.command": "false",
}
HOOKS = ("fsmonitor-watchman", "post-checkout", "post-index-change", "reference-transaction")
SIGNATURE = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----\n"


class Planted:
    """A workspace with two commits whose repository names a program wherever one can be named.

    Each leaves a file behind that is called as its setting is.
    """

    def __init__(self, example: Example, marks: Path) -> None:
        self.root = example.root
        self.marks = marks
        marks.mkdir()
        example.write(
            ".gitattributes",
            "*.yaml filter=evil diff=evil merge=evil\n*.j2 filter=process\n*.docx diff=evil\n",
        )
        git(self.root, "init", "-q", "-b", "main")
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "Start")
        example.level("sections: {accountabilities: [Sweep.]}\n")
        git(self.root, "commit", "-qam", "Sweep")
        self._sign()
        example.level("sections: {accountabilities: [Sweep well.]}\n")
        self._plant()

    def _sign(self) -> None:
        text = git(self.root, "cat-file", "commit", "HEAD")
        head, _, message = text.partition("\n\n")
        signed = store(self.root, "commit", f"{head}\n{SIGNATURE}\n{message}".encode())
        (self.root / ".git/refs/heads/main").write_text(f"{signed}\n", "ascii")

    def _plant(self) -> None:
        folder = self.root / ".evil"
        (folder / "hooks").mkdir(parents=True)
        for name in HOOKS:
            for place in (folder / "hooks", self.root / ".git/hooks"):
                self._program(place / name, f"hook {name}")
        for name in (*SETTINGS, "ext"):
            self._program(folder / name, name)
        (folder / "none").touch()
        (folder / "attributes").write_text("* filter=evil diff=evil\n", "ascii")
        (self.root / ".git/info/attributes").write_text("*.yaml filter=evil diff=evil\n", "ascii")
        included = self.root / ".git/included"
        for name in SETTINGS:
            bang = "!" if name.startswith(("alias.", "credential.")) else ""
            git(self.root, "config", "-f", str(included), name, f"{bang}{folder / name}")
        for name, value in MORE.items():
            git(self.root, "config", "-f", str(included), name, value)
        url = f"ext::{folder / 'ext'} %S"
        git(self.root, "config", "-f", str(included), "remote.origin.url", url)
        git(self.root, "config", "include.path", str(included))
        git(self.root, "config", "core.repositoryFormatVersion", "1")

    def _program(self, path: Path, name: str) -> None:
        passes_on = 'if [ -f "$1" ]; then cat "$1"; else cat; fi'
        if name == "ext":  # it would wait for more
            passes_on = "exit 1"
        path.write_text(f"#!/bin/sh\n: > '{self.marks}/{name}'\n{passes_on}\n", "utf-8")
        path.chmod(0o755)

    def ran(self) -> set[str]:
        """Return the names of what ran."""
        return {path.name for path in self.marks.iterdir()}

    def plainly(self, *arguments: str) -> None:
        """Run git as anyone would, whatever comes of it."""
        subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=20,
            check=False,
        )


@pytest.fixture
def planted(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    """Return a stranger's repository."""
    return Planted(example, tmp_path_factory.mktemp("stranger") / "marks")


def test_what_is_planted_would_run(planted: Planted) -> None:
    """What git runs of its own accord shows that the tests below can fail."""
    for command in (
        ("status",),
        ("diff",),
        ("diff", "--no-ext-diff"),
        ("log", "-p", "--no-ext-diff"),
        ("blame", "families/works/levels/W1.yaml"),
        ("archive", "--format=tar", "HEAD"),
        ("checkout", "-f", "HEAD~1"),
        ("archive", "--format=tgz", "HEAD"),
        ("fetch", "origin"),
    ):
        planted.plainly(*command)
    assert planted.ran() >= {
        "core.fsmonitor",
        "diff.evil.command",
        "diff.evil.textconv",
        "ext",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.process.process",
        "gpg.program",
        "hook post-checkout",
        "hook post-index-change",
        "tar.tgz.command",
    }


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_program_of_a_repository_runs(planted: Planted, command: tuple[str, ...]) -> None:
    done = run(*command, folder=planted.root)
    assert planted.ran() == set()
    is_no_commit = ":vacancies/one.yaml" in command
    assert done.returncode == (2 if is_no_commit else 0), done.stderr


def test_a_partial_copy_fetches_nothing_and_says_what_is_missing(planted: Planted) -> None:
    """Where an object is missing, git asks the remote that the settings name, by its program."""
    lost = git(planted.root, "rev-parse", "HEAD~1:families/works/levels/W1.yaml").strip()
    (planted.root / ".git/objects" / lost[:2] / lost[2:]).unlink()
    (planted.root / ".git/refs/heads/gone").write_text(f"{lost[::-1]}\n", "ascii")
    for command, revision in (
        ("diff", "main~1"),
        ("impact", "main~1"),
        ("impact", "gone"),
        ("diff", lost),
        ("diff", f"{lost}^{{commit}}"),
        ("diff", "main^{/nowhere}"),
    ):
        done = run(command, "--since", revision, folder=planted.root)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    done = run("diff", "W1@main~1", "W1", folder=planted.root)
    assert "git fetch --refetch --no-filter" in " ".join(done.stderr.split())
    assert planted.ran() == set()
    planted.plainly("cat-file", "-p", lost)
    assert planted.ran() == {"ext"}


def test_settings_of_a_submodule_are_a_strangers_too(planted: Planted) -> None:
    folder = planted.root / "families/ict"
    folder.mkdir()
    (folder / "family.yaml").write_text("title: ICT\ndescription: Computers.\n", "utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Start ICT")
    git(folder, "config", "include.path", str(planted.root / ".git/included"))
    included = git(planted.root, "config", "include.path").strip()
    git(planted.root, "config", "--unset", "include.path")
    git(planted.root, "-c", "advice.addEmbeddedRepo=false", "add", "families/ict")
    git(planted.root, "commit", "-qm", "Add ICT")
    git(planted.root, "config", "include.path", included)
    for mark in planted.marks.iterdir():
        mark.unlink()
    (folder / "family.yaml").write_text("title: ICT\ndescription: Machines.\n", "utf-8")
    for command in ("diff", "impact"):
        done = run(command, "--since", "HEAD", folder=planted.root)
        assert done.returncode == 0, done.stderr
        assert "Computers. → Machines." in done.stdout
    assert planted.ran() == set()


@pytest.mark.parametrize(
    "environment",
    [
        {"GIT_EXTERNAL_DIFF": "false"},
        {"GIT_PAGER": "false", "PAGER": "false"},
        {"GIT_ASKPASS": "false", "GIT_SSH_COMMAND": "false", "GIT_EDITOR": "false"},
        {
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "log.showSignature",
            "GIT_CONFIG_VALUE_0": "true",
        },
        {"GIT_DIFF_OPTS": "-u0", "GIT_LITERAL_PATHSPECS": "0", "GIT_ICASE_PATHSPECS": "1"},
        {"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"},
    ],
    ids=lambda each: next(iter(each)),
)
def test_what_a_user_tells_git_breaks_no_answer(
    planted: Planted, environment: Mapping[str, str]
) -> None:
    usual = run("impact", "--since", "main~1", folder=planted.root)
    done = run("impact", "--since", "main~1", folder=planted.root, environment=environment)
    assert (done.returncode, done.stdout) == (0, usual.stdout)


def test_a_repository_of_someone_else_is_git_s_to_refuse(example: Example) -> None:
    if os.geteuid():
        pytest.skip("only root can give files away")
    git(example.root, "init", "-q", "-b", "main")
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", "Start")
    for path in (example.root, example.root / ".git"):
        os.chown(path, 12345, 12345)
    environment = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "SUDO_UID": ""}
    done = run("diff", "--since", "HEAD", folder=example.root, environment=environment)
    assert done.returncode == 2
    assert "dubious ownership" in " ".join(done.stderr.split())
