"""What `jdgen new` writes: of each kind, in each family, by options and by questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from example import standing
from running import converse, run, run_well

from jdgen.authoring.naming import TakenNames, legal_name
from jdgen.authoring.offers import offered
from jdgen.authoring.questions import WrongAnswer
from jdgen.build.starter import empty_files, start, starter_files
from jdgen.names import fault, is_plain
from jdgen.workspace.files import family_of, name_of
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from example import Example

    from jdgen.workspace.inheritance import Library as Workspace

STARTED = {
    "example": starter_files(),
    "empty": empty_files("Anytown Council", "en-GB"),
    "fr": empty_files("Ville de Wick", "fr"),
}
FAMILIES = [
    ("example", "grounds-maintenance"),
    ("example", "ict"),
    ("example", "project-delivery"),
    ("empty", "first-family"),
    ("fr", "first-family"),
]


@pytest.fixture
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    start(tmp_path, STARTED[getattr(request, "param", "example")])
    return tmp_path


def new(folder: Path, *words: str) -> Path:
    """Write a new file, of which nothing is wrong, and return it."""
    return written(folder, *words)[0]


def written(folder: Path, *words: str) -> tuple[Path, str]:
    """Write a new file, and return it with the word that it is then built by."""
    done = run("new", *words, folder=folder)
    assert done.returncode == 0, done.stderr
    assert "correct this first" not in done.stderr, done.stderr
    [line] = done.stdout.splitlines()
    built = re.fullmatch("Next: jdgen build (.+) --draft", done.stderr.splitlines()[-1])
    assert built
    return folder / line, built[1]


def choices(library: Workspace, family: str, level: str, grade: str) -> list[str]:
    """Return options that choose the first of each level's alternatives."""
    lineage = library.lineage_of_level(family, level, grade or None)
    found = offered([lineage.level.layer, *lineage.level.bands.values()]).alternatives
    names = [options[0].id for options in found.values()]
    return ["--choose", ",".join(names)] if names else []


def chosen_by(library: Workspace, path: Path) -> list[str]:
    """Return what a vacancy of a role has to say for it: a grade, and alternatives."""
    role = library.role(path)
    level = library.level(role.classification.family.text, role.classification.level.text)
    if role.classification.grade or len(level.grades) <= 1:
        return []
    return ["--grade", level.grades[-1].text]


def targets(library: Workspace, family: str) -> Iterator[tuple[str, str]]:
    """Yield the lowest, the highest and a new level of a family, each with its last grade."""
    keys = library.by_rank(family)
    for level in dict.fromkeys((keys[0], *keys[-2:])):
        grades = [grade.text for grade in library.level(family, level).grades]
        yield level, grades[-1] if grades else ""


@pytest.mark.parametrize(("workspace", "family"), FAMILIES, indirect=["workspace"])
def test_every_kind_builds_as_a_draft_in_every_family(workspace: Path, family: str) -> None:
    library = Library(workspace, draft=True)
    made: list[Path] = []
    names: list[str] = []

    def make(*words: str) -> None:
        path, name = written(workspace, *words)
        made.append(path)
        names.append(name)

    make("level", "NEW 1", "--family", family)
    for number, (level, grade) in enumerate(targets(library, family)):
        words = ["--family", family, "--level", level, *choices(library, family, level, grade)]
        words += ["--grade", grade] if len(library.level(family, level).grades) > 1 else []
        make("role", f"Role No. {number}", *words)
    anew = Library(workspace, draft=True)
    for number, path in enumerate(anew.roles()):
        if family_of(path) == family:
            words = chosen_by(anew, path)
            make("vacancy", "--role", name_of(path), *words)
            if number == 0 or not name_of(path).startswith("role-no-"):
                make("vacancy", "--from", names[-1])
                make("role", f"Like {name_of(path)}", "--like", name_of(path))
    make("family", f"Beside {family}")
    assert len(made) == len({*made})
    for path in made:
        first, second, *_ = path.read_text("utf-8").splitlines()
        schema = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert schema, path
        assert (path.parent / schema[1]).is_file(), path
        assert second.startswith("# "), path
        assert yaml.safe_load(path.read_text("utf-8")), path
    done = run("build", *names, family, "--draft", folder=workspace)
    assert done.returncode == 0, done.stderr


# --- what options say -----------------------------------------------------------------------------


