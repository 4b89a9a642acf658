"""What a file can be called, and which names are one."""

from __future__ import annotations

import json
import shutil
import unicodedata
from contextlib import chdir
from typing import TYPE_CHECKING, Final, Literal

import pytest
from example import KINDS, PROFILES, REPOSITORY, Example, nfd
from hypothesis import given
from hypothesis import strategies as st
from repositories import git
from running import run
from typer.testing import CliRunner

from jdgen.cli import app
from jdgen.formats.escaping import one_line
from jdgen.names import LONGEST, fault, suggestion

if TYPE_CHECKING:
    from pathlib import Path

BAD: Final = ("Con", "COM¹.x", "a:b", "a\x1bb", "-x", "x ", "x.")
ALSO_BAD: Final = (
    *(
        "",
        "PRN",
        "a*b",
        " x",
        "x.yaml",
        "nul",
        "lpt9",
        "conin$",
        "CONOUT$",
        "con ",
        "aux.2027-04-01",
        "com0.a.b",
        "lpt³",
    ),
    *("a?b", 'a"b', "a<b", "a>b", "a|b", "a\\b", "a/b", "a\tb", "a\nb", "a\0b", "caf\udce9"),
    *("a\u202eb", "a\u200bb", "a\ufe0fb", "a\u00a0b", "a\u3164b", "a\u2028b"),
    *(
        "'x'",
        '"x"',
        "\u201cx\u201d",
        "\u0301x",
        ".x",
        "~x",
        "x~",
        "a.DOCX",
        "a.md",
        "a.2027-04-01.yml",
    ),
    *("x" * (LONGEST + 1), "ŷ" * (LONGEST // 2 + 1)),
)


GOOD: Final = ("swyddog-tŷ", "M17", "GS-15", "under_score", "gyrfa-m̂")
USUAL: Final = (*GOOD, "Band 8a", "TRA 09-10", "R&D (East)", "Children's Services", "SO1.5")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", BAD)
def test_a_name_that_some_system_cant_have_is_refused(kind: str, name: str, tmp_path: Path) -> None:
    workspace = Example(tmp_path, **{kind: name})
    checked = workspace.run("check", "--format", "json")
    built = workspace.run("build", "--all", "--format", "md")
    assert (checked.exit_code, built.exit_code) == (1, 1)
    [problem] = [
        each for each in json.loads(checked.stdout)["problems"] if each["rule"] == "bad-file-name"
    ]
    file = workspace.file(kind)
    assert problem["file"] in {file, file.rpartition("/")[0]}
    assert problem["hint"].startswith("rename ")
    assert problem["message"].isprintable()
    assert problem["message"] in " ".join(built.stderr.splitlines())
    assert workspace.built() == []


@pytest.mark.parametrize("name", [*BAD, *ALSO_BAD])
def test_the_name_that_is_suggested_in_place_of_a_bad_one_is_a_good_one(name: str) -> None:
    assert fault(name) is not None
    assert fault(suggestion(name)) is None


@given(name=st.text() | st.from_regex(r"(?i)[ .~-]*(con|com1|x)[ .:-]*(yaml|\.md)?"))
def test_any_name_is_good_or_has_a_good_one_suggested_in_its_place(name: str) -> None:
    assert fault(suggestion(name)) is None
    if fault(name) is None:
        assert suggestion(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("name", [*GOOD, *USUAL])
def test_names_of_any_language_and_those_that_were_always_right_are_built(
    name: str, tmp_path: Path
) -> None:
    vacancy = name if name in GOOD else "one"
    kinds = dict.fromkeys(("family", "level", "role", "layout"), name)
    workspace = Example(tmp_path, vacancy=vacancy, **kinds)
    workspace.level("", grades='["9/10"]')
    assert workspace.run("check").exit_code == 0
    done = workspace.run("build", "--all", "--format", "md", "--layout", name)
    assert done.exit_code == 0, done.stderr
    assert f"{unicodedata.normalize('NFC', vacancy)}/job-description.md" in workspace.built()


def test_a_vacancy_is_called_by_letters_digits_and_single_marks_between_them(
    tmp_path: Path,
) -> None:
    workspace = Example(tmp_path, vacancy="Adviser (ŷ)")
    assert workspace.run("check").stderr.splitlines()[0] == (
        "vacancies/Adviser (ŷ).yaml:1:1: the file's name \"Adviser (ŷ)\" can't name a folder of"
        " documents; rename it with letters, digits and single hyphens or underscores"
    )


def test_a_vacancy_beside_the_workspace_is_called_as_one_in_it(tmp_path: Path) -> None:
    workspace = Example(tmp_path / "workspace")
    for name in ("con", "x y"):
        path = tmp_path / f"{name}.yaml"
        path.write_text("role: paviour\n")
        done = workspace.run("build", str(path), "--root", str(workspace.root))
        assert (done.exit_code, workspace.built()) == (1, [])
        assert f'{name}.yaml:1:1: the file\'s name "{name}" ' in done.stderr


def test_a_folder_of_vacancies_is_called_as_any_other(tmp_path: Path) -> None:
    workspace = Example(tmp_path)
    workspace.write("vacancies/aux/two.yaml", "role: paviour\n")
    done = workspace.run("check")
    assert done.exit_code == 1
    assert done.stderr.startswith(
        'vacancies/aux:1:1: the folder\'s name "aux" is the name of a device on Windows; rename the'
        " folder aux-1, and write that wherever it is named"
    )


def test_a_name_that_is_no_unicode_is_refused_where_it_can_be_printed(tmp_path: Path) -> None:
    workspace = Example(tmp_path, vacancy="caf\udce9")
    done = run("build", "--all", folder=workspace.root)
    assert done.returncode == 1
    assert done.stderr.startswith(r"vacancies/caf\udce9.yaml:1:1: the file's name")
    assert workspace.built() == []


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("documents:\n  con: {title: A, sections: [{id: purpose, title: B}]}", "con"),
        (f"documents:\n  {'x' * 121}: {{title: A, sections: [{{id: purpose, title: B}}]}}", "xxx"),
        ("extends: standard\nhouse_style: 'aux.docx'", "aux.docx"),
        ("extends: standard\nhouse_style: 'a*b.docx'", "a*b.docx"),
        ("extends: standard\nhouse_style: 'a /b.docx'", "a "),
        (
            "documents:\n  a: {title: A, template: nul.md.j2, sections: [{id: b, title: B}]}",
            "nul.md.j2",
        ),
    ],
)
def test_what_a_layout_calls_files_is_judged_as_their_names_are(
    said: str, what: str, tmp_path: Path
) -> None:
    workspace = Example(tmp_path)
    workspace.write("templates/ours/layout.yaml", f"title: Ours\n{said}\n")
    for command in (["check"], ["build", "one", "--layout", "ours"]):
        done = workspace.run(*command)
        assert done.exit_code == 1
        assert done.stderr.startswith("templates/ours/layout.yaml:")
        assert what in done.stderr
        assert "call the document " in done.stderr or "rename the file " in done.stderr
    assert workspace.built() == []


def test_a_grade_is_part_of_a_folders_name_in_letters_that_every_system_has(tmp_path: Path) -> None:
    workspace = Example(tmp_path)
    grades = '["9/10", "9-10", "../../../up", "SO1.", "a:b", "ŷ"]'
    level = f"title: Crew\nrank: 1\ngrades: {grades}\n" + "sections: {purpose: Digs.}\n"
    workspace.write(workspace.file("level"), level)
    workspace.write("templates/ours/layout.yaml", PROFILES)
    ours = ("--format", "md", "--layout", "ours")
    for grade in json.loads(grades):
        assert workspace.run("build", f"W1:{grade}", *ours).exit_code == 0
    assert {place.partition("/works/")[2] for place in workspace.built()} == {
        f"W1-{grade}/profile.md" for grade in ("9-10", "up", "SO1", "a-b", "ŷ")
    }
    both = workspace.run("build", "W1:9/10", "W1:9-10", *ours)
    assert both.exit_code == 1
    assert "would both be written to families/works/W1-9-10/profile.md" in both.stderr


def put_twin(workspace: Example, kind: str, name: str) -> None:
    """Write a file of a kind that says what there is already, under another name."""
    text = (workspace.root / workspace.file(kind)).read_text(encoding="utf-8")
    workspace.names[kind] = name
    if kind == "layout":  # with all that it needs
        there = workspace.root / "templates/tŷ"
        shutil.copytree(there, workspace.root / "templates" / name)
    workspace.write(workspace.file(kind), text.replace("rank: 1", "rank: 2"))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("twin", "how"),
    [("TŶ", "by capitals"), (nfd("tŷ"), "in how its accents are stored"), (nfd("Tŷ"), "capitals")],
)
def test_names_that_some_system_takes_for_one_are_refused(
    kind: str, twin: str, how: str, tmp_path: Path
) -> None:
    workspace = Example(tmp_path, **dict.fromkeys({*KINDS} - ({"version"} - {kind}), "tŷ"))
    assert workspace.run("check").exit_code == 0
    put_twin(workspace, kind, twin)
    ours = ("--format", "md", "--layout", "tŷ")
    commands = (["check", *ours[2:]], ["build", "--all", *ours], ["build", "tŷ", *ours])
    for command in commands:
        done = workspace.run(*command)
        assert done.exit_code == 1, command
        assert f"beside it only {how}" in done.stderr.replace("only by capitals", f"only {how}")
        assert "delete one of them, or rename it, such as " in done.stderr
    assert workspace.built() == []


