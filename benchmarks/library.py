"""What a whole library costs: built from nothing, again, after one change, checked, compared.

    python benchmarks/library.py [--sizes 100,1000] [--runs N] [--keep DIR] [--picture FILE.svg]

Makes a library of ten families with as many roles and vacancies as each size says, out of the
repository's own texts, and prints medians of processor time, the middle half of the runs, peak
memory, and ratios. Every run is a process of its own; what is compared is run in turn, so that the
ratios hold on a noisy machine. Of more than 2,000 vacancies, what takes long is run once. At the
end stands a table of all sizes, which `--picture` draws too.
"""

from __future__ import annotations

import argparse
import math
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from measured import Spent, middle, ratios, spent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REPOSITORY: Final = Path(__file__).parent.parent
FAMILIES: Final = 10
LARGE: Final = 2000
"""Of more vacancies than this, what takes long is run once."""
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
    (folder / ".gitignore").write_text("build/\ntwo/\n", "utf-8")
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
    """What each of several ways took, run in turn."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self.took: dict[str, list[Spent]] = {}

    def run(self, name: str, *arguments: str) -> None:
        """Run a command, and remember what it took."""
        command = [sys.executable, "-m", "jdgen", *arguments]
        here = {"PYTHONPATH": str(REPOSITORY)}
        self.took.setdefault(name, []).append(spent(command, self.library, here))

    def cpu(self, name: str) -> list[float]:
        """Return the seconds of processor that the runs of a way took."""
        return [each.cpu for each in self.took[name]]

    def show(self, unit: str) -> None:
        """Print medians, the middle half of the runs, memory, and ratios to one of them."""
        for name, took in self.took.items():
            low, median, high = middle(self.cpu(name))
            least, ratio, most = middle(ratios(self.cpu(name), self.cpu(unit)))
            print(
                f"  {name:28} {median:8.2f} s ({low:.2f} to {high:.2f}) of processor,"
                f" {statistics.median(each.wall for each in took):8.2f} s by the clock,"
                f" {max(each.memory for each in took):5.0f} MB,"
                f" {ratio:7.3f} of {unit} ({least:.3f} to {most:.3f})"
            )


def git(library: Path, *arguments: str) -> None:
    """Run git in a library, as nobody in particular."""
    nobody = ["-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.org"]
    command = [shutil.which("git") or "git", *nobody, *arguments]
    subprocess.run(command, cwd=library, check=True)


def ways(timed: Timed) -> Iterator[tuple[Callable[[], None], bool]]:
    """Yield what is timed, in the order in which each run does it, and whether it takes long."""
    library = timed.library
    vacancy, policy = library / "vacancies/post-00000.yaml", library / "families/organisation.yaml"
    stock = policy.read_text("utf-8")

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
        number = len(timed.took.get("one vacancy changed", ()))
        vacancy.write_text(re.sub(r"room \d+", f"room {number + 7}", said), "utf-8")
        timed.run("one vacancy changed", "build", "--all", "--jobs", "1")

    def a_clause() -> None:
        number = len(timed.took.get("a clause of all changed", ()))
        said = stock.replace(
            "Work in a way that keeps", f"Work, for {number} reasons, so as to keep"
        )
        policy.write_text(said, "utf-8")
        timed.run("a clause of all changed", "build", "--all", "--jobs", "1")

    def impact() -> None:
        if not (library / ".git").exists():
            policy.write_text(stock, "utf-8")
            git(library, "init", "-q")
            git(library, "add", "-A")
            git(library, "commit", "-qm", "Begin")
            a_clause()
        timed.run("impact of the clause", "impact", "--since", "HEAD")

    yield from_nothing, True
    yield lambda: timed.run("nothing changed", "build", "--all"), False
    yield lambda: _by_contents(timed), False
    yield one_vacancy, False
    yield lambda: timed.run("build --check, unchanged", "build", "--all", "--check"), False
    yield check_anew, True
    yield lambda: timed.run("check, nothing changed", "check"), False
    yield a_clause, True
    yield with_two, True
    yield impact, True
    yield lambda: timed.run("jdgen --version", "--version"), False


def _by_contents(timed: Timed) -> None:
    """Build again without the times that save reading."""
    times = timed.library / "build/.jdgen-record/times.json"
    kept = times.read_bytes()
    times.unlink()
    timed.run("nothing changed, by contents", "build", "--all")
    times.write_bytes(kept)


# --- all sizes ------------------------------------------------------------------------------------


def table(medians: Mapping[int, Mapping[str, float]]) -> Iterator[str]:
    """Yield the lines of a table: seconds of processor of each way, by size."""
    sizes = sorted(medians)
    yield f"{'seconds of processor':30}" + "".join(f"{size:>10,}" for size in sizes)
    for name in medians[sizes[0]]:
        yield f"{name:30}" + "".join(f"{medians[size][name]:10.2f}" for size in sizes)


_COLOURS: Final = ("#1b6ca8", "#b3261e", "#2e7d32", "#7b1fa2", "#ef6c00", "#00838f", "#5d4037")
_WIDTH, _HEIGHT, _EDGE = 720, 480, 60


def picture(medians: Mapping[int, Mapping[str, float]]) -> str:
    """Return a drawing of the table, with powers of ten along both axes.

    What grows as the library does is a straight line in it, as steep as the others.
    """
    sizes = sorted(medians)
    names = [*medians[sizes[0]]]
    most = max(seconds for each in medians.values() for seconds in each.values())
    least = min(seconds for each in medians.values() for seconds in each.values())
    right = _WIDTH - 3 * _EDGE

    def place(size: int, seconds: float) -> str:
        along = math.log(size / sizes[0]) / (math.log(sizes[-1] / sizes[0]) or 1)
        up = math.log(max(seconds, least) / least) / (math.log(most / least) or 1)
        x, y = _EDGE + along * (right - _EDGE), _HEIGHT - _EDGE - up * (_HEIGHT - 2 * _EDGE)
        return f"{x:.0f},{y:.0f}"

    lines = []
    for number, name in enumerate(names):
        colour = _COLOURS[number % len(_COLOURS)]
        points = " ".join(
            place(size, medians[size][name]) for size in sizes if name in medians[size]
        )
        last = medians[sizes[-1]].get(name, least)
        x, _, y = place(sizes[-1], last).partition(",")
        lines.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        lines.append(f'<text x="{int(x) + 6}" y="{y}" fill="{colour}">{name} {last:.1f} s</text>')
    for size in sizes:
        x = place(size, least).partition(",")[0]
        lines.append(f'<text x="{x}" y="{_HEIGHT - _EDGE // 2}">{size:,}</text>')
    drawn = "\n".join(lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
        ' font-family="sans-serif" font-size="12" role="img" aria-label="Seconds of processor by'
        f' the number of vacancies">\n{drawn}\n</svg>\n'
    )


def main() -> None:
    """Time each way at each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="make the libraries here, and leave them")
    parser.add_argument("--picture", type=Path, help="draw the table as SVG")
    given = parser.parse_args()
    medians: dict[int, dict[str, float]] = {}
    for size in map(int, given.sizes.split(",")):
        with tempfile.TemporaryDirectory() as temporary:
            library = (given.keep or Path(temporary)) / f"library-{size}"
            if not library.exists():
                make_library(library, size)
            timed = Timed(library)
            for run in range(given.runs):
                for way, is_long in ways(timed):
                    if run == 0 or size <= LARGE or not is_long:
                        way()
            print(f"{size:,} vacancies, {given.runs} runs of each:")
            timed.show("clean")
            medians[size] = {name: middle(timed.cpu(name))[1] for name in timed.took}
    print(*table(medians), sep="\n")
    if given.picture:
        given.picture.write_text(picture(medians), "utf-8")


if __name__ == "__main__":
    main()
