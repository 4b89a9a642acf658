"""What check passes, build builds: for every target, layout, format and audience."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any, Final, get_args

import pytest
from example import REPOSITORY, Example
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from wordy import FullMaker, full_workspaces, write

from jdgen.build.check import check
from jdgen.build.files import FORMATS, Order, files
from jdgen.model.job import Audience, Edition
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import everything, find

if TYPE_CHECKING:
    from pathlib import Path

AUDIENCES: Final = get_args(Audience)


def build_all(library: Library, layouts: list[str]) -> int:
    """Make every target's documents for every audience; return how many files they are."""
    number = 0
    for target in everything(library):
        for audience in AUDIENCES:
            edition = Edition(audience)
            for layout in layouts:
                order = Order([layout], FORMATS, edition, where_fit=True)
                number += len(files(library, target, order).files)
    return number


def test_all_that_the_repository_holds_is_checked_and_built() -> None:
    library = Library(REPOSITORY)
    layouts = library.layouts()
    assert check(library, Order(layouts, where_fit=True))[1] == []
    assert build_all(Library(REPOSITORY), layouts) > 200


# --- workspaces that nobody wrote -----------------------------------------------------------------

_GROUPS: Final = st.sampled_from(
    [
        ["One."],
        [{"text": "One.", "items": ["Inner."]}],
        [{"label": "Label", "text": "One"}],
        [{"heading": "Group", "items": ["One."]}],
        ["Alone.", {"heading": "Group", "items": ["One.", {"label": "L", "text": "Two."}]}],
        [{"lead_in": "So:", "items": ["One."]}],
        [{"text": "Part.", "weight": 100, "outcome": "Done"}],
    ]
)
_PROSE: Final = st.sampled_from(["Text.", "One.\n\nTwo.", "See https://a.example."])
_CONTENT: Final = st.fixed_dictionaries(
    {}, optional={"purpose": _PROSE, "duties": _GROUPS, "accountabilities": _GROUPS}
)
_BANDS: Final = st.sampled_from([None, "lists", "groups", "prose"])
_CRITERIA: Final = st.fixed_dictionaries(
    {},
    optional={
        "group_by": st.sampled_from(
            [["category"], ["importance"], ["category", "importance"], ["importance", "category"]]
        ),
        "as": st.sampled_from(["table", "list"]),
        "methods": st.sampled_from(["words", "codes", "none"]),
        "methods_in": st.sampled_from(["column", "text"]),
    },
)
_STYLE: Final = st.fixed_dictionaries(
    {},
    optional={
        "numbering": st.sampled_from(["bullets", "numbers", "restart", "run-on"]),
        "lead_in": st.just("For {{ organisation.name }}:"),
        "columns": st.sampled_from(
            [
                {"text": "What"},
                {"label": "L", "text": "T"},
                {"text": "T", "outcome": "O", "weight": "W"},
            ]
        ),
        "facts": st.just([{"fact": "post.location", "label": "Where", "empty": "Nowhere"}]),
        "facts_as": st.sampled_from(["list", "table"]),
        "details": st.sampled_from(["first", "last"]),
        "empty": st.just("Nothing."),
    },
)
_LAYOUT: Final = st.fixed_dictionaries(
    {
        "purpose": _STYLE,
        "duties": _STYLE,
        "accountabilities": _STYLE,
        "criteria": _CRITERIA,
        "parts": st.booleans(),
        "contents": st.booleans(),
        "number_sections": st.booleans(),
        "depth": st.booleans(),
    }
)
_LISTS: Final = {"purpose": "Purpose", "duties": "Duties", "accountabilities": "Accountabilities"}


def layout_of(choices: dict[str, Any]) -> dict[str, Any]:
    sections: list[dict[str, Any]] = [
        {"id": key, "title": title, **choices[key]} for key, title in _LISTS.items()
    ]
    criteria = {"id": "person-specification", "title": "Criteria", "criteria": choices["criteria"]}
    documents: dict[str, Any] = {
        "jd": {"title": "Job description", "sections": [*sections, criteria]},
        "profile": {"title": "Profile", "subject": "level", "sections": sections},
        "guide": {
            "title": "Guide",
            "subject": "family",
            "sections": [{"id": "levels", "title": "Levels"}],
            "parts": ["profile"],
            "contents": choices["contents"],
        },
    }
    documents["jd"]["number_sections"] = choices["number_sections"]
    if choices["parts"]:
        documents["pack"] = {"title": "Pack", "audience": "advert", "parts": ["jd"]}
    return {"title": "Ours", "extends": "standard", "documents": documents}


def level_of(content: dict[str, Any], bands: str | None) -> dict[str, Any]:
    level: dict[str, Any] = {"title": "Crew", "rank": 1, "grades": ["4", "5"], "sections": content}
    if bands:
        texts: dict[str, Any] = {
            "lists": {"duties": ["In a band."]},
            "groups": {"duties": [{"heading": "Inside", "items": ["In a band's group."]}]},
            "prose": {"purpose": "In a band."},
        }[bands]
        level["bands"] = {"4": {"sections": texts}, "5": {"title": "Upper", "sections": texts}}
    return level


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Example(tmp_path_factory.mktemp("made")).root


