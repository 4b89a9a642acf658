"""Building everything again: as from nothing, whatever was edited since, and no more than that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Final

import pytest
from example import CRITERIA, KEEPER, Example, standing, three
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from running import run

from jdgen.build import check, making
from jdgen.build.record import FOLDER, State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jdgen.build.files import Order
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Target

DELETED: Final = ": deleted, as nothing of the workspace makes it now"


def made_by(monkeypatch: pytest.MonkeyPatch, example: Example, *arguments: str) -> list[str]:
    """Build, and return which targets were made for it."""
    made = []

    def making_of(library: object, target: Target, *others: object) -> object:
        made.append(target.key)
        return usual(library, target, *others)

    usual: Callable[..., object] = making.files
    with monkeypatch.context() as patch:
        patch.setattr(making, "files", making_of)
        done = run("build", "--all", *arguments, "--output", "out", folder=example.root)
    assert done.returncode == 0, done.stderr
    return made


def times_of(folder: Path) -> dict[Path, int]:
    return {path: path.lstat().st_mtime_ns for path in (folder, *folder.rglob("*"))}


def test_with_nothing_changed_nothing_is_imported_made_or_written(example: Example) -> None:
    example.vacancy("location: Wick\n")
    first = run("build", "--all", folder=example.root)
    before = times_of(example.root)
    program = (
        "import sys; from jdgen.__main__ import main\n"
        "sys.argv = ['jdgen', *sys.argv[1:]]\n"
        "try: main()\n"
        "finally: print(*sorted({'yaml', 'jinja2', 'lxml', 'pyromark', 'jdgen.compose',"
        " 'jdgen.documents', 'jdgen.rules', 'rich'} & {*sys.modules}), file=sys.stderr)\n"
    )
    for arguments in (["build", "--all"], ["build", "--all", "--check"]):
        again = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=example.root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert again.stderr == first.stderr + "\n"
        if "--check" not in arguments:
            assert again.stdout == first.stdout
    assert times_of(example.root) == before


def test_contents_decide_and_not_times(
    example: Example, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made_by(monkeypatch, example)
    for path in example.root.rglob("*"):
        os.utime(path)
    before = times_of(example.root)
    assert made_by(monkeypatch, example) == []
    assert times_of(example.root) == before
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(example.root, elsewhere)
    monkeypatch.chdir(elsewhere)
    other = object.__new__(Example)
    other.root = elsewhere
    assert made_by(monkeypatch, other) == []


def test_an_edit_that_keeps_size_and_time_is_seen(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    example.vacancy("location: Wick\n")
    made_by(monkeypatch, example)
    path = example.root / "vacancies/one.yaml"
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("Wick", "Wock"), "utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert made_by(monkeypatch, example) == ["one"]
    assert "Wock" in (example.root / "out/one/job-description.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("vacancies/two.yaml", "role: paviour\nlocation: Wick\n", ["two"]),
        ("vacancies/new.yaml", "role: keeper\n", ["new"]),
        ("vacancies/notes.txt", "Nothing that is read.", []),
        (
            "families/parks/roles/keeper.yaml",
            f"reports_to: Head of Parks\n{KEEPER}",
            ["park"],
        ),
        (
            "families/parks/levels/P1.yaml",
            'title: Head Keeper\nrank: 1\ngrades: ["4"]\n',
            ["park", "P1", "parks"],
        ),
        (
            "families/parks/family.yaml",
            "title: Parks and Gardens\ndescription: Keeps parks.\n",
            ["park", "P1", "parks"],
        ),
        ("README.md", "Nothing that is read.", []),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" in value else "",
)
def test_after_a_change_only_what_can_depend_on_it_is_made(
    file: str, text: str, expected: list[str], example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    everything = made_by(monkeypatch, example)
    assert {"one", "two", "park", "keeper", "P1", "parks"} <= {*everything}
    example.write(file, text)
    assert sorted(made_by(monkeypatch, example)) == sorted(expected)


@pytest.mark.parametrize(
    "file", ["families/organisation.yaml", "templates/standard/document.md.j2"]
)
def test_what_all_depend_on_makes_all_again_and_writes_only_what_differs(
    file: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    everything = made_by(monkeypatch, example)
    before = times_of(example.root / "out/one")
    path = example.root / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert made_by(monkeypatch, example) == everything
    assert times_of(example.root / "out/one") == before


@pytest.mark.parametrize(
    "file", ["standard/layout.yaml", "ours/layout.yaml", "ours/document.md.j2"]
)
def test_what_a_layout_is_made_of_makes_all_in_it_again(
    file: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    example.layout("")
    example.write("templates/ours/document.md.j2", '{% extends "standard/document.md.j2" %}\n')
    everything = made_by(monkeypatch, example, "--layout", "ours")
    standard = made_by(monkeypatch, example, "--output", "out")
    path = example.root / "templates" / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert made_by(monkeypatch, example, "--layout", "ours") == everything
    if file == "standard/layout.yaml":
        assert made_by(monkeypatch, example) == standard


def test_another_house_style_makes_all_in_its_layout_again(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    example.layout("")
    style = example.root / "templates/ours/house-style.docx"
    shutil.copy(example.root / "templates/standard/house-style.docx", style)
    everything = made_by(monkeypatch, example, "--layout", "ours")
    assert made_by(monkeypatch, example, "--layout", "ours") == []
    with zipfile.ZipFile(style, "a") as parts:
        parts.comment = b"Another one."
    assert made_by(monkeypatch, example, "--layout", "ours") == everything


def test_a_shared_house_style_makes_all_that_look_as_it_says_again(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    example.layout("house_style: council\n")
    style = example.root / "templates/house-styles/council.docx"
    style.parent.mkdir()
    shutil.copy(example.root / "templates/standard/house-style.docx", style)
    everything = made_by(monkeypatch, example, "--layout", "ours")
    standard = made_by(monkeypatch, example)
    assert standard
    with zipfile.ZipFile(style, "a") as parts:
        parts.comment = b"Another one."
    assert made_by(monkeypatch, example, "--layout", "ours") == everything
    assert made_by(monkeypatch, example) == []


def test_a_new_version_of_a_level_is_seen(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(monkeypatch, example)
    example.write(
        "families/works/levels/W1.2027-04-01.yaml", 'title: Gang\nrank: 1\ngrades: ["4"]\n'
    )
    assert "one" in made_by(monkeypatch, example)


def test_documents_that_were_edited_deleted_or_made_links_are_made_again(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    made_by(monkeypatch, example)
    expected = standing(example.root / "out")
    (example.root / "out/one/job-description.docx").write_bytes(b"edited")
    (example.root / "out/two/job-description.md").unlink()
    link = example.root / "out/park/job-description.md"
    link.unlink()
    link.symlink_to(example.root / "README.md")
    assert sorted(made_by(monkeypatch, example)) == ["one", "park", "two"]
    assert not link.is_symlink()
    assert standing(example.root / "out") == expected


def test_what_is_left_over_is_deleted_unless_somebody_touched_it(example: Example) -> None:
    three(example)
    run("build", "--all", folder=example.root)
    (example.root / "build/one/notes.txt").write_text("Mine.", "utf-8")
    (example.root / "build/two/job-description.md").write_text("Mine too.", "utf-8")
    for name in ("one", "two", "park"):
        (example.root / f"vacancies/{name}.yaml").unlink()
    some = run("build", "keeper", "--output", "build", folder=example.root)
    assert DELETED not in some.stderr
    done = run("build", "--all", folder=example.root)
    assert f"build/one/job-description.docx{DELETED}" in done.stderr
    assert f"build/two/job-description.docx{DELETED}" in done.stderr
    left = [name for name in standing(example.root / "build") if not name.startswith("families/")]
    assert sorted(left) == ["one/notes.txt", "two/job-description.md"]
    assert not (example.root / "build/park").exists()


@pytest.mark.parametrize(
    "others",
    [["--audience", "advert"], ["--format", "md"], ["--as-of", "2027-01-01"], ["--layout", "all"]],
    ids=" ".join,
)
def test_what_was_made_otherwise_is_not_left_over(example: Example, others: list[str]) -> None:
    three(example)
    example.take("capability")
    run("build", "--all", folder=example.root)
    (example.root / "vacancies/one.yaml").unlink()
    done = run("build", "--all", *others, folder=example.root)
    assert done.returncode == 0, done.stderr
    assert DELETED not in done.stderr
    assert (example.root / "build/one/job-description.docx").exists()


def test_nothing_is_deleted_where_anything_is_wrong(example: Example) -> None:
    three(example)
    run("build", "--all", folder=example.root)
    before = standing(example.root / "build")
    (example.root / "vacancies/one.yaml").unlink()
    example.write("vacancies/two.yaml", "role: nobody\n")
    assert run("build", "--all", folder=example.root).returncode == 1
    assert standing(example.root / "build") == before


def records(root: Path) -> list[Path]:
    return [path for path in (root / "out" / FOLDER).iterdir() if path.suffix == ".json"]


@pytest.mark.parametrize("spoilt", ["cut", "empty", "bits", "list", "form", "gone", "folder"])
def test_a_record_that_is_spoilt_is_not_trusted(
    spoilt: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = made_by(monkeypatch, example)
    expected = standing(example.root / "out")
    (example.root / "out/one/job-description.md").write_text("edited", "utf-8")
    for path in records(example.root):
        raw = path.read_bytes()
        half = len(raw) // 2
        if spoilt in {"gone", "folder"}:
            path.unlink()
        if spoilt == "folder" and path.name == "times.json":
            path.mkdir()
        said = {"cut": raw[:half], "empty": b"", "bits": raw[:half] + b"\xff" + raw[half + 1 :]}
        said |= {"list": b"[]\n[]\n", "form": raw.replace(b'"form":2', b'"form":0')}
        if spoilt in said:
            path.write_bytes(said[spoilt])
    assert made_by(monkeypatch, example) == everything
    assert standing(example.root / "out") == expected


def test_a_record_leads_nowhere_else(example: Example) -> None:
    run("build", "--all", "--output", "out", folder=example.root)
    victim = example.root / "victim.md"
    shutil.copy(example.root / "out/one/job-description.md", victim)
    from jdgen.build.contents import digest  # noqa: PLC0415 - as the record has it

    [path] = [path for path in records(example.root) if path.name != "times.json"]
    first, _, second = path.read_text("utf-8").partition("\n")
    said = json.loads(first.partition(" ")[2])
    said["outputs"]["../victim.md"] = digest(victim.read_bytes())
    line = json.dumps(said)
    path.write_text(f"{digest(line.encode())} {line}\n{second}", "utf-8")
    example.vacancy("location: Wick\n")
    assert run("build", "--all", "--output", "out", folder=example.root).returncode == 0
    assert victim.exists()


def test_clean_makes_everything(example: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = made_by(monkeypatch, example)
    assert made_by(monkeypatch, example) == []
    assert made_by(monkeypatch, example, "--clean") == everything


def test_a_check_makes_only_what_changed_and_says_what_is_edited(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    made_by(monkeypatch, example)
    (example.root / "out/two/job-description.md").write_text("edited", "utf-8")
    (example.root / "out/park/job-description.docx").unlink()
    shutil.copytree(example.root / "out/one", example.root / "out/gone")
    for change in ("", "location: Wick\n"):
        example.vacancy(change)
        before = times_of(example.root)
        done = run(
            "build", "--all", "--check", "--report", "json", "--output", "out", folder=example.root
        )
        assert times_of(example.root) == before
        told = {each["file"]: each["rule"] for each in json.loads(done.stdout)["problems"]}
        assert told["out/two/job-description.md"] == "stale-document"
        assert told["out/park/job-description.docx"] == "missing-document"
        assert told["out/gone/job-description.md"] == "left-over-document"
        assert ("out/one/job-description.md" in told) == bool(change)


def test_a_check_with_nothing_changed_imports_and_writes_nothing(example: Example) -> None:
    three(example)
    example.vacancy("closing_date: soon\n")
    run("build", "--all", "--output", "build", folder=example.root)
    assert not (example.root / "build").exists()
    told = run("check", folder=example.root)
    assert (told.returncode, (example.root / "build").exists()) == (1, False)
    example.vacancy("")
    run("build", "--all", folder=example.root)
    for said in ("closing_date: soon\n", "location: Wick\n"):
        example.vacancy(said)
        first = run("check", folder=example.root)
        before = times_of(example.root)
        program = (
            "import sys; from jdgen.__main__ import main\n"
            "sys.argv = ['jdgen', *sys.argv[1:]]\n"
            "try: main()\n"
            "finally: assert not {'yaml', 'jinja2', 'lxml', 'pyromark'} & {*sys.modules}\n"
        )
        again = subprocess.run(
            [sys.executable, "-c", program, "check"],
            cwd=example.root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (again.returncode, again.stdout) == (first.returncode, first.stdout)
        assert again.stderr == first.stderr
        assert times_of(example.root) == before


@pytest.mark.parametrize("changed", ["vacancies/two.yaml", "families/parks/family.yaml"])
def test_a_check_looks_again_only_at_what_can_depend_on_a_change(
    changed: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    three(example)
    run("build", "--all", folder=example.root)
    run("check", folder=example.root)
    path = example.root / changed
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    looked: list[str] = []
    usual = check.check_file

    def check_file(library: Library, order: Order, file: Path, *others: object) -> object:
        looked.append(file.name)
        return usual(library, order, file, *others)

    with monkeypatch.context() as patch:
        patch.setattr(check, "check_file", check_file)
        run("check", folder=example.root)
    parks = ["P1.yaml", "family.yaml", "keeper.yaml", "park.yaml"]
    assert sorted(looked) == (["two.yaml"] if "two" in changed else parks)


@pytest.mark.parametrize("target", ["/", "../..", "/proc", "."])
def test_links_that_lead_out_or_in_circles_are_not_followed(
    target: str, example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_by(monkeypatch, example)
    for name in ("families/far", "templates/far", "families/works/far", "families/near"):
        (example.root / name).symlink_to(target)
    state = State(example.root, example.root / "out")
    assert state.names != State(example.root.parent, example.root).names
    state.look_at_inputs()
    assert len(state.templates) < 20


def test_a_template_behind_a_link_is_looked_at(
    example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.move(example.root / "templates/standard", example.root / "shared")
    (example.root / "templates/standard").symlink_to("../shared")
    everything = made_by(monkeypatch, example)
    assert made_by(monkeypatch, example) == []
    path = example.root / "shared/document.md.j2"
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    assert made_by(monkeypatch, example) == everything


# --- whatever is edited ---------------------------------------------------------------------------

LEVEL: Final = "title: Crew\nrank: {rank}\ngrades: {grades}\n"
ROLE: Final = (
    "title: Paviour\nfamily: works\nlevel: W1\nsections:\n  purpose: {purpose}\n"
    + CRITERIA.replace("{", "{{").replace("}", "}}")
)
TEXTS: Final = {
    "families/organisation.yaml": [
        "name: Hale District Council\nlanguage: en-GB\n",
        "name: Hale\nlanguage: en-GB\nclauses:\n  safe: {text: Work safely.}\n",
        "name: Hale\nlanguage: en-GB\nclauses:\n  safe: {text: Work well.}\nrules: {VA01: off}\n",
        "name: Hale\nlanguage: en-GB\ntranslations: [cy]\n",
    ],
    "families/works/family.yaml": [
        "title: Works\ndescription: Jobs that build.\n",
        "title: Roads\ndescription: Jobs that build.\n",
        "title: Roads\n",
    ],
    "families/works/levels/W1.yaml": [
        LEVEL.format(rank=1, grades='["4"]'),
        LEVEL.format(rank=3, grades='["4", "5"]'),
        LEVEL.format(rank=1, grades="[]"),
    ],
    "families/works/levels/W2.yaml": [
        LEVEL.format(rank=2, grades='["5"]'),
        LEVEL.format(rank=1, grades='["5"]'),
        None,
    ],
    "families/works/levels/W1.2027-04-01.yaml": [LEVEL.format(rank=1, grades='["4"]'), None],
    "families/works/roles/paviour.yaml": [
        ROLE.format(purpose="Keeps pavements safe."),
        ROLE.format(purpose="A dynamic young man keeps pavements."),
        ROLE.format(purpose="Lays slabs.").replace("W1", "W2"),
        None,
    ],
    "families/works/roles/mason.yaml": [
        ROLE.format(purpose="Builds walls.").replace("Paviour", "Mason"),
        "title: [\n",
        None,
    ],
    "vacancies/one.yaml": ["role: paviour\n", "role: paviour\npost_number: A1\n", None],
    "vacancies/two.yaml": [
        "role: paviour\npost_number: A1\nlocation: Wick\n",
        "role: mason\n",
        'role: paviour\ngrade: "4"\n',
        None,
    ],
    "vacancies/One.yaml": ["role: paviour\n", None],
    "vacancies/three.yml": ["role: paviour\n", None],
    "templates/ours/layout.yaml": [
        "title: Ours\nextends: standard\n",
        "title: Ours\nextends: standard\nlabels: {grade: Pay band, level: Step}\n",
        "title: Ours\nextends: standard\nlabels: {version: Edition}\n",
        "title: Ours\nextends: standard\nhouse_style: council\n",
    ],
    "templates/ours/document.md.j2": [
        '{% extends "standard/document.md.j2" %}\n',
        '{% extends "standard/document.md.j2" %}\n{% block header %}Ours.{% endblock %}\n',
        None,
    ],
    "templates/ours/house-style.docx": ["style", None],
    "templates/house-styles/council.docx": ["style", None],
    "families/works/roles/paver.yaml": [ROLE.format(purpose="Paves."), None],
    "families/parks/family.yaml": ["title: Parks\ndescription: Jobs in parks.\n", None],
    "vacancies/uno.yaml": ["role: paver\nlocation: {en: Wick, cy: Gwig}\n", None],
    "build/.jdgen-record": ["spoilt", None],
    "build/one/job-description.md": ["edited by hand", None],
    "build/families/works/W1/level-profile.docx": ["edited by hand", None],
}
OPTIONS: Final = [
    (),
    (),
    (),
    ("--layout", "ours"),
    ("--layout", "all"),
    ("--format", "md"),
    ("--draft",),
    ("--as-of", "2027-05-01"),
    ("--audience", "evaluation"),
    ("--language", "cy"),
    ("--jobs", "2"),
]


def edit(root: Path, file: str, text: str | None) -> None:
    path = root / file
    if path.name == FOLDER:
        for record in path.glob("*.json"):
            record.write_bytes(record.read_bytes()[:-9]) if text else record.unlink()
    elif text is None:
        path.unlink(missing_ok=True)
    elif text == "style":
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / "templates/standard/house-style.docx", path)
    elif not file.startswith("build/") or path.parent.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@st.composite
def sequences(draw: st.DrawFn) -> list[tuple[list[tuple[str, str | None]], tuple[str, ...], bool]]:
    """Draw edits of a few files, and how is built after each: mostly in one way."""
    files = draw(st.lists(st.sampled_from([*TEXTS]), min_size=2, max_size=4, unique=True))
    if any(file.startswith("templates/ours") for file in files):
        files = [*{"templates/ours/layout.yaml": 0, **dict.fromkeys(files)}]
    usual = draw(st.sampled_from(OPTIONS))
    if "templates/ours/layout.yaml" in files:
        usual = ("--layout", draw(st.sampled_from(["ours", "all"])))
    edits = st.sampled_from([(file, text) for file in files for text in TEXTS[file]])
    options = st.one_of(st.just(usual), st.just(usual), st.sampled_from(OPTIONS))
    steps = st.tuples(st.lists(edits, min_size=1, max_size=2), options, st.integers(0, 4).map(bool))
    drawn = draw(st.lists(steps, min_size=3, max_size=6))
    return [(edited, how, not is_build) for edited, how, is_build in drawn]


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sequences())
def test_building_again_is_as_building_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, sequence: list
) -> None:
    root = tmp_path_factory.mktemp("again")
    Example(root)
    for edited, options, is_check in sequence:
        for file, text in edited:
            edit(root, file, text)
        command = ["build", "--all", *options]
        clean = tmp_path_factory.mktemp("clean") / "of"
        shutil.copytree(root, clean, ignore=shutil.ignore_patterns(FOLDER))
        for arguments in (["check"], ["check", "--layout", "all", "--advice"]):
            again, anew = run(*arguments, folder=root), run(*arguments, folder=clean)
            assert (again.returncode, again.stdout) == (anew.returncode, anew.stdout)
            assert again.stderr == anew.stderr
        if is_check:
            command.append("--check")
        before = standing(root / "build")
        again, anew = run(*command, folder=root), run(*command, folder=clean)
        said = again.stderr.replace(str(root), str(clean)).splitlines()
        told = [line for line in said if not line.endswith(DELETED)]
        assert (again.returncode, again.stdout) == (anew.returncode, anew.stdout)
        assert told == anew.stderr.splitlines()
        if is_check or again.returncode:
            assert standing(root / "build") == before
            continue
        deleted = {
            line.removesuffix(DELETED).removeprefix("build/")
            for line in again.stderr.splitlines()
            if line.endswith(DELETED)
        }
        made = {line.removeprefix("build/") for line in again.stdout.splitlines()}
        assert not deleted & made
        expected = standing(clean / "build")
        assert standing(root / "build") == {
            name: data for name, data in expected.items() if name not in deleted
        }
