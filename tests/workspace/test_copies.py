"""Copies of files, and names of every kind."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from example import KINDS, PROFILES, Example, nfd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from jdgen.names import fault, folded, original

COPIES: Final = (
    *("{} - Copy{}", "{} - Copy (2){}", "{} - Copy - Copy{}", "{} - Copi{}", "{} \u2013 Kopie{}"),
    *("{} copy{}", "{} copy 2{}", "{}-copy{}", "{}_copy{}", "{} (1){}", "{}(2){}", "{} (copy){}"),
    *("{} (another copy){}", "{} (3rd copy){}", "{} (Case Conflict){}", "{} (Conflict 1){}"),
    "{} (Ann's conflicted copy 2027-01-01){}",
    "{} (conflicted copy 2027-01-01 120000){}",
    "{}.sync-conflict-20270101-120000-ABCDEF1{}",
    "{}-DESKTOP-AB12{}",
    "{}-LAPTOP-7QX2{}",
    *("{}_BACKUP_123{}", "{}_LOCAL_123{}", "{}_REMOTE_9{}", "{}~HEAD{}", "{}.orig{}", "{}.bak{}"),
    *("{}{}.orig", "{}{}~HEAD", "{}{}.mine"),
    *("Copy of {}{}", "Copy (2) of {}{}", "Kopie von {}{}", "Copi o {}{}", "copie de {}{}"),
)


NO_COPIES: Final = (
    *("{} east{}", "{}-east{}", "{} (East){}", "{}2{}", "{} 2{}", "{}-desktop-support{}", "{}{}~"),
    *("{}-conflict-resolution{}", "{}-copywriter{}", "{} (Copy Editor){}", "copywriter{}{}"),
)


@pytest.mark.parametrize("pattern", COPIES)
@pytest.mark.parametrize("of", [("PRO9.2027-04-01", ".yaml"), ("tŷ", ".md.j2"), ("ict", "")])
def test_a_copy_is_known_by_its_name(pattern: str, of: tuple[str, str]) -> None:
    assert original(pattern.format(*of)) == "".join(of)


@pytest.mark.parametrize("pattern", NO_COPIES)
def test_a_name_like_another_is_no_copy(pattern: str) -> None:
    assert original(pattern.format("adviser", ".yaml")) != "adviser.yaml"


COPIED: Final = {
    "families/organisation.yaml": "check all one show ladder",
    "families/works": "check all one show ladder",
    "families/works/family.yaml": "check all one show ladder",
    "families/works/levels/W1.yaml": "check all one show ladder",
    "families/works/levels/W2.2027-04-01.yaml": "check all ladder",
    "families/works/roles/paviour.yaml": "check all one show",
    "families/works/roles": "check all one show",
    "templates/standard": "check all one show ladder",
    "templates/standard/layout.yaml": "check all one show ladder",
    "templates/standard/document.md.j2": "check all one show ladder",
    "templates/standard/house-style.docx": "check all one show ladder",
    "vacancies/one.yaml": "check all one",
    "vacancies": "check all one",
}

"""Files and folders, and which commands use them."""


COMMANDS: Final = {
    "check": ["check"],
    "all": ["build", "--all", "--format", "md"],
    "one": ["build", "vacancies/one.yaml", "--format", "md"],
    "show": ["show", "paviour"],
    "ladder": ["diff", "--ladder", "works"],
}


@pytest.mark.parametrize("place", COPIED)
def test_a_copy_stops_all_that_would_use_it_or_what_it_is_a_copy_of(
    place: str, tmp_path: Path
) -> None:
    workspace = Example(tmp_path)
    level = (tmp_path / workspace.file("level")).read_text(encoding="utf-8")
    for day in ("", ".2027-04-01"):
        workspace.write(f"families/works/levels/W2{day}.yaml", level.replace("rank: 1", "rank: 2"))
    assert workspace.run("check").exit_code == 0
    name, dot, ending = Path(place).name.partition(".")
    if "2027" in place:
        name, dot, ending = "W2.2027-04-01", ".", "yaml"
    for pattern in ("{} (Ann's conflicted copy 2027-01-01){}", "{}~HEAD{}"):
        copy = pattern.format(name, f"{dot}{ending}")
        workspace.copy(place, copy)
        said = f'"{copy}" looks like a copy of "{Path(place).name}" beside it; keep one of the two'
        for command, words in COMMANDS.items():
            done = workspace.run(*words)
            stops = command in COPIED[place].split()
            assert (done.exit_code, said in done.stderr) == (int(stops), stops), (command, copy)
            if stops:
                assert workspace.built() == []
            shutil.rmtree(tmp_path / "build", ignore_errors=True)
        made = (tmp_path / place).parent / copy
        (shutil.rmtree if made.is_dir() else Path.unlink)(made)


def test_what_is_not_a_workspaces_may_be_copied(tmp_path: Path) -> None:
    workspace = Example(tmp_path)
    for file in ("notes.txt", "notes - Copy.txt", ".one.yaml.swp"):
        workspace.write(f"vacancies/{file}", "Notes.\n")
    workspace.write("templates/standard/~$house-style.docx", "")
    assert workspace.run("check").exit_code == 0
    assert workspace.run("build", "--all", "--format", "md").exit_code == 0


@pytest.mark.parametrize("stray", ["two.yml.txt", "two.YAML", "two.yaml~", "one.yaml.rej"])
def test_a_file_that_is_not_read_stops_building_all_as_it_stops_a_check(
    stray: str, tmp_path: Path
) -> None:
    workspace = Example(tmp_path)
    workspace.write(f"vacancies/{stray}", "role: paviour\n")
    checked = workspace.run("check")
    done = workspace.run("build", "--all", "--format", "md")
    assert (checked.exit_code, done.exit_code, workspace.built()) == (1, 1, [])
    [problem, _] = done.stderr.splitlines()
    assert checked.stderr.startswith(problem)
    assert workspace.run("build", "one", "--format", "md").exit_code == 0


@pytest.mark.parametrize("what", ["rank", "code"])
def test_a_family_whose_levels_cant_be_told_apart_has_no_guide_and_no_ladder(
    what: str, tmp_path: Path
) -> None:
    workspace = Example(tmp_path)
    said = {"rank": 'rank: 1\ncode: "2"', "code": "rank: 2\ncode: W1"}[what]
    workspace.write("families/works/levels/W9.yaml", f'title: Crew\n{said}\ngrades: ["9"]\n')
    workspace.write("templates/ours/layout.yaml", PROFILES)
    ours = ("--layout", "ours", "--format", "md")
    for words in (
        ["check"],
        ["check", "families/works/family.yaml"],
        ["build", "--all", *ours],
        ["build", "works", *ours],
        ["show", "works", *ours[:2]],
        ["diff", "--ladder", "works"],
    ):
        done = workspace.run(*words)
        assert (done.exit_code, workspace.built()) == (1, []), words
        assert f"W9 has the same {what} as W1: " in done.stderr


@settings(max_examples=20, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    name=st.text(min_size=1, max_size=12)
    | st.from_regex(r"(?i)\A(con|w1|one|paviour|x)[ .:~-]{0,2}(copy|1|yaml|\.md)?\Z"),
    other=st.sampled_from(["x", "W1", "one", "paviour", "con1", "tŷ"]),
)
def test_what_passes_a_check_is_built_under_names_that_every_system_can_have(
    kind: str, name: str, other: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assume(not {"/", "\0"} & {*name} and name not in {".", ".."})
    assume(len(nfd(name).encode(errors="surrogateescape")) < 200)
    workspace = Example(tmp_path_factory.mktemp("any"), **{kind: name})
    workspace.level("", grades='["9/10"]')
    if kind == "vacancy":
        workspace.write(f"vacancies/sub/{other}.yaml", "role: paviour\n")
    workspace.write("templates/ours/layout.yaml", PROFILES)
    ours = ("--layout", "ours")
    if workspace.run("check", *ours).exit_code:
        return
    done = workspace.run("build", "--all", "--format", "md", *ours)
    assert done.exit_code == 0, done.stderr
    for part in {part for place in workspace.built() for part in place.split("/")}:
        assert fault(part.removesuffix(".md")) is None
    assert len({*map(folded, workspace.built())}) == len(workspace.built())