def test_what_is_said_stands_in_the_file_and_the_rest_is_to_be_filled_in(workspace: Path) -> None:
    contact = 'Ann\'s team: "Jobs" #1'
    path = new(
        *(workspace, "vacancy", "Winter Cover!", "--role", "ict-support-analyst", "--grade", "7"),
        *("--closing-date", "2027-02-14", "--contact", contact, "--post-number", "007"),
    )
    assert path == workspace / "vacancies/winter-cover.yaml"
    said = yaml.safe_load(path.read_text("utf-8"))
    assert said["role"] == "ict-support-analyst"
    assert said["grade"] == "7"
    assert (said["contact"], said["post_number"]) == (contact, "007")
    assert str(said["closing_date"]) == "2027-02-14"
    assert said["location"] == "{{ ? Place of work }}"
    assert set(said) == {
        *("role", "grade", "post_number", "location", "hours", "contract", "closing_date"),
        *("interview_date", "contact"),
    }


def test_what_a_level_offers_is_taken_or_told_in_a_note(example: Example) -> None:
    example.level(
        "sections:\n  purpose:\n    any_of:\n"
        "      - {id: build, text: It builds.}\n      - {id: mend, text: It mends.}\n"
        "  accountabilities:\n"
        "    - {id: van, optional: true, label: Van, text: Drives the van.}\n"
        "    - {id: crane, optional: true, text: Works the crane.}\n"
    )
    words = ("--title", "Mender", "--include", "crane", "--choose", "mend")
    path = new(example.root, "role", "mender", *words)
    text = path.read_text("utf-8")
    assert "\ninclude: [crane]\nchoose: [mend]\n" in text
    assert "# include: [van]   would add: Van: Drives the van.\n" in text
    assert "# choose: [build]   would be its purpose: It builds.\n" in text
    run_well("build", "mender", "--draft", folder=example.root)
    path = new(example.root, "vacancy", "--role", "mender", "--include", "van")
    assert "\ninclude: [van]\n" in path.read_text("utf-8")
    assert "crane" not in path.read_text("utf-8")


def test_a_vacancy_from_another_keeps_all_but_what_was_true_of_that_alone(workspace: Path) -> None:
    last = workspace / "vacancies/project-manager-coastal-defence.yaml"
    path = new(
        workspace, "vacancy", "--from", str(last), "--closing-date", "2028-01-31", "--hours", "30"
    )
    before, after = (yaml.safe_load(each.read_text("utf-8")) for each in (last, path))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"post_number", "closing_date", "interview_date", "hours"}
    assert after.keys() == before.keys()
    assert after["hours"] == "30"
    assert after["post_number"] == "{{ ? Post number }}"
    assert last.read_text("utf-8").count("# What the advert") == 1  # notes inside stay
    assert path.read_text("utf-8").count("# What the advert") == 1


def test_a_role_like_another_has_its_duties_and_nothing_that_was_agreed(workspace: Path) -> None:
    other = workspace / "families/grounds-maintenance/roles/parks-team-leader.yaml"
    path = new(workspace, "role", "Cemetery Team Leader", "--like", "parks-team-leader")
    assert path == other.with_name("cemetery-team-leader.yaml")
    before, after = (yaml.safe_load(each.read_text("utf-8")) for each in (other, path))
    assert {name for name in before if before[name] != after.get(name)} == {
        *("title", "record", "evaluation"),
    }
    assert after["title"] == "Cemetery Team Leader"
    assert after["record"] == {"status": "Draft"}
    assert "JE-0264" not in path.read_text("utf-8")
    assert "What job evaluation decided" not in path.read_text("utf-8")


def test_at_another_level_what_the_other_role_changed_of_its_own_is_left_out(
    workspace: Path,
) -> None:
    words = ("--like", "pmo-analyst", "--level", "PRO10")
    after = yaml.safe_load(new(workspace, "role", "Senior Analyst", *words).read_text("utf-8"))
    before = yaml.safe_load(
        (workspace / "families/project-delivery/roles/pmo-analyst.yaml").read_text("utf-8")
    )
    assert before.keys() - after.keys() == {"replace", "omit"}
    assert after["level"] == "PRO10"
    run_well("build", "senior-analyst", "--draft", folder=workspace)


