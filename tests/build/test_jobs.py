"""Several processes and several computers make what one makes, and say the same."""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from example import KEEPER, Example, standing, three
from running import SENDING, run, run_sending

from jdgen.build.record import FOLDER

if TYPE_CHECKING:
    from pathlib import Path


def many(example: Example, number: int = 24) -> None:
    three(example)
    for post in range(number):
        role = ("paviour", "keeper", f"keeper-{post}")[post % 3]
        example.write(f"families/parks/roles/keeper-{post}.yaml", KEEPER)
        example.write(f"vacancies/post-{post}.yaml", f"role: {role}\npost_number: N{post % 20}\n")


def all_below(folder: Path) -> dict[str, bytes]:
    records = {
        path.name: path.read_bytes()
        for path in (folder / FOLDER).iterdir()
        if path.name != "times.json"  # which are other times
    }
    return standing(folder) | records


def test_any_number_of_processes_makes_the_same_and_says_the_same(example: Example) -> None:
    many(example)
    example.take("capability")
    built = []
    for jobs in ("1", "2", "5"):
        command = ["build", "--all", "--layout", "all", "--jobs", jobs, "--output"]
        done = run(*command, f"out{jobs}", folder=example.root)
        assert done.returncode == 0, done.stderr
        assert "findings, which stop no build" in done.stderr
        stdout = done.stdout.replace(f"out{jobs}/", "out/")
        built.append((stdout, done.stderr, all_below(example.root / f"out{jobs}")))
        again = run(*command, f"out{jobs}", folder=example.root)
        assert (again.stdout, again.stderr) == (done.stdout, done.stderr)
    assert built[0] == built[1] == built[2]


def test_after_a_change_several_processes_make_what_one_makes(example: Example) -> None:
    many(example)
    for jobs in ("1", "3"):
        run("build", "--all", "--output", f"out{jobs}", folder=example.root)
    example.write("families/parks/family.yaml", "title: Green\ndescription: Keeps parks.\n")
    (example.root / "vacancies/post-3.yaml").unlink()
    done = {
        jobs: run("build", "--all", "--jobs", jobs, "--output", f"out{jobs}", folder=example.root)
        for jobs in ("1", "3")
    }
    assert "out1/post-3/job-description.md: deleted" in done["1"].stderr
    assert done["3"].stderr == done["1"].stderr.replace("out1/", "out3/")
    assert all_below(example.root / "out1") == all_below(example.root / "out3")


def test_all_that_is_wrong_is_told_in_order_and_nothing_is_written(example: Example) -> None:
    many(example)
    for post in (2, 9, 20):
        example.write(f"vacancies/post-{post}.yaml", "role: nobody\nclosing_date: soon\n")
    told = {
        run("build", "--all", "--jobs", jobs, folder=example.root).stderr for jobs in ("1", "2")
    }
    [said] = told
    assert "6 problems; nothing was written." in said
    assert not (example.root / "build").exists()


def test_a_check_in_several_processes_says_the_same(example: Example) -> None:
    many(example)
    run("build", "--all", folder=example.root)
    example.vacancy("location: Wick\n")
    example.write("families/parks/family.yaml", "title: Green\ndescription: Keeps parks.\n")
    told = {
        run("build", "--all", "--check", "--jobs", jobs, folder=example.root).stderr
        for jobs in ("1", "3")
    }
    [said] = told
    assert "build/one/job-description.md:1:1: this document is not what its files say now" in said


