"""Writing: all files or none, each whole, and never outside the output folder."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from jdgen.output import write_files
from jdgen.problems import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {"one/a.md": b"new a", "one/b.docx": b"new b", "two/a.md": b"new c"}


def standing(folder: Path) -> dict[str, bytes | None]:
    """Return all that stands below a folder; a folder has no bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask() -> Iterator[None]:
    """Put back the process's umask, which a test changes."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


def test_files_are_written_whole_with_the_folders_they_need(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "build"
    written = write_files(folder, FILES)
    assert written == [folder / name for name in FILES]
    assert standing(folder) == {"one": None, "two": None, **FILES}


def test_files_that_are_there_are_replaced_and_others_stay(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.md").write_bytes(b"an older and longer text")
    (tmp_path / "one" / "mine.txt").write_bytes(b"mine")
    write_files(tmp_path, FILES)
    assert standing(tmp_path) == {"one": None, "two": None, "one/mine.txt": b"mine", **FILES}


def test_nothing_to_write_makes_no_folder(tmp_path: Path) -> None:
    assert write_files(tmp_path / "build", {}) == []
    assert standing(tmp_path) == {}


def test_one_file_that_cannot_be_staged_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.md").write_bytes(b"old a")
    (tmp_path / "two").write_bytes(b"a file where a folder should be")
    before = standing(tmp_path)
    with pytest.raises((OSError, InvalidInput)):
        write_files(tmp_path, FILES)
    assert standing(tmp_path) == before


def test_one_file_that_cannot_be_staged_leaves_no_new_folder(tmp_path: Path) -> None:
    (tmp_path / "two").write_bytes(b"a file where a folder should be")
    before = standing(tmp_path)
    with pytest.raises((OSError, InvalidInput)):
        write_files(tmp_path, FILES)
    assert standing(tmp_path) == before


def test_one_file_that_cannot_be_moved_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As on Windows, where a document that is open in Word can't be replaced.
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.md").write_bytes(b"old a")
    (tmp_path / "one" / "b.docx").write_bytes(b"old b, open in Word")
    before = standing(tmp_path)
    replace = os.replace

    def refusing(source: str, target: Path) -> None:
        if str(target).endswith("b.docx"):
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(PermissionError):
        write_files(tmp_path, FILES)
    after = standing(tmp_path)
    assert not [name for name in after if ".jdgen-" in name]
    assert after == before


def test_an_interruption_leaves_no_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_source: str, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, FILES)
    assert [name for name, data in standing(tmp_path).items() if data is not None] == []


def test_a_folder_where_a_file_should_be_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "two" / "a.md").mkdir(parents=True)
    before = standing(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        write_files(tmp_path, FILES)
    assert [problem.rule for problem in caught.value.problems] == ["outside-output"]
    assert standing(tmp_path) == before


def test_a_symbolic_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    elsewhere, build = tmp_path / "elsewhere", tmp_path / "build"
    elsewhere.mkdir()
    build.mkdir()
    (build / "two").symlink_to(elsewhere, target_is_directory=True)
    before = standing(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        write_files(build, FILES)
    [problem] = caught.value.problems
    assert problem.rule == "outside-output"
    assert problem.location.file.endswith("two/a.md")
    assert standing(tmp_path) == before


@pytest.mark.parametrize("name", ["../a.md", "one/../../a.md"])
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    build = tmp_path / "build"
    build.mkdir()
    with pytest.raises(InvalidInput):
        write_files(build, {name: b"x"})
    assert standing(tmp_path) == {"build": None}


def test_a_linked_file_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    precious, build = tmp_path / "precious.txt", tmp_path / "build"
    precious.write_bytes(b"precious")
    (build / "one").mkdir(parents=True)
    (build / "one" / "a.md").symlink_to(precious)
    write_files(build, FILES)
    assert precious.read_bytes() == b"precious"
    assert not (build / "one" / "a.md").is_symlink()
    assert (build / "one" / "a.md").read_bytes() == b"new a"


def test_the_output_folder_itself_may_be_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "build").symlink_to(tmp_path / "real", target_is_directory=True)
    write_files(tmp_path / "build", FILES)
    assert standing(tmp_path / "real") == {"one": None, "two": None, **FILES}


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize(
    ("mask", "file_mode", "folder_mode"),
    [(0o022, 0o644, 0o755), (0o077, 0o600, 0o700), (0o002, 0o664, 0o775)],
)
def test_permissions_follow_the_umask(
    tmp_path: Path, mask: int, file_mode: int, folder_mode: int
) -> None:
    os.umask(mask)
    write_files(tmp_path, FILES)
    assert {mode(tmp_path / name) for name in FILES} == {file_mode}
    assert mode(tmp_path / "one") == folder_mode
    assert os.umask(mask) == mask
