"""Abbreviations in capitals that nothing in a job says in full."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from jdgen.rules.structure import fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from jdgen.problems import Problem
    from jdgen.rules.wording import Said

ACRONYMS: Final = "LA03"
# What stands before the first capital is looked at after it: few letters are capitals.
_ACRONYM: Final = re.compile(r"([A-Z](?<![\w&/.-].)[A-Z]{1,5})s?(?![\w&-]|\.\w)")
_ROMAN: Final = re.compile("[IVX]+")
_KNOWN: Final = frozenset(
    # GOV.UK style guide, A to Z: abbreviations and acronyms; IT and HR are ours
    re.findall(
        r"\w+",
        "BBC CCTV DIY DVLA EU GP HM HMRC HTML ID MOT MP NHS PAYE SORN TV UK URL USA VAT VPN"
        " JPG PDF PNG BA BSC MA MSC MBA GCSE NVQ BTEC HNC HND KC OBE OK IT HR",
    )
)
"""What needs no explaining, with file types and qualifications."""


def acronym_faults(said: Sequence[Said], allowed: Collection[str]) -> Iterator[Problem]:
    """Yield each abbreviation, where it is first said, that no text of the job says in full.

    `allowed` are those that everybody knows here, in small letters. A text that is all in capitals
    is let be.
    """
    first: dict[str, Said] = {}
    for text in said:
        for name in _met(text.text):
            first.setdefault(name, text)
    for name, text in first.items():
        if name in _KNOWN or _ROMAN.fullmatch(name) or name.casefold() in allowed:
            continue
        full = re.compile(rf"\({name}s?\)|\b{name} ?\(")
        bracketed = (each.text for each in said if "(" in each.text and name in each.text)
        if not any(map(full.search, bracketed)):
            yield fault(ACRONYMS, text.place, f'nothing says what "{name}" is')


@lru_cache(maxsize=20_000)
def _met(text: str) -> tuple[str, ...]:
    """Return the abbreviations in a text; many texts stand in several jobs."""
    return () if text.upper() == text else tuple(_ACRONYM.findall(text))