@given(level=_CONTENT, role=_CONTENT, bands=_BANDS, choices=_LAYOUT)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_what_check_passes_build_builds(
    level: dict[str, Any],
    role: dict[str, Any],
    bands: str | None,
    choices: dict[str, Any],
    place: Path,
) -> None:
    def save(name: str, data: object) -> None:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data), "utf-8")  # which is YAML

    save("templates/ours/layout.yaml", layout_of(choices))
    save("families/works/levels/W1.yaml", level_of(level, bands))
    save(
        "families/works/roles/paviour.yaml",
        {"title": "Paviour", "family": "works", "level": "W1", "grade": "4", "sections": role}
        | {
            "person_specification": [
                {"category": "Skills", "criteria": [{"text": "Lays.", "importance": "essential"}]}
            ]
        },
    )
    order = Order(["ours"], where_fit=True)
    assume(not check(Library(place), order)[1])
    assert build_all(Library(place), ["ours"]) > 0


MORE_FACTS: Final = (
    "post.closing_date", "post.interview_date", "post.weeks", "pay.actual", "checks.dbs",
    "checks.workforce",
)  # fmt: skip
LEFT_OUT: Final = ("post.paid_weeks", "pay.full_time", "pay.share", "pay.weeks", "record.status")
_MORE: Final[dict[str, st.SearchStrategy[Any]]] = {
    "closing_date": st.sampled_from(
        ["2027-02-14", "4 December 2026", {"text": "Open"}, ["2027-02-14", "20 February 2027"]]
    ),
    "interview_date": st.sampled_from(["2027-03-14", "14th March 2028 at 10am", {"text": "Soon"}]),
    "hours": st.sampled_from(["30", "18.5 to 22 hours", ["30", "18.5"], "as needed"]),
    "weeks": st.just(39),
    "waive": st.just([{"rule": "EQ01", "reason": "R.", "until": "4 December 2030"}]),
    "checks": st.just({"dbs": "Enhanced", "workforce": "Adults", "reason": "R."}),
}
_VACANCY: Final = st.fixed_dictionaries({}, optional=_MORE)
_ORGANISATION: Final = st.fixed_dictionaries(
    {},
    optional={
        "full_time": st.just({"hours": 37, "leave_days": 33}),
        "rules": st.sampled_from([{"EQ01": "off"}, {"EQ01": "advice"}]),
    },
)
_SHEET: Final = st.fixed_dictionaries(
    {},
    optional={
        "number_sections": st.sampled_from(["Part {LETTER}:", True]),
        "house_style": st.sampled_from(["plain", "formal"]),
        "contents": st.sampled_from([True]),
    },
)


@given(made=full_workspaces(), vacancy=_VACANCY, organisation=_ORGANISATION, sheet=_SHEET)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_what_check_passes_build_builds_of_all_that_can_be_said(
    made: tuple[FullMaker, dict[str, Any]],
    vacancy: dict[str, Any],
    organisation: dict[str, Any],
    sheet: dict[str, Any],
    place: Path,
) -> None:
    make, made_files = made
    made_files["vacancies/one.yaml"] |= vacancy
    made_files["families/organisation.yaml"] |= organisation
    layout = made_files["templates/ours/layout.yaml"]
    rows = [{"fact": fact, "label": fact} for fact in MORE_FACTS]
    kind = layout["documents"]["sheet"]
    kind |= {"sections": [*kind["sections"], {"id": "more", "title": "M", "facts": rows}]} | sheet
    layout["leaves_out"] = [*LEFT_OUT]
    write(place, made_files)
    shutil.copytree(
        REPOSITORY / "templates/house-styles", place / "templates/house-styles", dirs_exist_ok=True
    )
    edition = Edition(draft=make.draft, marked=make.draft)
    assume(not check(Library(place, draft=make.draft), Order(["ours"], edition=edition))[1])
    library = Library(place, draft=make.draft)
    for target in everything(library):
        for audience in AUDIENCES:
            of = edition._replace(audience=audience)
            files(library, target, Order(["ours"], FORMATS, of, where_fit=True))


@pytest.mark.parametrize("layout", ["standard", "job-family"])
def test_groups_in_two_bands_are_built_in_a_familys_guide(layout: str, example: Example) -> None:
    example.take(layout)
    bands = json.loads(
        json.dumps(level_of({}, "groups")).replace("duties", "knowledge-skills-experience")
    )
    example.write("families/works/levels/W1.yaml", json.dumps(bands))
    library = example.library()
    order = Order([layout], where_fit=True)
    assert [problem for problem in check(library, order)[1] if "levels" in problem.place.file] == []
    assert files(library, find(library, "works").target, order).files


def test_a_single_file_is_checked_as_it_is_built(example: Example) -> None:
    example.write("vacancies/families.yaml", "role: paviour\n")
    library = example.library()
    path = example.root / "vacancies/families.yaml"
    problems = check(library, Order(["standard"]), [path]).problems
    assert [problem.rule for problem in problems] == ["duplicate-vacancy"]
