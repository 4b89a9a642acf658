"""What is written as YAML is read as it was, whatever it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jdgen.importing.outline import clean
from jdgen.importing.yaml_text import yaml_text
from jdgen.problems import Problems
from jdgen.reading.yaml import read

SIGNS = st.sampled_from(
    [": ", " #", "- ", "'", '"', "{", "[", "&", "*", "!", "%", "@", "|", ">", "~"]
)
PIECES = st.one_of(
    SIGNS, st.text(max_size=12), st.sampled_from(["no", "null", "1.0", "12:30", "a b"])
)
TEXTS = st.lists(PIECES, min_size=1, max_size=30).map("".join).map(clean).filter(bool)


@given(text=TEXTS)
def test_any_line_is_read_as_it_was_written(text: str) -> None:
    problems = Problems()
    written = yaml_text({"one": text, "list": [text, {"label": text, "items": [text]}]})
    said = read(written.encode(), "file.yaml", problems)
    assert not problems, written
    assert said is not None
    assert str(said["one"]) == text
    first, second = said["list"]
    assert str(first) == text
    assert str(second["label"]) == text
    assert str(second["items"][0]) == text


@given(paragraphs=st.lists(TEXTS, min_size=2, max_size=4))
def test_paragraphs_stay_apart(paragraphs: list[str]) -> None:
    problems = Problems()
    written = yaml_text({"one": "\n\n".join(paragraphs)})
    said = read(written.encode(), "file.yaml", problems)
    assert not problems, written
    assert said is not None
    found = [" ".join(part.split()) for part in str(said["one"]).strip().split("\n\n")]
    assert found == [" ".join(paragraph.split()) for paragraph in paragraphs]