def test_vacancies_of_two_folders_that_some_system_would_write_to_one_are_refused(
    tmp_path: Path,
) -> None:
    for number, name in enumerate(("TŶ", nfd("tŷ"), "tŷ")):
        workspace = Example(tmp_path / str(number), vacancy="tŷ")
        workspace.write(f"examples/vacancies/{name}.yaml", "role: paviour\n")
        for command in (["check"], ["build", "--all"]):
            done = workspace.run(*command)
            assert (done.exit_code, workspace.built()) == (1, [])
            assert "both would be written to the same folder" in done.stderr


def test_versions_of_a_level_are_of_one_however_their_accents_are_stored(tmp_path: Path) -> None:
    workspace = Example(tmp_path, level="tŷ", version=nfd("tŷ"))
    assert workspace.run("check").exit_code == 0
    listed = json.loads(workspace.run("list", "levels", "--format", "json").stdout)
    assert [(row["level"], row["grades"]) for row in listed] == [("tŷ", "5")]


REFERENCES: Final = {
    "families/organisation.yaml": """\
name: Cyngor Tŷ
language: en-GB
assessment_methods: {ŷA: Application form}
frameworks:
  f:
    title: Framework
    behaviours: [{id: b, title: B, text: Behaves., levels: {lefel ŷ: Behaves well.}}]
pay:
  - effective: 2026-04-01
    spine: {ŷ1: 20000, ŷ2: 21000}
    grades: {ŷ: {title: Gradd, points: [ŷ1, ŷ2]}, w: {title: W, minimum: 30000}}
""",
    "families/tŷ/family.yaml": "title: Tŷ\ndescription: Gwaith.\n",
    "families/tŷ/levels/lefel-ŷ.yaml": """\
title: Lefel
rank: 1
grades: [ŷ, w]
bands: {ŷ: {title: Band}}
sections: {scope: [{text: Only here., when: {level.code: lefel-ŷ}}]}
""",
    "families/tŷ/roles/rheolwr-tŷ.yaml": """\
title: Rheolwr
family: tŷ
level: lefel-ŷ
grade: ŷ
sections: {purpose: Rheoli.}
person_specification:
  - category: Sgiliau
    criteria: [{text: One., importance: essential, assessed_by: [ŷA]}]
""",
    "families/tŷ/roles/swyddog-tŷ.yaml": """\
title: Swyddog
family: tŷ
level: lefel-ŷ
reports_to: {role: rheolwr-tŷ}
behaviours: [{behaviour: b, level: lefel ŷ}]
linked_grades: [{grade: ŷ, text: Starts.}, {grade: w, text: Goes on.}]
codes: {Cod ŷ: "1"}
sections: {purpose: Gofalu.}
person_specification:
  - category: Sgiliau tŷ
    criteria: [{text: A skill., importance: essential, assessed_by: [ŷA]}]
""",
    "vacancies/swyddog-tŷ.yaml": """\
role: swyddog-tŷ
grade: ŷ
codes: {Cod ŷ: "2"}
person_specification:
  - category: Sgiliau tŷ
    criteria: [{text: Another., importance: essential, assessed_by: [ŷA]}]
""",
    "vacancies/arall.yaml": """\
family: tŷ
level: lefel-ŷ
grade: ŷ
title: Arall
sections: {purpose: Arall.}
person_specification:
  - category: Sgiliau
    criteria: [{text: One., importance: essential, assessed_by: [ŷA]}]
""",
    "templates/sylfaen-ŷ/layout.yaml": """\
title: Sylfaen
extends: standard
house_style: arddull-ŷ.docx
leaves_out: [post.reports_to, post.title]
""",
    "templates/ein-ŷ/layout.yaml": """\
title: Ein
extends: sylfaen-ŷ
documents:
  swydd:
    title: Swydd
    template: dogfen-ŷ.md.j2
    sections:
      - {id: scope, title: Scope}
      - {id: purpose, title: Purpose}
      - {id: behaviours, title: Behaviours}
      - {id: progression, title: Progression}
      - {id: codes, title: Codes}
      - {id: person-specification, title: Person}
""",
    "templates/ein-ŷ/dogfen-ŷ.md.j2": "{% extends 'sail-ŷ.md.j2' %}\n",
    "templates/ein-ŷ/sail-ŷ.md.j2": "{% extends 'standard/document.md.j2' %}\n",
}