def test_a_level_has_the_ids_of_another_so_that_the_two_compare(workspace: Path) -> None:
    path = new(workspace, "level", "PRO15", "--family", "project-delivery", "--like", "PRO9")
    after = yaml.safe_load(path.read_text("utf-8"))
    before = yaml.safe_load((path.parent / "PRO9.yaml").read_text("utf-8"))
    assert before.keys() - after.keys() == {"code", "grades"}
    for section, said in before["sections"].items():
        if isinstance(said, list):
            ids = [(entry["id"], entry["label"]) for entry in said]
            assert [(entry["id"], entry["label"]) for entry in after["sections"][section]] == ids
        else:
            assert after["sections"][section].startswith("{{ ? ")
    assert after["rank"] == 8
    assert "# PRO9: up to £10,000\n" in path.read_text("utf-8")


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["vacancy"], "there are: grounds-maintenance-operative, parks-team-leader"),
        (["vacancy", "--role", "pmo-analist"], 'did you mean "pmo-analyst"?'),
        (["vacancy", "--from", "nothing"], "--from"),
        (["vacancy", "--role", "ict-support-analyst"], "At which grade is it? Write --grade"),
        (["vacancy", "--role", "pmo-analyst", "--grade", "9"], "nothing here that it could say"),
        (["vacancy", "--role", "pmo-analyst", "--include", "x"], "nothing here that it could say"),
        (["vacancy", "--role", "pmo-analyst", "--closing-date", "soon"], "is not a date"),
        (["vacancy", "--role", "pmo-analyst", "--closing-date", "2027-02-30"], "there is no day"),
        (
            ["vacancy", "--role", "pmo-analyst", "--contact", "A\u200bB"],
            "an invisible character (U+200B",
        ),
        (
            [
                *("vacancy", "--role", "pmo-analyst", "--closing-date", "2027-03-01"),
                *("--interview-date", "2027-02-01"),
            ],
            "before the closing date",
        ),
        (
            ["vacancy", "PMO Analyst (part-time)", "--role", "pmo-analyst"],
            "pmo-analyst-part-time-2",
        ),
        (["role", "Pmo Analyst"], "the role pmo-analyst is there already"),
        (["role", "pmo analyst - copy"], "would look like a copy of the role pmo-analyst"),
        (["role", "new"], "Which family does it belong to? Write --family"),
        (["role", "new", "--family", "ict", "--level", "PRO9"], "there are: TRA6-8"),
        (["role", "new", "--family", "project-delivery", "--level", "PRO14"], "Write --choose"),
        (
            [
                "role",
                "x",
                "--family",
                "project-delivery",
                "--level",
                "PRO14",
                "--choose",
                "directs",
            ],
            "Write --choose",
        ),
        (["role", "new", "--like", "pmo-analyst", "--level", "GRM3"], "there are: PRO8"),
        (["level", "--family", "ict"], "What is the level called"),
        (["level", "tra11", "--family", "ict"], "the level TRA11 is there already"),
        (["level", "X", "--family", "ict", "--rank", "1"], "has the rank 1"),
        (["level", "X", "--family", "ict", "--rank", "one"], "is not a whole number"),
        (["level", "X", "--family", "ict", "--grade", "99"], '"99" is none of them'),
        (["family", "ICT"], "the family ict is there already; give another name, such as ict-2"),
        (["family", "!?"], "has no letters or digits"),
        (["family"], "What is the family called? Write --title"),
    ],
)
def test_what_cannot_be_written_is_refused_with_the_remedy(
    words: list[str], message: str, workspace: Path
) -> None:
    before = standing(workspace)
    done = run("new", *words, folder=workspace)
    assert done.returncode == 2, done.stderr
    assert message in " ".join(done.stderr.split())
    assert standing(workspace) == before


@pytest.mark.parametrize("workspace", ["empty", "fr"], indirect=True)
def test_a_family_of_ones_own_has_all_that_it_needs_for_a_vacancy(workspace: Path) -> None:
    new(workspace, "family", "Café & Grounds")
    new(workspace, "level", "C1", "--family", "café-and-grounds")
    new(workspace, "level", "C2", "--family", "café-and-grounds")
    new(workspace, "role", "Chef", "--family", "café-and-grounds", "--level", "C2")
    new(workspace, "vacancy", "--role", "chef", "--closing-date", "2027-03-31")
    done = run("check", "--draft", folder=workspace)
    assert done.returncode == 0, done.stdout + done.stderr
    built = run("build", "chef", "--draft", folder=workspace)
    assert built.returncode == 0, built.stderr


