"""A revision may be a stranger's: what it holds is read, and nothing else happens."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import git, run, run_process, run_well, words
from strangers import FILE, FOLDER, LINK, SUBMODULE, blob, commit, entries_of, tree, with_entry

from jdgen.compare.since import diff_since
from jdgen.model.job import Edition
from jdgen.trace.impact import impact
from jdgen.workspace import trees
from jdgen.workspace.git import NoRevision, opened
from jdgen.workspace.inheritance import Library
from jdgen.workspace.snapshot import changed_files, workspace_at
from jdgen.workspace.trees import why_no_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from example import Example

READING = (
    ("diff", "--since", "evil"),
    ("diff", "W1@evil", "W1"),
    ("impact", "--since", "evil"),
)
FOLDERS = ("families", "families/works/levels", "templates/standard", "vacancies")


@pytest.fixture
def history(example: Example) -> Example:
    """Return a workspace with one commit, and nothing changed since."""
    git(example.root, "init", "-q", "-b", "main")
    save(example)
    return example


def save(example: Example) -> None:
    """Commit all that there is."""
    git(example.root, "add", "-A")
    git(example.root, "commit", "-qm", "Save")


def read(root: Path, revision: str = "evil") -> set[str]:
    """Return the files of a workspace at a revision, as they are written for reading."""
    with opened(root) as repository, workspace_at(repository, root, revision) as (folder, _):
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def refusal(root: Path) -> str:
    """Return why the stranger's revision isn't read."""
    with pytest.raises(NoRevision) as caught:
        read(root)
    return str(caught.value)


def affected(example: Example, since: str = "HEAD", folder: Path | None = None) -> set[str]:
    """Return what changed since a revision, as both commands that compare say alike.

    It is each thing's name and, for each reason, the commits.
    """
    library = Library(folder or example.root)
    found = impact(library, since, ["standard"], "job-description", is_every=False)
    review = diff_since(library, since, "standard", Edition())
    assert bool(found.affected) == review.differs
    said = {each.name for each in found.affected}
    return said | {one for each in found.affected for why in each.reasons for one in why.commits}


def unchanged(example: Example, since: str = "HEAD", folder: Path | None = None) -> bool:
    """Tell whether nothing changed since a revision."""
    return not affected(example, since, folder)


# --- names ----------------------------------------------------------------------------------------

NO_NAMES = {
    "": "no file can have",
    ".": "no file can have",
    "..": "no file can have",
    "/etc": "no file can have",
    "../../out": "no file can have",
    "a/b": "no file can have",
    "..\\..\\out": "backslash",
    ".git": "git's own folder",
    ".GIT": "git's own folder",
    ".git. .": "git's own folder",
    "git~1": "git's own folder",
    "GIT~2": "git's own folder",
    ".g\u200cit": "git's own folder",
    ".git::$INDEX_ALLOCATION": "git's own folder",
}


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("mode", [FILE, FOLDER])
def test_a_name_that_no_file_can_have_is_refused_wherever_it_stands(
    history: Example, folder: str, mode: str
) -> None:
    file = blob(history.root, "planted")
    entry = file if mode == FILE else tree(history.root, [(FILE, "in.yaml", file)])
    for name, why in NO_NAMES.items():
        made = with_entry(history.root, "main^{tree}", folder.split("/"), (mode, name, entry))
        commit(history.root, made, "evil")
        said = refusal(history.root)
        assert why in said
        assert said.startswith(f"evil:{folder}/")


@pytest.mark.parametrize("name", ["C:out", "out:stream", "con", "NUL.yaml", "com1.txt", "a.", "a "])
def test_names_that_windows_takes_for_something_else_are_refused_there(name: str) -> None:
    assert why_no_name(name, windows=True)
    assert not why_no_name(name, windows=False)


@pytest.mark.parametrize("name", ["console.yaml", "gitlab.yaml", ".gitignore", "tŷ.yaml", "a..b"])
def test_other_names_are_names(name: str) -> None:
    assert not why_no_name(name, windows=True)


def test_nothing_is_written_outside_the_folder_of_a_revision(
    history: Example, tmp_path: Path
) -> None:
    """A link to a folder that holds entries called .. was the way out."""
    planted = blob(history.root, "planted")
    up = tree(history.root, [(FOLDER, "..", tree(history.root, [(FILE, "planted", planted)]))])
    holder = tree(
        history.root,
        [*entries_of(history.root, "HEAD:families"), (FOLDER, "..", up)],
    )
    rest = [entry for entry in entries_of(history.root, "HEAD") if entry[1] != "families"]
    link = (LINK, "families", blob(history.root, "holder"))
    commit(history.root, tree(history.root, [*rest, link, (FOLDER, "holder", holder)]), "evil")
    place = tmp_path / "temporary"
    place.mkdir()
    before = sorted(tmp_path.rglob("*"))
    for command in READING:
        done = run(*command, folder=history.root, environment={"TMPDIR": str(place)})
        assert done.returncode == 2
        assert "evil:families/.. has a name that no file can have" in words(done.stderr)
        assert sorted(tmp_path.rglob("*")) == before


_NAMES = st.one_of(
    st.sampled_from([*NO_NAMES, "a", "A", "b.yaml", "levels", "works", "family.yaml"]),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8),
)
_TARGETS = st.one_of(
    st.sampled_from(["..", "../..", ".", "a", "./a/..", "/etc", "../families", "works/levels", ""]),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=12),
)
_TREES = st.recursive(
    st.one_of(st.just(None), _TARGETS),
    lambda inner: st.lists(st.tuples(_NAMES, inner), max_size=4),
    max_leaves=12,
)


def _stored(folder: Path, what: object) -> tuple[str, str]:
    """Write a file (None), a link (a text) or a folder (a list), and return its mode and id."""
    if isinstance(what, list):
        return FOLDER, tree(
            folder, [(m, name, i) for name, x in what for m, i in [_stored(folder, x)]]
        )
    return (FILE, blob(folder, "x: y\n")) if what is None else (LINK, blob(folder, str(what)))


def test_whatever_a_commit_holds_is_read_inside_the_folder_or_refused(
    history: Example, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    policy = entries_of(history.root, "HEAD:families")

    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(families=st.lists(st.tuples(_NAMES, _TREES), max_size=4), vacancies=_TREES)
    def check(families: list[tuple[str, object]], vacancies: object) -> None:
        _, more = _stored(history.root, families)
        own = {entry[1] for entry in policy}
        inside = [*policy, *(e for e in _raw(history.root, more) if e[1] not in own)]
        mode, other = _stored(history.root, vacancies)
        entries = [(FOLDER, "families", tree(history.root, inside)), (mode, "vacancies", other)]
        commit_once(history.root, tree(history.root, entries))
        with (
            suppress(NoRevision),
            opened(history.root) as repository,
            workspace_at(repository, history.root, "evil") as (folder, _),
        ):
            beside = {path for path in place.iterdir() if path != folder}
            assert len(beside) == 1  # git's own
            assert not any(path.is_symlink() for path in folder.rglob("*"))
        assert not list(place.iterdir())

    check()


def _raw(folder: Path, name: str) -> Iterator[tuple[str, bytes, str]]:
    with opened(folder) as repository:
        [data] = repository.read([name], 10**7)
    while data:
        head, _, rest = data.partition(b"\0")
        mode, _, entry = head.partition(b" ")
        yield mode.decode(), entry, rest[:20].hex()
        data = rest[20:]


def commit_once(folder: Path, root: str) -> None:
    """Make a commit of a tree without running git."""
    from strangers import store  # noqa: PLC0415

    somebody = "A <a@example.org> 1 +0000"
    made = store(
        folder,
        "commit",
        f"tree {root}\nauthor {somebody}\ncommitter {somebody}\n\nStranger's\n".encode(),
    )
    (folder / ".git/refs/heads/evil").write_text(f"{made}\n", "ascii")


def test_an_entry_that_is_there_twice_is_refused(history: Example) -> None:
    added = blob(history.root, "role: paviour\n")
    entries = [*entries_of(history.root, "HEAD:vacancies"), (FILE, "one.yaml", added)]
    rest = [entry for entry in entries_of(history.root, "HEAD") if entry[1] != "vacancies"]
    folder = (FOLDER, "vacancies", tree(history.root, entries))
    commit(history.root, tree(history.root, [*rest, folder]), "evil")
    assert refusal(history.root) == "evil:vacancies/one.yaml is there twice"


@pytest.mark.parametrize("names", [("One.yaml", "one.yaml"), ("b/x.yaml", "B/y.yaml")])
def test_what_a_disk_takes_for_one_name_is_not_written_over(
    history: Example, names: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names:
        history.write(f"vacancies/{name}", "role: paviour\n")
    save(history)
    git(history.root, "branch", "evil")
    assert {f"vacancies/{name}" for name in names} <= read(history.root)
    folded = [(name, getattr(Path, name)) for name in ("open", "mkdir")]
    for name, method in folded:  # as on a Mac or on Windows
        monkeypatch.setattr(
            Path,
            name,
            lambda path, *args, method=method, **more: method(
                Path(str(path).replace("One", "one").replace("/B", "/b")), *args, **more
            ),
        )
    assert "differ in capitals or accents alone" in refusal(history.root)


# --- sizes ----------------------------------------------------------------------------------------


def test_trees_that_hold_each_other_end_at_a_limit(history: Example) -> None:
    at = tree(history.root, [(FILE, "x.yaml", blob(history.root, "x: y\n"))])
    for _ in range(12):
        at = tree(history.root, [(FOLDER, f"f{number}", at) for number in range(10)])
    commit(
        history.root, with_entry(history.root, "main^{tree}", (), (FOLDER, "vacancies", at)), "evil"
    )
    done = run("diff", "--since", "evil", folder=history.root)
    assert done.returncode == 2
    assert "evil holds more than 50,000 files and folders" in words(done.stderr)


def test_trees_that_hold_each_other_in_a_commit_since_then_end_at_a_limit(
    history: Example,
) -> None:
    """They need not be there any more: git would still list all that they hold."""
    at = tree(history.root, [(FILE, "x.yaml", blob(history.root, "x: y\n"))])
    for _ in range(12):
        at = tree(history.root, [(FOLDER, f"f{number}", at) for number in range(10)])
    level = (FILE, "W1.yaml", blob(history.root, "title: Crew\nrank: 1\ngrades: ['4']\n"))
    path = ("families", "works", "levels")
    root = with_entry(history.root, "main^{tree}", path, level)
    commit(history.root, with_entry(history.root, root, (), (FOLDER, "vacancies", at)), "evil")
    last = commit(history.root, root, "evil")
    done = run("impact", "--since", "main", folder=history.root)
    assert done.returncode == 2
    assert f"{last[:12]} changes more than 50,000 files and folders" in words(done.stderr)


def test_folders_of_links_that_lead_to_folders_of_links_end_at_a_limit(history: Example) -> None:
    """Thirty small folders, each with two links to the next, are a billion of paths."""
    entries = list(entries_of(history.root, "HEAD:families"))
    for number in range(30):
        target = blob(history.root, f"../l{number + 1}")
        entries.append(
            (FOLDER, f"l{number}", tree(history.root, [(LINK, "a", target), (LINK, "b", target)]))
        )
    entries.append(
        (FOLDER, "l30", tree(history.root, [(FILE, "x.yaml", blob(history.root, "x: y\n"))]))
    )
    added = (FOLDER, "families", tree(history.root, entries))
    commit(history.root, with_entry(history.root, "main^{tree}", (), added), "evil")
    assert "more than 50,000 files and folders" in refusal(history.root)


def test_a_folder_too_deep_is_refused(history: Example) -> None:
    at = tree(history.root, [(FILE, "x.yaml", blob(history.root, "x: y\n"))])
    for _ in range(3000):
        at = tree(history.root, [(FOLDER, "d", at)])
    commit(
        history.root, with_entry(history.root, "main^{tree}", (), (FOLDER, "vacancies", at)), "evil"
    )
    assert "lies more than 40 folders deep" in refusal(history.root)


def test_a_name_too_long_for_the_disk_is_named(history: Example) -> None:
    added = (FILE, "x" * 1000, blob(history.root, ""))
    commit(history.root, with_entry(history.root, "main^{tree}", ("vacancies",), added), "evil")
    assert "can't be written here: File name too long" in refusal(history.root)


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [
        ("MAXIMUM_BYTES", 400_000, "evil:vacancies/big.bin is larger than 400,000 bytes"),
        ("MAXIMUM_TOTAL", 400_000, "evil holds more than 400,000 bytes in its workspace"),
    ],
)
def test_files_too_large_are_refused(
    history: Example, limit: str, value: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, limit, value)
    (history.root / "vacancies/big.bin").write_bytes(bytes(500_000))
    save(history)
    git(history.root, "branch", "evil")
    assert refusal(history.root) == why


def test_a_yaml_file_too_large_at_a_revision_is_named_as_everywhere(history: Example) -> None:
    history.level(f"# {'x' * 1_000_000}\n")
    save(history)
    history.level("")
    text = run_well("diff", "--since", "HEAD", folder=history.root)
    assert "HEAD:families/works/levels/W1.yaml:1:1: the file is larger than 1,000,000 bytes" in text


# --- links ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["/etc", "../../outside", "../..", "./../../x", "m/../../../x"])
@pytest.mark.parametrize("place", ["families/l", "templates/l", "vacancies/l.yaml"])
def test_a_link_that_leads_out_is_refused_at_a_revision(
    history: Example, target: str, place: str
) -> None:
    folder, name = place.split("/")
    root = with_entry(
        history.root, "HEAD^{tree}", (folder,), (LINK, name, blob(history.root, target))
    )
    middle = (FOLDER, "m", tree(history.root, [(FILE, "x", blob(history.root, ""))]))
    commit(history.root, with_entry(history.root, root, (folder,), middle), "evil")
    assert refusal(history.root) == f"evil:{place} is a link that leads out of the workspace"


@pytest.mark.parametrize(
    ("folder", "target"),
    [
        ("families", "."),
        ("families", "l"),
        ("families", "../families"),
        ("families", ".."),
        ("families", "../families/l/../l"),
        ("templates", "standard/../l"),
        ("vacancies", "l"),
    ],
)
def test_a_link_that_leads_in_a_circle_is_refused_at_a_revision(
    history: Example, folder: str, target: str
) -> None:
    added = (LINK, "l", blob(history.root, target))
    commit(history.root, with_entry(history.root, "main^{tree}", (folder,), added), "evil")
    assert refusal(history.root) == f"evil:{folder}/l is a link that leads in a circle"


def test_a_folder_of_vacancies_that_is_a_link_is_read_then_as_now(history: Example) -> None:
    (history.root / "archive").mkdir()
    history.write("archive/old.yaml", "role: paviour\n")
    (history.root / "vacancies/archive").symlink_to("../archive")
    save(history)
    assert unchanged(history)


def test_a_link_by_its_whole_path_is_read_then_as_now(history: Example) -> None:
    history.write("shared/one.yaml", "role: paviour\n")
    (history.root / "vacancies/two.yaml").symlink_to(history.root / "shared/one.yaml")
    save(history)
    assert unchanged(history)


def test_escapes_in_names_reach_no_terminal(history: Example) -> None:
    added = (LINK, "a\x1b[31m\u009b.yaml", blob(history.root, "/etc"))
    commit(history.root, with_entry(history.root, "main^{tree}", ("vacancies",), added), "evil")
    for command in READING:
        done = run(*command, folder=history.root)
        assert done.returncode == 2
        assert "\x1b" not in done.stderr
        assert "\u009b" not in done.stderr


@pytest.mark.parametrize(
    "subject", ["A\x01b\tc", "\t\t", "\x01", "\x1b[31mred", "\u202eabc", "é" * 900]
)
def test_a_subject_may_hold_anything(history: Example, subject: str) -> None:
    history.vacancy("location: Depot\n")
    git(history.root, "commit", "-qam", subject, "--allow-empty-message", "--cleanup=verbatim")
    short = git(history.root, "rev-parse", "--short", "HEAD").strip()
    found = affected(history, "HEAD~1")
    [said] = [each for each in found if each.startswith(short)]
    assert not re.search("[\x00-\x1f\x7f-\x9f]", said)


# --- submodules -----------------------------------------------------------------------------------

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
    save(history)
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
    save(history)
    assert entries_of(history.root, "HEAD")[1][0] == SUBMODULE
    assert unchanged(history)


def test_a_submodules_own_folder_name_may_hold_anything(
    divided: Example, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("a:b;\"c' [d]") / ":e"
    shutil.copytree(divided.root, folder)
    assert unchanged(divided, folder=folder)


# --- repositories of all kinds --------------------------------------------------------------------


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
    save(history)
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", history.root.as_uri(), str(copy))
    assert unchanged(history, folder=copy)
    done = run("impact", "--since", "HEAD~1", folder=copy)
    assert done.returncode == 2
    assert "git fetch --unshallow" in words(done.stderr)


def test_a_repository_with_longer_ids_is_read(example: Example) -> None:
    git(example.root, "init", "-q", "-b", "main", "--object-format=sha256")
    save(example)
    assert unchanged(example)
    example.level("sections: {purpose: Lays slabs.}\n")
    save(example)
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
    save(history)
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


# --- what git would make of files -----------------------------------------------------------------


def test_what_an_archive_would_fill_in_or_leave_out_is_as_it_is(history: Example) -> None:
    history.vacancy("contact: $Format:%H$\n")
    history.write(".gitattributes", "*.yaml export-subst\nvacancies export-ignore\n")
    save(history)
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
    save(history)
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
    save(history)
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
