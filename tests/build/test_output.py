"""Writing: all files or none, each whole, and never outside the output folder."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jdgen.build.output import STAGING, write_files
from jdgen.problems import InvalidInput
from jdgen.process import ending

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def open_in_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let b.docx be one that can't be replaced, as on Windows a document that is open in Word."""
    replace = os.replace

    def refusing(source: str, target: Path) -> None:
        if str(target).endswith("b.docx"):
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)


def test_one_file_that_cannot_be_moved_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.md").write_bytes(b"old a")
    (tmp_path / "one" / "b.docx").write_bytes(b"old b, open in Word")
    before = standing(tmp_path)
    open_in_word(monkeypatch)
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
    assert problem.place.file.endswith("two/a.md")
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


# --- what one that was killed has left, others at work, and what is not to be trusted ------------

KILLED = """\
import os, signal, sys
from pathlib import Path
from jdgen.build import output

moves = 0
replace = os.replace

def killing(*of):
    global moves
    moves += 1
    if moves == {number}:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(*of)

os.replace = killing
output.write_files(Path(sys.argv[1]), {files!r})
"""


def killed(folder: Path, number: int) -> None:
    """Write the files in a process that is killed as it moves one of them."""
    program = KILLED.format(number=number, files=FILES)
    done = subprocess.run([sys.executable, "-c", program, str(folder)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_one_that_was_killed_had_replaced_is_put_back_by_whoever_writes_next(
    tmp_path: Path, number: int
) -> None:
    write_files(tmp_path, {"one/a.md": b"old a", "one/mine.txt": b"mine"})
    before = standing(tmp_path)
    killed(tmp_path, number)
    assert standing(tmp_path) != before
    write_files(tmp_path, {"other.md": b"other"})
    assert standing(tmp_path) == {**before, "other.md": b"other"}


def test_a_folder_that_one_that_was_killed_had_made_is_deleted(tmp_path: Path) -> None:
    killed(tmp_path / "new" / "build", 3)
    write_files(tmp_path / "new" / "build", {"two/other.md": b"other"})
    assert standing(tmp_path) == {
        "new": None,
        "new/build": None,
        "new/build/two": None,
        "new/build/two/other.md": b"other",
    }


def test_what_somebody_has_put_there_since_stays(tmp_path: Path) -> None:
    write_files(tmp_path, {"one/a.md": b"old a"})
    killed(tmp_path, 3)
    (tmp_path / "one/a.md").write_bytes(b"mended by hand")
    (tmp_path / "one/b.docx").unlink()
    (tmp_path / ".jdgen-notes.txt").write_bytes(b"mine")
    write_files(tmp_path, {"other.md": b"other"})
    assert standing(tmp_path) == {
        "one": None,
        "one/a.md": b"mended by hand",
        "other.md": b"other",
        ".jdgen-notes.txt": b"mine",
    }


def journal(folder: Path, name: str, number: object = 0) -> None:
    """Plant what says that a file was moved to a place, and what was there before."""
    staging = folder / STAGING
    staging.mkdir(parents=True)
    found = (folder / name).lstat()
    moves = [[number, name, found.st_mtime_ns, found.st_size]]
    said = {"moves": moves, "folders": [str(Path(name).parent)]}
    (staging / "journal").write_text(json.dumps(said), encoding="utf-8")
    (staging / "0.old").write_bytes(b"planted")


@pytest.mark.parametrize(
    "name", ["../precious.txt", "{tmp_path}/precious.txt", "link/precious.txt"]
)
def test_a_journal_that_somebody_planted_leads_nowhere(tmp_path: Path, name: str) -> None:
    precious, build = tmp_path / "precious.txt", tmp_path / "build"
    precious.write_bytes(b"precious")
    build.mkdir()
    (build / "link").symlink_to(tmp_path, target_is_directory=True)
    journal(build, name.format(tmp_path=tmp_path))
    write_files(build, FILES)
    assert precious.read_bytes() == b"precious"
    assert not (build / STAGING).exists()


def test_a_journal_that_somebody_planted_takes_no_file_from_elsewhere(tmp_path: Path) -> None:
    build = tmp_path / "build"
    build.mkdir()
    (tmp_path / "secret.old").write_bytes(b"secret")
    (build / "a.md").write_bytes(b"a")
    journal(build, "a.md", "../../secret")
    write_files(build, {"b.md": b"b"})
    assert standing(build) == {"a.md": b"a", "b.md": b"b"}
    assert (tmp_path / "secret.old").read_bytes() == b"secret"


@pytest.mark.parametrize(
    "said", [b"", b"[", b"[]", b"{}", b'{"moves": [[1e999, 1, 2, 3]]}', b"\xff"]
)
def test_a_journal_that_is_none_is_deleted(tmp_path: Path, said: bytes) -> None:
    (tmp_path / STAGING).mkdir()
    (tmp_path / STAGING / "journal").write_bytes(said)
    write_files(tmp_path, FILES)
    assert standing(tmp_path) == {"one": None, "two": None, **FILES}


def test_nothing_is_written_through_a_link_in_the_place_of_jdgens_own_folder(
    tmp_path: Path,
) -> None:
    elsewhere, build = tmp_path / "elsewhere", tmp_path / "build"
    elsewhere.mkdir()
    (elsewhere / "0.new").write_bytes(b"precious")
    build.mkdir()
    (build / STAGING).symlink_to(elsewhere, target_is_directory=True)
    before = standing(tmp_path)
    with pytest.raises(OSError, match="Is a link"):
        write_files(build, FILES)
    assert standing(tmp_path) == before


def test_a_link_that_leads_nowhere_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "build").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileExistsError):
        write_files(tmp_path / "build", FILES)


