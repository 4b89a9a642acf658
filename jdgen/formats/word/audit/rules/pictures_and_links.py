"""Rules on pictures and links: what is said for those who cannot see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.formats.word.audit.rules.rule import GOV_UK, MICROSOFT, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.paragraphs import Link
    from jdgen.formats.word.audit.rules.rule import Fault

_LONGEST_DESCRIPTION: Final = 150
_LONGEST_ADDRESS: Final = 40
"""An address no longer than this, such as www.council.gov.uk/jobs, says where it leads."""
_VAGUE: Final = frozenset(
    {
        "click", "click here", "click this link", "find out more", "further information", "here",
        "learn more", "link", "more", "more info", "more information", "page", "read more",
        "see more", "this", "this link", "this page", "website",
    }
)  # fmt: skip
_URL: Final = re.compile(r"(?:https?://|www\.|mailto:)\S*", re.IGNORECASE)
_LOCAL: Final = re.compile(r"file:|[a-z]:[\\/]|\\\\", re.IGNORECASE)
_PICTURE_FILE: Final = re.compile(
    r"\S+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)|(?:image|img|picture)[ _-]?\d+",
    re.IGNORECASE,
)


@rule(
    "pictures",
    "Pictures are described, and stand in the line",
    "WCAG 2.2, 1.1.1 Non-text content",
    GOV_UK,
    MICROSOFT,
    why="Who can't see a picture hears its description; a floating one is read nobody knows when.",
)
def pictures(contents: WordContents) -> Iterator[Fault]:
    """Yield pictures that are not described, or float beside the text."""
    for picture in contents.pictures:
        place = picture.paragraph.place
        text = picture.description
        named = f' "{picture.name}"' if re.match("[^_]", picture.name) else ""
        remedy = "right-click it, View Alt Text: say what it shows, or tick Decorative"
        if not text and not picture.is_decorative:
            yield place, f"the picture{named} has no description", remedy
        elif _PICTURE_FILE.fullmatch(text):
            yield place, f'the picture{named} is described by a file\'s name, "{text}"', remedy
        elif len(text) > _LONGEST_DESCRIPTION:
            what = f"the description of the picture{named} has {len(text)} characters"
            remedy = f"say it in {_LONGEST_DESCRIPTION}, and the rest in the text"
            yield place, what, remedy
        if picture.is_floating:
            remedy = "right-click it, Wrap Text, In Line with Text"
            yield place, f"the picture{named} floats beside the text", remedy


@rule(
    "links",
    "Links say where they lead",
    "WCAG 2.2, 2.4.4 Link purpose (in context)",
    GOV_UK,
    why='A screen reader can list all links: "click here" says nothing there, an address is spelt.',
)
def links(contents: WordContents) -> Iterator[Fault]:
    """Yield links that lead nowhere, or do not say where they lead."""
    first: dict[str, str] = {}
    for link in contents.links:
        text = " ".join(link.text.split())
        place = link.paragraph.place
        if link.paragraph.in_contents or link.target.startswith("#_Toc"):
            continue
        if not link.target:
            yield place, f'the link "{text}" leads nowhere', "give it an address, or remove it"
        elif _LOCAL.match(link.target):
            what = f'the link "{text}" leads to a file on one computer'
            yield place, what, "link to where everyone can reach it"
        if fault := _unclear(link, text):
            yield place, fault, "let it say what is there, such as the page's title"
        target = link.target.rstrip("/").casefold()
        if text and first.setdefault(text.casefold(), target) != target:
            what = f'links called "{text}" lead to different places'
            yield place, what, "call them by what each leads to"


def _unclear(link: Link, text: str) -> str:
    """Return what is wrong with the words of a link; empty where nothing is."""
    target = link.target
    is_short = len(text) <= _LONGEST_ADDRESS and target in {f"https://{text}", f"http://{text}"}
    if not text:
        return "" if link.paragraph.holds_more else "a link has no words"
    if text.casefold().strip(" .,:>»") in _VAGUE:
        return f'the link "{text}" doesn\'t say where it leads'
    if _URL.fullmatch(text) and not is_short:
        return f'the address "{text}" stands for the words of a link'
    return ""
