"""Rules on languages: which a document says, and which its parts are in."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jdgen.formats.word.audit.languages import language_of
from jdgen.formats.word.audit.looks import child, value
from jdgen.formats.word.audit.paragraphs import WordPlace
from jdgen.formats.word.audit.rules.rule import core_property, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.formats.word.audit.contents import WordContents
    from jdgen.formats.word.audit.rules.rule import Fault


@rule(
    "language",
    "The document says its language",
    "WCAG 2.2, 3.1.1 Language of page",
    why="A screen reader takes its voice from the language; a wrong one can't be understood.",
)
def language(contents: WordContents) -> Iterator[Fault]:
    """Yield where the document says no language, or another than its own."""
    default = contents.looks.defaults.get("language", "")
    if contents.is_house_style:
        yield from _languages_of_styles(contents, contents.language or default)
        return
    remedy = "select all, then Review, Language, Set Proofing Language, Set As Default"
    if not default:
        yield WordPlace("styles"), "the document says no language", remedy
        return
    wanted = contents.language or default
    said = {
        "styles": default,
        "settings": value(child(contents.settings, "themeFontLang")),
        "document properties": core_property(contents, "language"),
    }
    for where, language in said.items():
        if language and not _is_alike(language, wanted, is_exact=bool(contents.language)):
            yield WordPlace(where), f"the language is {language} here, not {wanted}", remedy


def _languages_of_styles(contents: WordContents, wanted: str) -> Iterator[Fault]:
    """Yield the styles that say another language, which jdgen gives the default ones only."""
    for style in contents.looks.all_styles():
        own = value(child(style, "rPr", "lang"))
        is_default = value(style, "default") in {"1", "true", "on"}
        if own and wanted and not is_default and not _is_alike(own, wanted, is_exact=True):
            place = WordPlace(f'style "{value(child(style, "name"))}"')
            what = f"text in this style is marked as {own}, and documents are in {wanted}"
            yield place, what, "change the style in Word: Modify, Format, Language"


def _is_alike(one: str, other: str, *, is_exact: bool) -> bool:
    """Return whether two languages are the same, wherever they are spoken unless it is exact."""
    if is_exact:
        return _folded(one) == _folded(other)
    return _main_language(one) == _main_language(other)


def _main_language(tag: str) -> str:
    return _folded(tag).partition("-")[0]


def _folded(tag: str) -> str:
    return tag.casefold().replace("_", "-")


@rule(
    "language-of-parts",
    "Text in another language is marked as such",
    "WCAG 2.2, 3.1.2 Language of parts",
    why="A screen reader reads unmarked Welsh with an English voice, which nobody can follow.",
)
def language_of_parts(contents: WordContents) -> Iterator[Fault]:
    """Yield text that reads like another language than it is marked as."""
    for paragraph in contents.paragraphs:
        said = Counter[str]()
        for run in paragraph.runs:
            said[run.look.get("language", "")] += len(run.text)
        written = language_of(paragraph.text)
        marked = said.most_common(1)[0][0] if said else ""
        if written and marked and written != _main_language(marked):
            yield (
                paragraph.place,
                f"this text is marked as {marked}, and reads like {written}",
                "select it, then Review, Language, Set Proofing Language",
            )
