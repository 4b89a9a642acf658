"""Documents as Word files: in which house style, with which facts, and what keeps one from use.

Loaded where Word is asked for: `--format md` needs none of it.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from jdgen.build.properties import properties
from jdgen.compose.placeholders import suggest_fact
from jdgen.formats.escaping import in_sentence, one_line
from jdgen.formats.word.body import EVERY_BLOCK, write_body
from jdgen.formats.word.document import write_document
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.formats.word.house_style import read_house_style
from jdgen.formats.word.package import content
from jdgen.model.facts import EVALUATION_FACTS, KNOWN_FACTS, is_known
from jdgen.names import spoken
from jdgen.nearest import suggest
from jdgen.problems import refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from jdgen.documents.document import Document
    from jdgen.formats.word.house_style import HouseStyle
    from jdgen.model.job import Job
    from jdgen.model.layout import Layout
    from jdgen.model.text import Passage, Setting
    from jdgen.problems import Problems

TITLE_FACT: Final = "document.title"
NUMBER_FACT: Final = "document.number"
VERSION_FACT: Final = "document.version"
DRAFT_FACT: Final = "document.draft"
PART_FACT: Final = "document.part"
OWN_FACTS: Final = frozenset((TITLE_FACT, NUMBER_FACT, VERSION_FACT, DRAFT_FACT, PART_FACT))
"""What a house style may name of the document itself."""
_MAY_BE_MEANT: Final = {
    f"word-{rule}": f"; or waive: [{{rule: {rule}, reason: …}}] in layout.yaml, where that is meant"
    for rule in ("size", "face")
}


def word_file(document: Document, job: Job, layout: Layout) -> bytes:
    """Return a document as a Word file; raise `InvalidInput` where it can't be made."""
    style = house_style(layout, job.setting, job.facts, document.kind)
    facts = {f"labels.{name}": label.text for name, label in layout.labels.items()}
    facts[TITLE_FACT] = document.title
    if number := job.facts.get("post.number"):
        facts[NUMBER_FACT] = f"{one_line(number.text)} · "
    if version := job.facts.get("record.version"):
        label = layout.labels.get("version")
        facts[VERSION_FACT] = f"{label.text if label else ''} {version.text} · ".lstrip()
    if job.edition.marked and (draft := layout.labels.get("draft")):
        facts[DRAFT_FACT] = draft.text
    facts |= {name: in_sentence(job.facts[name].text) for name in style.facts if name in job.facts}
    with _naming(layout, document.kind):
        return write_document(
            document.blocks,
            style,
            title=document.title,
            author=one_line(job.facts["organisation.name"].text),
            language=job.setting.wanted,
            facts=facts,
            is_draft=job.edition.marked,
            about=properties(document, job, layout),
        )


def check_word(document: Document, job: Job, layout: Layout) -> None:
    """Raise `InvalidInput` where the document can't be made in Word; quicker than making it."""
    style = house_style(layout, job.setting, job.facts, document.kind)
    if not _is_complete(layout.look(document.kind), job.setting.wanted):
        with _naming(layout, document.kind):
            write_body(document.blocks, style)


@lru_cache(maxsize=8)
def _is_complete(path: Path, language: str) -> bool:
    """Return whether a house style has all the styles that any document may need."""
    try:
        write_body(EVERY_BLOCK, _house_style(path, language))
    except BadHouseStyle:
        return False
    return True


def foreign_in_style(layout: Layout, job: Job, documents: Sequence[str]) -> Iterator[Passage]:
    """Yield what house styles print on each page of documents and nobody has translated."""
    styles = [house_style(layout, job.setting, job.facts, document) for document in documents]
    for name in dict.fromkeys(name for style in styles for name in style.facts):
        if name in job.facts:
            yield from job.facts[name].untranslated
        topic, _, word = name.partition(".")
        is_label = topic == "labels" or (name == VERSION_FACT and "record.version" in job.facts)
        if is_label and word in layout.labels:
            yield from layout.labels[word].untranslated


