"""The repository's own files, and any fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from example import REPOSITORY
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import FILE, made, problems_of

from jdgen.schema.family import FAMILY, LEVEL
from jdgen.schema.layout import LAYOUT
from jdgen.schema.organisation import ORGANISATION
from jdgen.schema.post import ROLE, VACANCY
from jdgen.workspace.files import level_of
from jdgen.workspace.inheritance import Library

if TYPE_CHECKING:
    from jdgen.reading.records import Record


SHAPES: list[tuple[str, Record[Any]]] = [
    ("families/organisation.yaml", ORGANISATION),
    ("families/*/family.yaml", FAMILY),
    ("families/*/levels/*.yaml", LEVEL),
    ("families/*/roles/*.yaml", ROLE),
    ("examples/vacancies/*.yaml", VACANCY),
    ("templates/*/layout.yaml", LAYOUT),
]


@pytest.mark.parametrize(("pattern", "shape"), SHAPES, ids=[pattern for pattern, _ in SHAPES])
def test_every_file_of_the_repository_has_its_shape(pattern: str, shape: Record[Any]) -> None:
    files = sorted(REPOSITORY.glob(pattern))

    assert files
    for file in files:
        if shape is LEVEL:  # which has the axes of its family too
            library = Library(REPOSITORY)
            assert library.level(file.parent.parent.name, level_of(file)).id == level_of(file)
            continue
        made(file.read_text(encoding="utf-8"), shape)


NAMES = sorted(
    {name for _, shape in SHAPES for name in shape.fields}
    | {"id", "text", "markdown", "label", "optional", "clause", "heading", "items", "any_of"}
    | {"category", "criteria", "importance", "assessed_by", "standard", "effective", "minimum"}
    | {"fact", "template", "required", "purpose", "duties", "unknown"}
)


names = st.sampled_from(NAMES)


texts = st.sampled_from(
    ["", " ", "text", "a-b", "12", "2027-01-01", "true", "**b**", "<b>", "{{ x"]
)


trees = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=15,
)


@settings(max_examples=200, deadline=None)
@given(data=st.dictionaries(names, trees, max_size=8))
@pytest.mark.parametrize("shape", [shape for _, shape in SHAPES], ids=[path for path, _ in SHAPES])
def test_any_fields_are_read_or_refused_within_the_file(
    shape: Record[Any], data: dict[str, Any]
) -> None:
    text = yaml.safe_dump(data, default_style='"', sort_keys=False)
    value, problems = problems_of(text, shape)

    assert (value is None) == bool(problems)
    lines = text.count("\n")
    for place, message, hint, rule in problems:
        assert place.file == FILE
        assert 1 <= place.line <= lines
        assert place.column >= 1
        assert message
        assert hint
        assert rule