def test_a_workspace_without_roles_says_what_to_make_first(tmp_path: Path) -> None:
    start(tmp_path, STARTED["empty"])
    done = run("new", "vacancy", folder=tmp_path)
    assert "there is no role yet; first make one: jdgen new role." in done.stderr
    new(tmp_path, "family", "Second")
    done = run("new", "role", "a", "--family", "second", folder=tmp_path)
    assert "jdgen new level --family second." in " ".join(done.stderr.split())


def test_a_level_has_grades_before_there_is_any_pay(tmp_path: Path) -> None:
    start(tmp_path, STARTED["empty"])
    path = new(tmp_path, "level", "CS2", "--grade", "SO1, SO2")
    assert "\ngrades: [SO1, SO2]\n" in path.read_text("utf-8")
    path = new(tmp_path, "role", "Senior Adviser", "--level", "CS2", "--grade", "SO2")
    assert "\ngrade: SO2\n" in path.read_text("utf-8")


def test_mistakes_in_other_files_stop_nobody(workspace: Path) -> None:
    for file in ("vacancies/parks-team-leader-west.yaml", "families/ict/levels/TRA11.yaml"):
        (workspace / file).write_text("nonsense: [\n", "utf-8")
    (workspace / "families/grounds-maintenance/family.yaml").write_text("titel: x\n", "utf-8")
    new(workspace, "vacancy", "--role", "pmo-analyst")
    new(workspace, "role", "a", "--family", "project-delivery", "--level", "PRO9")
    new(workspace, "level", "TRA15", "--family", "ict", "--like", "TRA12")


def test_what_is_written_and_does_not_build_yet_is_told(workspace: Path) -> None:
    words = ("--role", "pmo-analyst", "--contact", "{{ post.contakt }}")
    done = run("new", "vacancy", *words, folder=workspace)
    assert done.returncode == 0
    assert 'vacancies/pmo-analyst.yaml:12:10: unknown fact "post.contakt"' in done.stderr
    assert "It is written all the same: correct this first.\n" in done.stderr


def test_a_list_or_a_translation_that_is_not_changed_stays_as_it_is(example: Example) -> None:
    example.write(
        "vacancies/two.yaml",
        "role: paviour\nlocation: [Wick, Thurso]\nhours: 30\ncontract: Casual\n",
    )
    typed = ["", "", "", "?", "", "", "", "three"]
    _, lines = converse("new", "vacancy", "--from", "two", folder=example.root, typed=typed)
    assert "Place of work [Wick and Thurso]: " in lines
    said = yaml.safe_load((example.root / "vacancies/three.yaml").read_text("utf-8"))
    assert said["location"] == ["Wick", "Thurso"]
    assert said["hours"] == 30
    assert said["contract"] == "{{ ? Contract, such as Permanent }}"


def test_a_file_whose_fields_share_lines_is_not_copied(example: Example) -> None:
    example.write("vacancies/two.yaml", "{role: paviour, hours: 37}\n")
    done = run("new", "vacancy", "--from", "two", folder=example.root)
    assert done.returncode == 1
    assert "vacancies/two.yaml:1:1: the file can't be copied" in done.stderr
    assert done.stderr.endswith("1 problem; nothing was written.\n")


@pytest.mark.parametrize(
    "said",
    [
        *(
            "Children's Officer",
            "R&D Lead",
            "  A  B  ",
            "../../etc/passwd",
            "a/b\\c",
            "con",
            "NUL.",
        ),
        *("Swyddog Cyŵn", "Ingénieur·e", "No. 1", "x" * 300, "PRO9.2027-04-01", "a.yaml", "_x_"),
        *("PRO9 (1)", "Ж", "名", "-a-", "a - b \u2013 c", "e\u0301", "1"),
    ],
)
def test_a_name_in_any_spelling_becomes_one_that_every_system_can_have(said: str) -> None:
    for keeps_capitals in (False, True):
        name = legal_name(said, keeps_capitals=keeps_capitals)
        assert fault(name) is None
        assert is_plain(name)
        assert "." not in name
        assert legal_name(name, keeps_capitals=keeps_capitals) == name


@pytest.mark.parametrize("said", ["", " ", "!?", "…", "\U0001f600", "/", "..", "-"])
def test_a_name_without_letters_is_refused(said: str) -> None:
    with pytest.raises(WrongAnswer, match="has no letters or digits"):
        legal_name(said)