KILLED = """\
import jdgen.build.files as b
make, first = b.files, os.getpid()
b.files = lambda *a: make(*a) if os.getpid() == first else os.kill(os.getpid(), 9)
"""
FULL = """\
import jdgen.build.output as o
stage, first = o.Writing.stage, os.getpid()
def full(*a):
    if os.getpid() != first:
        raise OSError(28, "No space left on device", "build/one")
    return stage(*a)
o.Writing.stage = full
"""
MOMENTS = {
    "the first process is interrupted": (
        "import select; s = select.select; select.select = sending(s)",
        -signal.SIGINT,
        "Interrupted; nothing was written.\n",
    ),
    "another process is ended": (
        KILLED,
        1,
        "There is not enough memory; nothing was written.\n",
    ),
    "another process finds no room": (
        FULL,
        1,
        "build/one: No space left on device; nothing was written.\n",
    ),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_where_processes_end_early_nothing_is_left(moment: str, example: Example) -> None:
    many(example)
    (example.root / "temporary").mkdir()
    statement, code, said = MOMENTS[moment]
    done = run_sending(statement, "build", "--all", "--jobs", "2", folder=example.root)
    assert (done.returncode, done.stderr) == (code, said)
    assert not (example.root / "build").exists()


def test_a_bug_in_another_process_is_told_as_one(example: Example) -> None:
    many(example)
    (example.root / "temporary").mkdir()
    statement = (
        "import jdgen.build.files as b; f, me = b.files, os.getpid()\n"
        "b.files = lambda *a: f(*a) if os.getpid() == me else 1 / 0"
    )
    assert "main()" in SENDING
    done = run_sending(statement, "build", "--all", "--jobs", "2", folder=example.root)
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr
    assert "This is a bug in jdgen" in done.stderr
    assert not (example.root / "build").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--all", "--draft"),
        ("build", "--all", "--audience", "evaluation", "--format", "md"),
        ("build", "--all", "--language", "cy"),
        ("build", "--all", "--as-of", "2027-05-01"),
        ("build", "--all", "--check", "--report", "json"),
        ("check", "--advice", "--format", "json"),
        ("check", "--draft", "--strict"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("is_wrong", [False, True], ids=["right", "wrong"])
def test_whatever_is_asked_several_processes_say_and_write_what_one_does(
    arguments: tuple[str, ...], is_wrong: object, example: Example
) -> None:
    many(example)
    example.organisation("translations: [cy]\n")
    example.write("vacancies/open.yaml", 'role: paviour\nlocation: "{{ ? Where }}"\n')
    example.write("vacancies/warned.yaml", "role: keeper\ncontact: Jo Bloggs\n")
    if is_wrong:
        example.write("vacancies/post-7.yaml", "role: nobody\nclosing_date: soon\n")
    told = []
    for jobs in ("1", "3"):
        done = run(*arguments, "--jobs", jobs, folder=example.root)
        build = example.root / "build"
        told.append((done.returncode, done.stdout, done.stderr, build.exists() and standing(build)))
        if build.exists():
            shutil.rmtree(build)
    assert told[0] == told[1]


def test_a_shard_tells_of_what_is_wrong_in_it_and_writes_nothing(example: Example) -> None:
    many(example)
    example.write("vacancies/post-7.yaml", "role: nobody\n")
    ended = []
    for number in (1, 2, 3):
        done = run("build", "--all", "--shard", f"{number}/3", folder=example.root)
        ended.append((done.returncode, 'unknown role "nobody"' in done.stderr))
    assert sorted(ended) == [(0, False), (0, False), (1, True)]


def test_shards_make_all_between_them_and_nothing_twice(example: Example) -> None:
    many(example)
    run("build", "--all", folder=example.root)
    made: dict[str, bytes] = {}
    for number in (1, 2, 3):
        shard = ("--shard", f"{number}/3", "--output", f"shard{number}")
        done = run("build", "--all", *shard, folder=example.root)
        assert done.returncode == 0, done.stderr
        part = standing(example.root / f"shard{number}")
        assert part
        assert not made.keys() & part.keys()
        made |= part
        assert run("build", "--all", "--check", *shard, folder=example.root).returncode == 0
    assert made == standing(example.root / "build")


def test_a_shard_deletes_and_judges_nothing_of_another(example: Example) -> None:
    many(example)
    for _ in range(2):
        for number in (1, 2):
            done = run("build", "--all", "--shard", f"{number}/2", folder=example.root)
            assert "deleted" not in done.stderr
            check = ("build", "--all", "--check", "--shard", f"{number}/2")
            assert run(*check, folder=example.root).returncode == 0
    assert run("build", "--all", "--check", folder=example.root).returncode == 0
    (example.root / "vacancies/post-1.yaml").unlink()
    for number in (1, 2):
        run("build", "--all", "--shard", f"{number}/2", folder=example.root)
    assert not (example.root / "build/post-1").exists()
    assert (example.root / "build/post-2").exists()


@pytest.mark.parametrize("shard", ["", "3", "0/2", "3/2", "1/0", "a/b", "-1/2", "1/2/3"])
def test_a_wrong_shard_is_explained(shard: str, example: Example) -> None:
    done = run("build", "--all", f"--shard={shard}", folder=example.root)
    assert done.returncode == 2
    assert "write 2/4 for the second of four" in done.stderr


@pytest.mark.parametrize("option", [("--clean",), ("--shard", "1/2")], ids=" ".join)
def test_what_is_for_all_goes_with_nothing_else(option: list[str], example: Example) -> None:
    done = run("build", "one", *option, folder=example.root)
    assert done.returncode == 2
    assert f"{option[0]} goes with --all." in done.stderr


def test_a_check_in_several_processes_finds_the_same_mistakes(example: Example) -> None:
    many(example)
    for post in (2, 9, 20):
        example.write(f"vacancies/post-{post}.yaml", "role: nobody\nclosing_date: soon\n")
    for recorded in (False, True):
        if recorded:  # where there is a folder of records, a check is kept there
            (example.root / "build" / FOLDER).mkdir(parents=True)
        told = []
        for jobs in ("1", "2", "3"):
            example.write("vacancies/post-2.yaml", f"role: nobody\nclosing_date: soon{jobs}\n")
            done = run("check", "--jobs", jobs, folder=example.root)
            told.append((done.returncode, done.stdout, done.stderr.replace(f"soon{jobs}", "soon")))
        assert told[0] == told[1] == told[2]
        assert "6 problems in " in told[0][2]
        assert "findings, which stop no build" in told[0][2]
