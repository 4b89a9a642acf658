"""Vacancies, roles, levels and families to the files that are made of them."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.build.record import FORMATS, PDF
from jdgen.compose.job import PLAIN
from jdgen.compose.placeholders import suggest_fact
from jdgen.documents.document import documents
from jdgen.documents.render import as_advertised, has_documents
from jdgen.formats.escaping import in_sentence, one_line
from jdgen.formats.word.faults import BadHouseStyle
from jdgen.model.facts import EVALUATION_FACTS, KNOWN_FACTS, is_known
from jdgen.names import suggestion
from jdgen.problems import InvalidInput, Problems, enough_memory, refused
from jdgen.workspace.files import name_of
from jdgen.workspace.targets import Target, job_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from jdgen.documents.document import Document
    from jdgen.formats.word.house_style import HouseStyle
    from jdgen.model.job import Edition, Job, Subject
    from jdgen.model.layout import Layout
    from jdgen.model.text import Passage, Setting
    from jdgen.workspace.inheritance import Library
    from jdgen.workspace.targets import Kind

TITLE_FACT: Final = "document.title"
NUMBER_FACT: Final = "document.number"
VERSION_FACT: Final = "document.version"
DRAFT_FACT: Final = "document.draft"
PART_FACT: Final = "document.part"
OWN_FACTS: Final = frozenset((TITLE_FACT, NUMBER_FACT, VERSION_FACT, DRAFT_FACT, PART_FACT))
"""What a house style may name of the document itself."""
FAMILIES: Final = "families"
"""The folder of what is made of families and levels, below the output folder."""


class Order(NamedTuple):
    """What to make: in which layouts and formats, and for whom.

    With `where_fit`, a layout that has no documents of a kind of target is passed over.
    """

    layouts: Sequence[str]
    formats: Sequence[str] = FORMATS
    edition: Edition = PLAIN
    where_fit: bool = False


class TargetFiles(NamedTuple):
    """Files by their paths below the output folder, and what is to be said of them.

    `foreign` are the texts that nobody has translated, `unagreed` the statuses by which files that
    they are made of are not agreed. `job` is of what they are made.
    """

    files: dict[str, bytes]
    foreign: tuple[Passage, ...] = ()
    unagreed: tuple[Passage, ...] = ()
    job: Job | None = None


def files(
    library: Library, target: Target, order: Order, *, only_check: bool = False
) -> TargetFiles:
    """Return the files made of one target, by their paths below the output folder.

    A vacancy has a folder of its own, a level and a role one below that of its family; where there
    are several layouts, each has a folder around them. Raises `InvalidInput`; with `only_check` it
    returns no files, which is quicker.
    """
    make = no_files_of if only_check else files_of
    problems = Problems()
    built: dict[str, bytes] = {}
    foreign: list[Passage] = []
    if order.where_fit and not any(fits(library, target, order, name) for name in order.layouts):
        return TargetFiles(built)
    job = problems.catch(partial(job_of, library, target, order.edition))
    if job and not order.edition.draft:
        refuse_unagreed(job, problems)
    for name in order.layouts:
        layout = problems.catch(partial(library.layout, name))
        if layout is None or job is None:
            continue
        if order.where_fit and not fits(library, target, order, name):
            continue
        seen = as_advertised(job, layout) if job.edition.draft else job
        drawn = problems.catch(partial(documents, seen, layout))
        folder = f"{name}/{_folder(target)}" if len(order.layouts) > 1 else _folder(target)
        for document in drawn or ():
            foreign += document.foreign
            with problems.catching(), enough_memory(lambda: job.source.file):
                parts = make(document, job, layout, order.formats)
                built |= {f"{folder}/{file}": data for file, data in parts.items()}
        if drawn and {"docx", PDF} & {*order.formats}:
            foreign += _foreign_in_style(layout, job, [document.kind for document in drawn])
    problems.raise_any()
    return TargetFiles(built, tuple(foreign), tuple(_unagreed(job)) if job else (), job)


SUBJECTS: Final[dict[Kind, Subject]] = {
    "vacancy": "post",
    "role": "role",
    "level": "level",
    "family": "family",
}
"""What the documents of a target are about."""


def fits(library: Library, target: Target, order: Order, layout: str) -> bool:
    """Return whether a layout has documents of a target; also where the layout can't be read."""
    try:
        look = library.layout(layout)
    except InvalidInput:  # whoever draws in it is told
        return True
    return has_documents(look, SUBJECTS[target.kind], order.edition.audience)


def _unagreed(job: Job) -> Iterator[Passage]:
    for one in (job, *job.levels):
        yield from one.unagreed