def test_a_free_name_is_offered_for_one_that_is_taken() -> None:
    names = TakenNames(("a", "A-2", "b-7"), "the role")
    assert [names.next_free(name) for name in ("a", "b", "b-7", "c")] == ["a-3", "b", "b-2", "c"]


# --- questions ------------------------------------------------------------------------------------

START = [
    "Enter takes what stands in [brackets]; ? leaves it to be filled in later.",
    "Ctrl-C stops, and nothing is written.",
]


@pytest.fixture
def asked(example: Example) -> Example:
    example.organisation("full_time: {hours: 37}\n")
    example.level(
        "sections:\n  accountabilities:\n"
        "    - {id: van, optional: true, text: Drives the crew's van from the depot to each site"
        " and back again in the evening.}\n"
        "    - {id: crane, optional: true, text: Works the crane.}\n",
        grades='["4", "5"]',
    )
    return example


def test_on_a_terminal_it_asks_for_what_no_option_says(asked: Example) -> None:
    answers = [
        "6",
        "5",
        "",
        "Wick, the depot",
        "",
        "?",
        "14/02/2027",
        "2027-02-14",
        "",
        "",
        "1,2",
        "",
    ]
    code, lines = converse("new", "vacancy", "--role", "paviour", folder=asked.root, typed=answers)
    assert lines == [
        *START,
        "",
        "At which grade is it?",
        "  4",
        "  5",
        "Which: 6",
        '"6" is none of them; there are: 4, 5.',
        "Which: 5",
        "",
        "Post number: ",
        "",
        "Place of work: Wick, the depot",
        "",
        "Hours, such as 37 hours a week [37 hours a week]: ",
        "",
        "Contract, such as Permanent: ?",
        "",
        "Closing date, as 2027-02-14: 14/02/2027",
        '"14/02/2027" is not a date; write it as 1 April 2027 or 2027-04-01.',
        "Closing date, as 2027-02-14: 2027-02-14",
        "",
        "Day of the interviews, as 2027-03-02: ",
        "",
        "Whom to ask about the post: ",
        "",
        "Which of these does it have too? (several with commas)",
        "   1  van    Drives the crew's van from the depot to each site and back again",
        "             in the evening.",
        "   2  crane  Works the crane.",
        "Number or name: 1,2",
        "",
        "Name of its file [paviour]: ",
        "vacancies/paviour.yaml",
        "4 places in it to fill in: look for {{ ?",
        "Next: jdgen build paviour --draft",
    ]
    assert code == 0
    assert all(len(line) <= 80 for line in lines)
    said = yaml.safe_load((asked.root / "vacancies/paviour.yaml").read_text("utf-8"))
    assert said["hours"] == "37 hours a week"
    assert said["include"] == ["van", "crane"]
    assert said["contract"].startswith("{{ ? ")
    run_well("build", "paviour", "--draft", folder=asked.root)


def test_the_name_of_a_new_organisation_is_asked_for(tmp_path: Path) -> None:
    code, lines = converse(
        "init", "ours", "--empty", folder=tmp_path, typed=["", "Wick Town Council"]
    )
    assert code == 0
    assert lines[:5] == [
        *START,
        "",
        "What is your organisation called? ",
        "This has to be answered.",
    ]
    said = yaml.safe_load((tmp_path / "ours/families/organisation.yaml").read_text("utf-8"))
    assert said["name"] == "Wick Town Council"
    code, lines = converse("init", "more", "--empty", folder=tmp_path, typed=["\x04"])
    assert (code, lines[-1]) == (1, "The input ended; nothing was written.")
    assert not (tmp_path / "more").exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("vacancy", ["1", "4", "\x03"]),
        ("role", ["Mender", "\x03"]),
        ("level", ["\x03"]),
        ("family", ["Harbour", "\x04"]),
        ("vacancy", ["1", "5", "\x04"]),
        ("level", ["W2", "Crew", "\x04"]),
        ("role", ["\x04"]),
    ],
)
def test_ctrl_c_and_the_end_of_input_write_nothing(
    kind: str, typed: list[str], asked: Example
) -> None:
    before = standing(asked.root)
    code, lines = converse("new", kind, folder=asked.root, typed=typed)
    assert standing(asked.root) == before
    if typed[-1] == "\x03":
        assert code in {-2, 130}
        assert lines[-1].endswith("Interrupted; nothing was written.")
    else:
        assert code == 1
        assert lines[-1] == "The input ended; nothing was written."
