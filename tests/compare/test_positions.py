"""Where lines stand: what moved, and of what nobody can say that it did."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from example import CRITERIA
from running import run_well

if TYPE_CHECKING:
    from example import Example

SLABS = "Lays granite slabs along the harbour wall."
CURBS = "Sets curbs of limestone in the old market."
DRAINS = "Clears drains before every winter storm."
REWORDED = "Lays granite slabs level along the harbour wall."


def moved(example: Example, first: list[str], second: list[str], section: str) -> list[str]:
    """Return the lines that a comparison of two roles tells to stand elsewhere in a section."""
    for role, texts in (("paviour", first), ("mason", second)):
        said = json.dumps(" ".join(texts) if section == "purpose" else texts)
        sections = f"sections:\n  {section}: {said}\n{CRITERIA}"
        example.write(
            f"families/works/roles/{role}.yaml",
            f"title: Paviour\nfamily: works\nlevel: W1\n{sections}",
        )
    done = run_well("diff", "paviour", "mason", "--format", "json", folder=example.root)
    [difference] = json.loads(done)["comparisons"]
    [told] = [one for one in difference["sections"] if one["id"] == section] or [{"rows": []}]
    return [row["first"]["text"] for row in told["rows"] if _is_moved(row)]


def _is_moved(row: dict[str, Any]) -> bool:
    return any(change["label"] == "Place in the section" for change in row["changes"])


def test_a_sentence_that_stands_elsewhere_has_moved(example: Example) -> None:
    assert moved(example, [SLABS, CURBS, DRAINS], [CURBS, DRAINS, SLABS], "purpose") == [SLABS]


def test_of_a_sentence_that_was_reworded_nobody_says_that_it_moved(example: Example) -> None:
    assert moved(example, [SLABS, CURBS, DRAINS], [CURBS, DRAINS, REWORDED], "purpose") == []


def test_an_entry_has_moved_whether_it_was_reworded_or_not(example: Example) -> None:
    assert moved(example, [SLABS, CURBS, DRAINS], [CURBS, DRAINS, SLABS], "duties") == [SLABS]
    assert moved(example, [SLABS, CURBS, DRAINS], [CURBS, DRAINS, REWORDED], "duties") == [SLABS]
