"""Numbers that run on from list to list of a document."""

from __future__ import annotations

import pytest
from example import PLAIN_CRITERIA, Example, ours

BETWEEN = {
    "prose": ("", "{id: purpose, title: Purpose}"),
    "prose, numbered": ("", "{id: purpose, title: Purpose, numbering: numbers}"),
    "nothing": ("", "{id: context, title: Context}"),
    "facts": ("", "{id: context, title: Context, facts: [{fact: grade.title, label: Grade}]}"),
}


@pytest.mark.parametrize(("said", "style"), BETWEEN.values(), ids=BETWEEN)
def test_numbers_run_on_over_a_section_without_a_list(
    example: Example, said: str, style: str
) -> None:
    example.role("", sections=f"sections: {{purpose: P., duties: [a, b], scope: [c]{said}}}\n")
    purpose = "" if "purpose" in style else "      - {id: purpose, title: Purpose}\n"
    example.layout(
        ours(
            "      - {id: duties, title: Duties, numbering: numbers}\n"
            f"      - {style}\n"
            "      - {id: scope, title: Scope, numbering: run-on}\n"
            f"{purpose}{PLAIN_CRITERIA}"
        ).replace("      - {id: purpose, title: Purpose}\n", "", 1)
    )
    document = example.documents(layout="ours")["sheet"]
    assert "1. a\n2. b\n" in document.markdown
    assert "\n3. c\n" in document.markdown


def test_numbers_start_anew_after_a_list_of_another_section(example: Example) -> None:
    example.role("", sections="sections: {purpose: P., duties: [a, b], context: [x], scope: [c]}\n")
    example.layout(
        ours(
            "      - {id: duties, title: Duties, numbering: numbers}\n"
            "      - {id: context, title: Context}\n"
            "      - {id: scope, title: Scope, numbering: run-on}\n" + PLAIN_CRITERIA
        )
    )
    assert "\n1. c\n" in example.documents(layout="ours")["sheet"].markdown
