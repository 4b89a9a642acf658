"""What a stranger's commit may hold: names, sizes and links."""

from __future__ import annotations

import re
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from repositories import (
    FILE,
    FOLDER,
    LINK,
    affected,
    blob,
    commit,
    commit_tree,
    entries_of,
    git,
    store,
    tree,
    unchanged,
    with_entry,
)
from running import run, run_well, words

from jdgen.workspace import trees
from jdgen.workspace.git import NoRevision, opened
from jdgen.workspace.snapshot import workspace_at
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


def read(root: Path, revision: str = "evil") -> set[str]:
    """Return the files of a workspace at a revision, as they are written for reading."""
    with opened(root) as repository, workspace_at(repository, root, revision) as (folder, _):
        return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def refusal(root: Path) -> str:
    """Return why the stranger's revision isn't read."""
    with pytest.raises(NoRevision) as caught:
        read(root)
    return str(caught.value)


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
        commit_tree(history.root, made, "evil")
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
    commit_tree(history.root, tree(history.root, [*rest, link, (FOLDER, "holder", holder)]), "evil")
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
    commit_tree(history.root, tree(history.root, [*rest, folder]), "evil")
    assert refusal(history.root) == "evil:vacancies/one.yaml is there twice"


@pytest.mark.parametrize("names", [("One.yaml", "one.yaml"), ("b/x.yaml", "B/y.yaml")])
def test_what_a_disk_takes_for_one_name_is_not_written_over(
    history: Example, names: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in names:
        history.write(f"vacancies/{name}", "role: paviour\n")
    commit(history)
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


def test_trees_that_hold_each_other_end_at_a_limit(history: Example) -> None:
    at = tree(history.root, [(FILE, "x.yaml", blob(history.root, "x: y\n"))])
    for _ in range(12):
        at = tree(history.root, [(FOLDER, f"f{number}", at) for number in range(10)])
    commit_tree(
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
    commit_tree(history.root, with_entry(history.root, root, (), (FOLDER, "vacancies", at)), "evil")
    last = commit_tree(history.root, root, "evil")
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
    commit_tree(history.root, with_entry(history.root, "main^{tree}", (), added), "evil")
    assert "more than 50,000 files and folders" in refusal(history.root)


def test_a_folder_too_deep_is_refused(history: Example) -> None:
    at = tree(history.root, [(FILE, "x.yaml", blob(history.root, "x: y\n"))])
    for _ in range(3000):
        at = tree(history.root, [(FOLDER, "d", at)])
    commit_tree(
        history.root, with_entry(history.root, "main^{tree}", (), (FOLDER, "vacancies", at)), "evil"
    )
    assert "lies more than 40 folders deep" in refusal(history.root)


def test_a_name_too_long_for_the_disk_is_named(history: Example) -> None:
    added = (FILE, "x" * 1000, blob(history.root, ""))
    commit_tree(
        history.root, with_entry(history.root, "main^{tree}", ("vacancies",), added), "evil"
    )
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
    commit(history)
    git(history.root, "branch", "evil")
    assert refusal(history.root) == why


def test_a_yaml_file_too_large_at_a_revision_is_named_as_everywhere(history: Example) -> None:
    history.level(f"# {'x' * 1_000_000}\n")
    commit(history)
    history.level("")
    text = run_well("diff", "--since", "HEAD", folder=history.root)
    assert "HEAD:families/works/levels/W1.yaml:1:1: the file is larger than 1,000,000 bytes" in text


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
    commit_tree(history.root, with_entry(history.root, root, (folder,), middle), "evil")
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
    commit_tree(history.root, with_entry(history.root, "main^{tree}", (folder,), added), "evil")
    assert refusal(history.root) == f"evil:{folder}/l is a link that leads in a circle"


def test_a_folder_of_vacancies_that_is_a_link_is_read_then_as_now(history: Example) -> None:
    (history.root / "archive").mkdir()
    history.write("archive/old.yaml", "role: paviour\n")
    (history.root / "vacancies/archive").symlink_to("../archive")
    commit(history)
    assert unchanged(history)


def test_a_link_by_its_whole_path_is_read_then_as_now(history: Example) -> None:
    history.write("shared/one.yaml", "role: paviour\n")
    (history.root / "vacancies/two.yaml").symlink_to(history.root / "shared/one.yaml")
    commit(history)
    assert unchanged(history)


def test_escapes_in_names_reach_no_terminal(history: Example) -> None:
    added = (LINK, "a\x1b[31m\u009b.yaml", blob(history.root, "/etc"))
    commit_tree(
        history.root, with_entry(history.root, "main^{tree}", ("vacancies",), added), "evil"
    )
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
