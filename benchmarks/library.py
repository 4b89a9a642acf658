"""What it costs to build and check a whole library: from nothing, again, and after one change.

    python benchmarks/library.py [--sizes 100,1000] [--runs N] [--keep DIR]

Makes a library of ten families with as many roles and vacancies as each size says, out of the
repository's own texts, and prints medians, the spread of the middle half and ratios. Every run is a
process of its own; what is compared is run in turn, so that the ratios hold on a noisy machine.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).parent.parent
FAMILIES = 10
_STOCK = REPOSITORY / "families/project-delivery"
_ROLES = ("project-support-officer", "pmo-analyst", "project-manager", "programme-manager")
_VACANCY = """\
role: {role}
post_number: N-{number:05}
location: Town Hall, Northmere, room {number}
hours: 37 hours a week
contract: Permanent
closing_date: 2027-{month:02}-{day:02}
contact: Recruitment, post{number}@northmere.example
sections:
  advert: |
    Post {number} is one of many that a council fills in a year, and each has a sentence of its own.
"""


def make_library(folder: Path, number: int) -> None:
    """Write a library of ten families, and so many roles and vacancies."""
    shutil.copytree(REPOSITORY / "templates", folder / "templates")
    (folder / "vacancies").mkdir()
    (folder / "families").mkdir()
    shutil.copy(REPOSITORY / "families/organisation.yaml", folder / "families")
    for family in range(FAMILIES):
        place = folder / f"families/service-{family}"
        shutil.copytree(_STOCK, place)
        shutil.rmtree(place / "roles")
        (place / "roles").mkdir()
        _renamed(place / "family.yaml", f"Service {family}")
    stock = [(_STOCK / f"roles/{name}.yaml").read_text("utf-8") for name in _ROLES]
    for post in range(number):
        family, text = post % FAMILIES, stock[post // FAMILIES % len(stock)]
        text = re.sub(r"(?m)^family: .*$", f"family: service-{family}", text)
        text = re.sub(r"(?m)^title: (.*)$", rf"title: \1, area {post}", text)
        role = f"role-{post:05}"
        place = folder / f"families/service-{family}/roles/{role}.yaml"
        place.write_text(text, "utf-8")
        month, day = post % 12 + 1, post % 28 + 1
        said = _VACANCY.format(role=role, number=post, month=month, day=day)
        (folder / f"vacancies/post-{post:05}.yaml").write_text(said, "utf-8")


def _renamed(family: Path, title: str) -> None:
    text = re.sub(r"(?m)^title: .*$", f"title: {title}", family.read_text("utf-8"))
    family.write_text(text, "utf-8")


class Timed:
    """How long each of several ways takes, run in turn."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}

    def run(self, name: str, *arguments: str) -> None:
        """Run a command, and remember how long it took."""
        before, start = os.times(), time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "jdgen", *arguments],
            cwd=self.library,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        wall, after = time.perf_counter() - start, os.times()
        if done.returncode:
            sys.exit(f"jdgen {' '.join(arguments)}: {done.stderr}")
        self.wall.setdefault(name, []).append(wall)
        spent = after.children_user + after.children_system
        spent -= before.children_user + before.children_system
        self.cpu.setdefault(name, []).append(spent)

    def show(self, unit: str) -> None:
        """Print medians, the middle half of the runs, and ratios to one of them."""
        for name, spent in self.cpu.items():
            low, median, high = statistics.quantiles(spent, n=4, method="inclusive")
            print(
                f"  {name:28} {median:8.2f} s ({low:.2f} to {high:.2f}) of processor,"
                f" {statistics.median(self.wall[name]):8.2f} s by the clock,"
                f" {_ratio(spent, self.cpu[unit]):7.3f} and"
                f" {_ratio(self.wall[name], self.wall[unit]):7.3f} of {unit}"
            )


def _ratio(times: list[float], others: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(times, others, strict=True))


def ways(timed: Timed) -> dict[str, Callable[[], None]]:
    """Return what is timed, in the order in which each run does it."""
    library = timed.library
    vacancy, clauses = library / "vacancies/post-00000.yaml", library / "families/organisation.yaml"
    stock = clauses.read_text("utf-8")

    def from_nothing() -> None:
        shutil.rmtree(library / "build", ignore_errors=True)
        timed.run("clean", "build", "--all", "--jobs", "1")

    def with_two() -> None:
        shutil.rmtree(library / "two", ignore_errors=True)
        timed.run("clean, two processes", "build", "--all", "--jobs", "2", "--output", "two")

    def check_anew() -> None:
        for record in (library / "build/.jdgen-record").glob("*.json"):
            if not record.name.startswith("times") and b'"outputs":{}' in record.read_bytes():
                record.unlink()
        timed.run("check", "check", "--jobs", "1")

    def one_vacancy() -> None:
        said = vacancy.read_text("utf-8")
        number = len(timed.cpu.get("one vacancy changed", ()))
        vacancy.write_text(re.sub(r"room \d+", f"room {number + 7}", said), "utf-8")
        timed.run("one vacancy changed", "build", "--all", "--jobs", "1")

    def all_reached() -> None:
        number = len(timed.cpu.get("a file that all read changed", ()))
        clauses.write_text(f"{stock}\n# {number}\n", "utf-8")
        timed.run("a file that all read changed", "build", "--all", "--jobs", "1")

    return {
        "clean": from_nothing,
        "nothing changed": lambda: timed.run("nothing changed", "build", "--all"),
        "by contents": lambda: _by_contents(timed),
        "one vacancy changed": one_vacancy,
        "all": all_reached,
        "build --check": lambda: timed.run("build --check, unchanged", "build", "--all", "--check"),
        "check": check_anew,
        "check again": lambda: timed.run("check, nothing changed", "check"),
        "two": with_two,
        "start": lambda: timed.run("jdgen --version", "--version"),
    }


def _by_contents(timed: Timed) -> None:
    """Build again without the times that save reading."""
    times = timed.library / "build/.jdgen-record/times.json"
    kept = times.read_bytes()
    times.unlink()
    timed.run("nothing changed, by contents", "build", "--all")
    times.write_bytes(kept)


def main() -> None:
    """Time each way at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="make the libraries here, and leave them")
    given = parser.parse_args()
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as temporary:
            library = (given.keep or Path(temporary)) / f"library-{size}"
            if not library.exists():
                make_library(library, size)
            timed = Timed(library)
            for _ in range(given.runs):
                for way in ways(timed).values():
                    way()
            print(f"{size:,} vacancies, {given.runs} runs of each:")
            timed.show("clean")


if __name__ == "__main__":
    main()
