"""Settings that can change nothing where they stand are refused, in layouts and other files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from example import REPOSITORY, Example

from jdgen.model.layout import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

PURPOSE = {"id": "purpose", "title": "P"}
CRITERIA = {"id": "person-specification", "title": "C"}


def layout(document: dict[str, Any], section: dict[str, Any] | None = None, **more: object) -> str:
    sections = [PURPOSE, CRITERIA, *([section] if section else [])]
    kind = {"title": "D", "sections": sections} | document
    return yaml.safe_dump({"documents": {"d": kind}} | more)


ALL_DESIRABLE = (
    "{category: S, importance: essential, criteria: [{text: A., importance: desirable}]}"
)
ROW = {"fact": "post.title", "label": "T"}
VAIN = {
    "numbers of no titles": layout(
        {"number_sections": True, "sections": [{"id": "purpose"}, {"id": "person-specification"}]}
    ),
    "how no titles are numbered": layout(
        {"number_sections": "Part {LETTER}", "sections": [{"id": "purpose"}, {"id": "duties"}]}
    ),
    "contents of no titles": layout({"contents": True, "sections": [{"id": "purpose"}]}),
    "levels of a post": layout({"levels": "lowest-first"}),
    "a list of no facts": layout({"header_as": "table"}),
    "needed, and said otherwise": layout({"header": [ROW | {"required": True, "empty": "E"}]}),
    "needed of a level": layout(
        {
            "subject": "level",
            "header": [{"fact": "level.title", "label": "T", "required": True}],
            "sections": [PURPOSE],
        }
    ),
    "standing allowances": layout({}, {"id": "allowances", "title": "A", "standing": "last"}),
    "standing steps": layout({}, {"id": "progression", "title": "A", "standing": "first"}),
    "groups of a flat table": layout(
        {"sections": [CRITERIA | {"criteria": {"group_by": []}, "numbering": "restart"}]}
    ),
    "numbers of groups of a flat table": layout(
        {"sections": [CRITERIA | {"criteria": {"group_by": []}, "number_as": "{group}.{number}"}]}
    ),
    "numbers that run on from none": layout(
        {"sections": [{"id": "duties", "title": "D", "numbering": "run-on"}, PURPOSE, CRITERIA]}
    ),
    "no limit": layout({}, {"id": "duties", "title": "D", "words": {"printed": True}}),
    "a limit of nothing": layout({}, {"id": "duties", "title": "D", "words": {"minimum": 0}}),
    "nobody signs": layout(
        {}, {"id": "sign-off", "title": "S", "signatories": ["A"], "empty": "Nobody."}
    ),
    "shown and left out": layout({"header": [ROW]}, leaves_out=["post.title"]),
    "nearly a label": layout({}, labels={"esential": "E"}),
}


@pytest.mark.parametrize("text", VAIN.values(), ids=VAIN)
def test_settings_of_a_layout_without_effect_are_refused(example: Example, text: str) -> None:
    example.layout(text)
    rules = [problem.rule for problem in example.problems(layout="ours")]
    assert rules
    assert {*rules} <= {"setting-without-effect", "unknown-word"}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("vacancy", "sections: {duties: [{id: z, text: A., optional: true}]}\n"),
        ("role", f"person_specification: [{ALL_DESIRABLE}]\n"),
    ],
)
def test_settings_of_posts_without_effect_are_refused(
    example: Example, kind: str, text: str
) -> None:
    if kind == "role":
        example.role(text, criteria="")
    else:
        example.vacancy(text)
    [problem] = example.problems()
    assert problem.rule == "setting-without-effect"


def labels() -> Iterator[str]:
    for path in (REPOSITORY / "templates").glob("*/layout.yaml"):
        yield from yaml.safe_load(path.read_text("utf-8")).get("labels", ())


def test_the_labels_of_all_layouts_are_known() -> None:
    assert {*labels()} <= LABELS