WORDS: Final = (
    ("build", "swyddog-tŷ", "--layout", "ein-ŷ"),
    ("build", "vacancies/swyddog-tŷ.yaml", "--layout", "ein-ŷ,sylfaen-ŷ"),
    ("check", "vacancies/swyddog-tŷ.yaml", "tŷ/lefel-ŷ", "rheolwr-tŷ"),
    ("check",),
    ("show", "swyddog-tŷ:ŷ"),
    ("show", "families/tŷ/roles/rheolwr-tŷ.yaml"),
    ("explain", "tŷ/lefel-ŷ:ŷ", "--item", "Lefel"),
    ("explain", "tŷ", "--item", "Tŷ"),
    *(("where-used", each) for each in ("tŷ", "lefel-ŷ", "swyddog-tŷ", "ŷ", "ŷA", "ein-ŷ")),
    ("diff", "lefel-ŷ:ŷ", "tŷ/rheolwr-tŷ"),
    ("diff", "lefel-ŷ@HEAD", "families/tŷ/levels/lefel-ŷ.yaml@HEAD"),
    ("diff", "--ladder", "tŷ"),
    ("diff", "--since", "HEAD", "--exit-code"),
    ("list", "--format", "json"),
    ("impact", "--since", "HEAD"),
    ("schema", "-o", "schemas"),
)


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_a_name_means_what_it_names_however_the_accents_of_either_are_stored(
    stored: Literal["NFC", "NFD"], tmp_path: Path
) -> None:
    """Every name in a file, and every word of a command, against files of the other composition."""
    other = "NFD" if stored == "NFC" else "NFC"
    for place, text in REFERENCES.items():
        path = tmp_path / unicodedata.normalize(stored, place)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unicodedata.normalize(other, text), encoding="utf-8")
    organisation = tmp_path / "families/organisation.yaml"
    organisation.write_text(REFERENCES["families/organisation.yaml"], encoding="utf-8")
    shutil.copytree(REPOSITORY / "templates/standard", tmp_path / "templates/standard")
    layouts = tmp_path / "templates"
    style = unicodedata.normalize(stored, "sylfaen-ŷ/arddull-ŷ.docx")
    shutil.copy(layouts / "standard/house-style.docx", layouts / style)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "All")
    with chdir(tmp_path):
        for words in WORDS:
            typed = [unicodedata.normalize(other, word) for word in words]
            done = CliRunner().invoke(app, typed)
            assert done.exit_code == 0, (words, done.stderr)
    [made] = (tmp_path / "build/swyddog-tŷ").glob("*.md")
    text = made.read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text).count("Sgiliau tŷ") == 1
    assert "Only here." in text