WRITERS = """\
import sys
from pathlib import Path
from jdgen.build.output import write_files

for _ in range(20):
    write_files(Path(sys.argv[1]), {{name: sys.argv[2].encode() for name in {names!r}}})
"""


def test_several_at_once_in_a_folder_that_is_not_there_yet_all_write(tmp_path: Path) -> None:
    program = WRITERS.format(names=list(FILES))
    folder = tmp_path / "new" / "build"
    processes = [
        subprocess.Popen([sys.executable, "-c", program, str(folder), writer]) for writer in "abc"
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    made = standing(folder)
    assert set(made) == {"one", "two", *FILES}
    assert len({made[name] for name in FILES}) == 1


def test_a_folder_that_another_makes_and_deletes_meanwhile_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir, there_for_a_moment = Path.mkdir, [STAGING]

    def mkdir_beside_another(path: Path, *mode: int) -> None:
        if path.name in there_for_a_moment:
            there_for_a_moment.remove(path.name)
            raise FileExistsError(errno.EEXIST, "File exists", str(path))
        mkdir(path, *mode)

    monkeypatch.setattr(Path, "mkdir", mkdir_beside_another)
    write_files(tmp_path / "build", {"one": b"1"})
    assert standing(tmp_path / "build") == {"one": b"1"}


def test_who_waits_too_long_for_another_is_told_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jdgen.build.output.PATIENCE", 0.1)
    (tmp_path / STAGING).mkdir()
    with (tmp_path / STAGING / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(InvalidInput, match="another jdgen is writing into this folder"):
            write_files(tmp_path, FILES)
    write_files(tmp_path, FILES)
    assert standing(tmp_path) == {"one": None, "two": None, **FILES}


def test_where_nothing_is_to_be_replaced_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "two").mkdir()
    (tmp_path / "two/a.md").symlink_to("nowhere")
    with pytest.raises(InvalidInput, match="1 of the files to be written are there already"):
        write_files(tmp_path, FILES, replace=False)
    assert standing(tmp_path) == {"two": None, "two/a.md": None}


def test_a_link_that_leads_nowhere_is_put_back_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a.md").symlink_to("nowhere")
    open_in_word(monkeypatch)
    with pytest.raises(PermissionError):
        write_files(tmp_path, FILES)
    assert (tmp_path / "one/a.md").readlink() == Path("nowhere")


def test_what_can_neither_be_written_nor_put_back_is_named_and_put_back_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"one/a.md": b"old a"})
    before = standing(tmp_path)
    replace = os.replace

    def refusing(source: Path, target: Path) -> None:
        if str(target).endswith("b.docx") or str(source).endswith(".old"):
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refusing)
        patch.setattr(Path, "replace", refusing)
        with pytest.raises(PermissionError, match=r"b\.docx"):
            write_files(tmp_path, FILES)
    assert ending.outcome().endswith(f" were replaced: {tmp_path}/one/a.md")
    assert (tmp_path / "one/a.md").read_bytes() == b"new a"
    write_files(tmp_path, {"other.md": b"other"})
    assert standing(tmp_path) == {**before, "other.md": b"other"}


def test_a_disk_that_is_full_when_all_but_the_moving_is_done_leaves_everything_as_it_was(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {"1.md": b"old"})
    before = standing(tmp_path)
    program = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from jdgen.build.output import write_files\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "write_files(Path(sys.argv[1]), {f'{number}.md': b'new' for number in range(300)})\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "File too large" in done.stderr
    assert standing(tmp_path) == before


def test_what_is_no_file_is_replaced_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    os.mkfifo(tmp_path / "one/a.md")
    write_files(tmp_path, FILES)
    assert standing(tmp_path) == {"one": None, "two": None, **FILES}