def house_style(
    layout: Layout, setting: Setting, facts: Collection[str], document: str = ""
) -> HouseStyle:
    """Return the house style of a layout's document, of jobs of these facts.

    Raises `InvalidInput`.
    """
    with _naming(layout, document):
        style = _house_style(layout.look(document), setting.wanted)
        hidden = EVALUATION_FACTS.difference(layout.public)
        own = setting.own_facts
        for name in sorted(style.facts - OWN_FACTS):
            if name not in hidden and (name in KNOWN_FACTS or name in own):
                continue
            topic, _, word = name.partition(".")
            if name in hidden:
                message = (
                    f'its content control "{name}" would print job evaluation in every document'
                )
                raise BadHouseStyle(message, "delete it in Word; a layout can print the fact")
            is_label = topic == "labels" and word in layout.labels
            if is_label or is_known(name, facts):
                continue
            if topic == "labels":
                hint = f"add {word}: … to the labels of the layout, or extends: standard"
                raise BadHouseStyle(f'its content control "{name}" names no label', hint)
            names = {*OWN_FACTS, *KNOWN_FACTS, *own, *facts} - hidden
            hint = suggest_fact(name, names)
            raise BadHouseStyle(f'its content control "{name}" names no fact', hint)
        return style


@lru_cache(maxsize=8)
def _house_style(path: Path, language: str) -> HouseStyle:
    return read_house_style(path, language)


def check_looks(
    layout: Layout, setting: Setting, facts: Collection[str], problems: Problems
) -> None:
    """Refuse what in a layout's house styles can't be used, or would keep people from reading."""
    kinds = {layout.look(kind.id): kind.id for kind in reversed(layout.documents)}
    waived = {f"word-{waiver.rule.text}" for waiver in layout.waive}
    broken: set[str] = set()
    for path, kind in kinds.items():
        if problems.catch(partial(house_style, layout, setting, facts, kind)):
            for message, remedy, rule in _faults_of_look(path, setting.wanted):
                broken.add(rule)
                if rule not in waived:
                    hint = remedy + _MAY_BE_MEANT.get(rule, "")
                    problems.refuse(layout.naming.place(path), message, hint, rule)
    _check_waivers(layout, broken, problems)


def _check_waivers(layout: Layout, broken: Collection[str], problems: Problems) -> None:
    """Refuse waivers of rules that there are none of, or that no house style breaks any more."""
    from jdgen.formats.word.audit.rules.all_rules import RULES  # noqa: PLC0415 - of `check` alone

    for rule in (waiver.rule for waiver in layout.waive):
        if rule.text not in RULES:
            hint = suggest(rule.text, RULES, what="the rules of jdgen audit are")
            message = f'there is no rule "{spoken(rule.text)}" of accessible documents'
            problems.refuse(rule, message, hint, "unknown-rule")
        elif f"word-{rule.text}" not in broken and rule.source.file == layout.place.file:
            message = f'no house style of this layout breaks the rule "{rule.text}" any more'
            problems.refuse(rule, message, "delete the waiver", "idle-waiver")


@lru_cache(maxsize=8)
def _faults_of_look(path: Path, language: str) -> tuple[tuple[str, str, str], ...]:
    """Return how a house style breaks rules of accessible documents, what to do, and which."""
    from jdgen.formats.word.audit.audit import audit_house_style  # noqa: PLC0415 - of `check` alone
    from jdgen.formats.word.audit.opening import UnreadableWord  # noqa: PLC0415 - as above

    parts = _house_style(path, language).parts

    def read(name: str) -> bytes | None:
        return content(parts[name]) if name in parts else None

    try:
        found = audit_house_style(read, language)
    except UnreadableWord as error:
        return ((f"this house style can't be audited: {error}", error.hint, "unreadable-word"),)
    return tuple(
        (f"{place}: {message}", remedy, f"word-{rule.id}") for rule, place, message, remedy in found
    )


@contextmanager
def _naming(layout: Layout, document: str) -> Iterator[None]:
    """Name the house style's file where it can't be used, or the layout's where it isn't there."""
    path = layout.look(document)
    try:
        yield
    except BadHouseStyle as bad:
        place = layout.naming.place(path)
        message, hint = f"this house style can't be used: {bad}", bad.hint
    except OSError as error:
        own = (kind.house_style for kind in layout.documents if kind.id == document)
        place = (next(own, None) or layout.house_style or layout).place
        message = f'the house style "{path.name}" can\'t be read: {error.strerror}'
        hint = f"put the Word file into {layout.naming.shown(path.parent)}, or correct house_style:"
    else:
        return
    raise refused(place, message, hint, "house-style")