@pytest.mark.parametrize(("said", "what"), [("tŷ", "method"), ("tŷ", "grade")])
def test_a_name_said_twice_is_seen_however_its_accents_are_stored(
    said: str, what: str, tmp_path: Path
) -> None:
    workspace = Example(tmp_path)
    both = f"{said}: A\n  {nfd(said)}: B\n"
    if what == "grade":
        both = f"{said}: {{minimum: 1, title: A}}, {nfd(said)}: {{minimum: 1, title: B}}"
        both = f"- {{effective: 2026-04-01, grades: {{{both}}}}}\n"
    field = "assessment_methods" if what == "method" else "pay"
    workspace.write("families/organisation.yaml", f"name: A\nlanguage: en-GB\n{field}:\n  {both}")
    done = workspace.run("check", "families/organisation.yaml")
    assert done.exit_code == 1
    assert f'"{nfd(said)}" is said twice; keep one of the two' in done.stderr


def test_a_name_that_only_looks_like_another_is_said_with_what_nobody_sees(tmp_path: Path) -> None:
    workspace = Example(tmp_path)
    workspace.write(workspace.file("vacancy"), "role: 'paviour\u00a0'\n")
    done = workspace.run("build", "one")
    assert r'unknown role "paviour\xa0"; did you mean "paviour"?' in done.stderr
    for said in ("paviour\u00a0", "pav\u00adiour", "\u2060paviour"):
        seen = said.encode("unicode_escape").decode()
        done = workspace.run("show", said)
        assert f'vacancy or family "{seen}"; did you mean "paviour"?' in one_line(done.stderr)
