"""How well one colour (RRGGBB) stands out from another, as WCAG 2 measures it."""

from __future__ import annotations

from typing import Final

_NEARLY_BLACK: Final = 0.04045
"""Up to here light rises in a straight line: IEC 61966-2-1, which corrects WCAG's figure."""


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour written as RRGGBB."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (part / 255 for part in channels(colour))
    red, green, blue = (
        part / 12.92 if part <= _NEARLY_BLACK else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
