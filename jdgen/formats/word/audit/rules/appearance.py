"""Rules on what text looks like: size, typeface, contrast, colour, alignment, emphasis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.looks import child, value
from jdgen.formats.word.audit.rules.rule import GOV_UK, rule
from jdgen.formats.word.contrast import contrast, luminance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.paragraphs import Run, WordParagraph
    from jdgen.formats.word.audit.rules.rule import Fault

_LEAST_SIZE: Final = 24  # half points
_LEAST_AT_EDGES: Final = 22  # in headers, footers and notes
_LARGE: Final = 36
_LARGE_BOLD: Final = 28
_DARK: Final = 0.18  # luminance of a background on which Word writes in white
_SERIF: Final = frozenset(
    {
        "baskerville", "baskerville old face", "bodoni mt", "book antiqua", "bookman old style",
        "cambria", "century", "century schoolbook", "constantia", "courier", "courier new",
        "didot", "garamond", "georgia", "goudy old style", "high tower text", "hoefler text",
        "liberation serif", "lucida bright", "palatino", "palatino linotype", "perpetua",
        "rockwell", "sylfaen", "times", "times new roman",
    }
)  # fmt: skip
_NOT_SANS: Final = {"roman": "has serifs", "script": "is a script", "decorative": "is decorative"}
_SYMBOLS: Final = ("wingdings", "webdings", "symbol", "marlett", "zapf")
_LATIN: Final = re.compile(r"[0-9A-Za-z\u00c0-\u052f]")
"""Letters and figures that are in the typeface and size which Word says first, as no others are."""


def _looking(contents: WordContents) -> Iterator[tuple[WordParagraph, Run]]:
    for paragraph in (*contents.paragraphs, *contents.samples):
        for run in paragraph.runs:
            yield paragraph, run


@rule(
    "size",
    "Text is at least 12 point",
    GOV_UK,
    "WCAG 2.2, 1.4.4 Resize text",
    why="Smaller text can't be read by many people, and printed text can't be made larger.",
)
def size(contents: WordContents) -> Iterator[Fault]:
    """Yield text that is too small."""
    for paragraph, run in _looking(contents):
        least = _LEAST_SIZE if paragraph.in_body or paragraph.in_sample else _LEAST_AT_EDGES
        size = run.look.get("size", 20)  # Word's own where nobody says it
        if size < least:
            where = "" if least == _LEAST_SIZE else " here"
            what = f"text is {size / 2:g} point, and should be {least / 2:g}{where}"
            yield paragraph.place, what, f"change {_styled(paragraph)} to {least / 2:g} point"


def _styled(paragraph: WordParagraph) -> str:
    return f'the style "{paragraph.style}"' if paragraph.style else "it"


@rule(
    "face",
    "The typeface is without serifs",
    GOV_UK,
    why="Plain letters are easier to read for people with dyslexia or low vision.",
)
def face(contents: WordContents) -> Iterator[Fault]:
    """Yield text in a typeface with serifs."""
    families = _families(contents)
    for paragraph, run in _looking(contents):
        face = run.look.get("face") or "Times New Roman"  # which is Word's own
        is_sign = face.casefold().startswith(_SYMBOLS)
        if is_sign or not _LATIN.search(run.text):
            continue
        if kind := _kind_of_face(face, families):
            remedy = f"change {_styled(paragraph)} to one such as Arial"
            yield paragraph.place, f"the typeface {face} {kind}", remedy


def _families(contents: WordContents) -> dict[str, str]:
    """Return what the file says of the typefaces it uses."""
    root = contents.root("fontTable")
    fonts = () if root is None else root
    return {value(font, "name").casefold(): value(child(font, "family")) for font in fonts}


def _kind_of_face(face: str, families: dict[str, str]) -> str:
    if face.casefold() in _SERIF:
        return _NOT_SANS["roman"]
    return _NOT_SANS.get(families.get(face.casefold(), ""), "")


@rule(
    "contrast",
    "Text stands out from its background",
    "WCAG 2.2, 1.4.3 Contrast (minimum)",
    why="Pale text can't be read by people with low vision, nor by anyone in sunlight.",
)
def contrast_of_text(contents: WordContents) -> Iterator[Fault]:
    """Yield text that is too pale for its background."""
    for paragraph, run in _looking(contents):
        behind = run.background
        if behind is None:
            continue
        colour = run.look.get("colour", "auto")
        if colour == "auto":  # Word takes black or white
            colour = "000000" if luminance(behind) > _DARK else "FFFFFF"
        size = run.look.get("size", 20)
        is_large = size >= (_LARGE_BOLD if run.look.get("bold") else _LARGE)
        least = 3 if is_large else 4.5
        ratio = contrast(colour, behind)
        if ratio < least:
            what = f"#{colour} on #{behind} has a contrast of {ratio:.2f}:1, not {least}:1"
            yield (
                paragraph.place,
                what,
                f"change the colour of {_styled(paragraph)}, or its background",
            )


@rule(
    "colour-alone",
    "Links are told by more than their colour",
    "WCAG 2.2, 1.4.1 Use of colour",
    why="Who can't tell the colours apart can't tell the link from the text around it.",
)
def colour_alone(contents: WordContents) -> Iterator[Fault]:
    """Yield links that only their colour tells from the text around them."""
    for paragraph in (*contents.paragraphs, *contents.samples):
        said = [run for run in paragraph.runs if re.search(r"\w", run.text)]
        around = {run.look.get("colour", "auto") for run in said if not run.is_link}
        if around and not paragraph.in_contents and any(_is_pale(run, around) for run in said):
            what = "a link is told from the text by its colour alone"
            yield paragraph.place, what, 'underline it, as the style "Hyperlink" does'


def _is_pale(run: Run, around: set[str]) -> bool:
    """Return whether a run is a link that only its colour tells from the text around it."""
    is_told = run.look.get("underlined") or run.look.get("bold")
    return run.is_link and not is_told and run.look.get("colour", "auto") not in around


@rule(
    "alignment",
    "Text begins at the left, and its right edge is ragged",
    GOV_UK,
    why="The uneven gaps of justified text run together for people with dyslexia.",
)
def alignment(contents: WordContents) -> Iterator[Fault]:
    """Yield text that is justified."""
    for paragraph in (*contents.paragraphs, *contents.samples):
        if paragraph.runs and paragraph.look.get("alignment") in {"both", "distribute"}:
            remedy = f"Home, Align Left, in {_styled(paragraph)}"
            yield paragraph.place, "the text is justified", remedy


@rule(
    "emphasis",
    "Nothing is in capitals, and only links are underlined",
    GOV_UK,
    why="Capitals hide the shapes of words; what is underlined is taken for a link.",
)
def emphasis(contents: WordContents) -> Iterator[Fault]:
    """Yield text in capitals, and underlined text that is no link."""
    for paragraph, run in _looking(contents):
        if not re.search(r"\w", run.text):
            continue
        if run.look.get("caps") or run.look.get("small_caps"):
            remedy = f"Font, untick All caps and Small caps, in {_styled(paragraph)}"
            yield paragraph.place, "text is shown in capitals", remedy
        if run.look.get("underlined") and not run.is_link:
            yield paragraph.place, "text is underlined and no link", "use bold in its place"
