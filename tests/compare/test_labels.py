"""Labels as evidence that two entries are about the same thing."""

from __future__ import annotations

import pytest

from jdgen.compare.pairing import Piece, pair

# The words of each two share a little, and less than a pair needs without a label in common.
TEXTS = [
    ("Keeps the log of risks up to date.", "Owns how risks are weighed and who answers for them."),
    ("Takes minutes of the board's meetings.", "Chairs meetings and settles what they decide."),
    ("Orders paper and pens for the team.", "Sets what the team may spend on each supplier."),
]


@pytest.mark.parametrize(("before", "after"), TEXTS)
def test_two_entries_of_one_label_are_a_pair_sooner(before: str, after: str) -> None:
    def pairs(label: str, other: str) -> dict[int, int]:
        first, second = (
            Piece("duties", "", "", label, before),
            Piece("duties", "", "", other, after),
        )
        return dict(pair([first], [second]).pairs)

    assert pairs("Board", "Board") == {0: 0}
    assert pairs("", "") == {}