def refuse_unagreed(job: Job, problems: Problems) -> None:
    """Refuse to make final documents of files that are drafts, or retired."""
    for status in _unagreed(job):
        problems.refuse(
            status.source,
            f'the {status.source.layer} is "{status.text}", and these documents would be final',
            "add --draft for documents that say they are drafts, or change the status once the"
            " text is agreed",
            "not-agreed",
        )


def _folder(target: Target) -> str:
    if target.kind == "family":
        return f"{FAMILIES}/{target.key}"
    if target.kind in {"level", "role"}:
        key = f"{target.key}-{suggestion(target.grade, 'grade')}" if target.grade else target.key
        folder = "roles/" if target.kind == "role" else ""
        return f"{FAMILIES}/{target.family}/{folder}{key}"
    return name_of(target.path)


def files_of(
    document: Document, job: Job, layout: Layout, formats: Sequence[str]
) -> dict[str, bytes]:
    """Return a document's files by their names; raise `InvalidInput`.

    Of a PDF it returns the Word document of which it will be made.
    """
    built: dict[str, bytes] = {}
    name = name_in(job.setting, document.kind)
    word = _word(document, job, layout) if {"docx", PDF} & {*formats} else b""
    if "docx" in formats:
        built[f"{name}.docx"] = word
    if PDF in formats:
        built[f"{name}.pdf"] = word
    if "md" in formats:
        built[f"{name}.md"] = _markdown(document, job).encode()
    return built


def name_in(setting: Setting, kind: str) -> str:
    """Return what the files of a kind of document are called in the language that is read."""
    return kind if setting.wanted == setting.main else f"{kind}.{setting.wanted}"


def no_files_of(
    document: Document, job: Job, layout: Layout, formats: Sequence[str]
) -> dict[str, bytes]:
    """Return no files, where all of them can be made; raise `InvalidInput` as `files_of` does."""
    if "docx" in formats:
        check_word(document, job, layout)
    return {}


def _markdown(document: Document, job: Job) -> str:
    """Return the `.md` file: the title and the language as front matter, then the Markdown."""
    title = document.title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{title}"\nlang: {job.setting.wanted}\n---\n\n{document.markdown}'


def _word(document: Document, job: Job, layout: Layout) -> bytes:
    from jdgen.build.properties import properties  # noqa: PLC0415 - as below
    from jdgen.formats.word.document import write_document  # noqa: PLC0415 - `--format md` needs no Word

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
    from jdgen.formats.word.body import write_body  # noqa: PLC0415 - as above

    style = house_style(layout, job.setting, job.facts, document.kind)
    if not _is_complete(layout.look(document.kind), job.setting.wanted):
        with _naming(layout, document.kind):
            write_body(document.blocks, style)


@lru_cache(maxsize=8)
def _is_complete(path: Path, language: str) -> bool:
    """Return whether a house style has all the styles that any document may need."""
    from jdgen.formats.word.body import EVERY_BLOCK, write_body  # noqa: PLC0415 - as above

    try:
        write_body(EVERY_BLOCK, _house_style(path, language))
    except BadHouseStyle:
        return False
    return True


def _foreign_in_style(layout: Layout, job: Job, documents: Sequence[str]) -> Iterator[Passage]:
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
    from jdgen.formats.word.house_style import read_house_style  # noqa: PLC0415 - as above

    return read_house_style(path, language)


def check_looks(
    layout: Layout, setting: Setting, facts: Collection[str], problems: Problems
) -> None:
    """Refuse what in a layout's house styles can't be used, or would keep people from reading."""
    kinds = {layout.look(kind.id): kind.id for kind in reversed(layout.documents)}
    for path, kind in kinds.items():
        if problems.catch(partial(house_style, layout, setting, facts, kind)):
            _check_look(layout, path, setting, problems)


def _check_look(layout: Layout, path: Path, setting: Setting, problems: Problems) -> None:
    for message, remedy, rule in _faults_of_look(path, setting.wanted):
        problems.refuse(layout.naming.place(path), message, remedy, rule)


@lru_cache(maxsize=8)
def _faults_of_look(path: Path, language: str) -> tuple[tuple[str, str, str], ...]:
    """Return how a house style breaks rules of accessible documents, what to do, and which."""
    from jdgen.formats.word.audit.audit import audit_house_style  # noqa: PLC0415 - of `check` alone
    from jdgen.formats.word.audit.opening import UnreadableWord  # noqa: PLC0415 - as above
    from jdgen.formats.word.package import content  # noqa: PLC0415 - as above

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
