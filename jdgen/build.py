"""Vacancies to documents: makes every file of one or of all vacancies, then writes them."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from jdgen.blocks import Heading, plain
from jdgen.compose import compose
from jdgen.escaping import one_line
from jdgen.facts import KNOWN_FACTS, location, suggest_fact
from jdgen.markdown import UnknownMarkup, parse
from jdgen.output import write_files
from jdgen.problems import Gathering, InvalidInput, Location, Problem, shown
from jdgen.render import render
from jdgen.word.faults import BadHouseStyle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from jdgen.blocks import Block
    from jdgen.layout import Layout
    from jdgen.library import Library
    from jdgen.model import Job
    from jdgen.render import Rendered
    from jdgen.word.house_style import HouseStyle

FORMATS: Final = ("docx", "md")
TITLE_FACT: Final = "document.title"


class Document(NamedTuple):
    """One document of a job: its Markdown, and the blocks that it is made of."""

    kind: str
    title: str
    markdown: str
    blocks: tuple[Block, ...]


def documents(job: Job, layout: Layout) -> list[Document]:
    """Return the job's documents in the layout; raise `InvalidInput`."""
    return [_document(rendered, layout) for rendered in render(job, layout)]


def _document(rendered: Rendered, layout: Layout) -> Document:
    template = next(kind.template for kind in layout.documents if kind.id == rendered.kind)
    place = Location(shown(layout.folder / template.text))

    def refuse(message: str, hint: str) -> InvalidInput:
        return InvalidInput([Problem(place, message, hint, "template")])

    try:
        blocks = parse(rendered.markdown)
    except UnknownMarkup as unknown:
        raise refuse(
            f"the template writes {unknown.what}, on line {unknown.line} of its Markdown",
            "write headings, paragraphs, lists and tables only",
        ) from None
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings or blocks[0] != headings[0] or headings[0].level != 1:
        raise refuse("the document doesn't start with its title", "begin with a line # …")
    for before, after in pairwise(headings):
        if after.level == 1 or after.level > before.level + 1:
            raise refuse(
                f'the heading "{plain(after.spans)}" of level {after.level} follows one of level'
                f" {before.level}",
                "keep one title, and go down one level of heading at a time",
            )
    return Document(rendered.kind, plain(headings[0].spans), rendered.markdown, blocks)


def files(
    library: Library, path: Path, layout_name: str, formats: Sequence[str]
) -> dict[str, bytes]:
    """Return a vacancy's files by their paths below the output folder; raise `InvalidInput`."""
    gathering = Gathering()
    job = gathering.catch(lambda: compose(library.lineage_of_vacancy(path)))
    layout = gathering.catch(lambda: library.layout(layout_name))
    gathering.raise_any()
    made = files_of(job, layout, formats) if job and layout else {}
    return {f"{path.stem}/{name}": data for name, data in made.items()}


def files_of(job: Job, layout: Layout, formats: Sequence[str]) -> dict[str, bytes]:
    """Return a job's files by their names; raise `InvalidInput`."""
    made: dict[str, bytes] = {}
    for document in documents(job, layout):
        if "docx" in formats:
            made[f"{document.kind}.docx"] = _word(document, job, layout)
        if "md" in formats:
            made[f"{document.kind}.md"] = _markdown(document, job).encode()
    return made


def _markdown(document: Document, job: Job) -> str:
    """Return the `.md` file: the title and the language as front matter, then the Markdown."""
    title = document.title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{title}"\nlang: {job.language}\n---\n\n{document.markdown}'


def _word(document: Document, job: Job, layout: Layout) -> bytes:
    from jdgen.word.document import write_document  # noqa: PLC0415 - `--format md` needs no Word

    style = house_style(layout, job.language, frozenset(job.facts))
    facts = {name: one_line(fact.text) for name, fact in job.facts.items()}
    with _naming(layout):
        return write_document(
            document.blocks,
            style,
            title=document.title,
            author=facts["organisation.name"],
            language=job.language,
            facts={TITLE_FACT: document.title, **facts},
        )


def house_style(layout: Layout, language: str, facts: frozenset[str]) -> HouseStyle:
    """Return the layout's house style for jobs of these facts; raise `InvalidInput`."""
    with _naming(layout):
        style = _house_style(layout.folder / layout.house_style.text, language)
        known = sorted({TITLE_FACT, *KNOWN_FACTS, *facts})
        for name in sorted(style.facts.difference(known)):
            hint = suggest_fact(name, known)
            raise BadHouseStyle(f'its content control "{name}" names no fact', hint)
        return style


@lru_cache(maxsize=8)
def _house_style(path: Path, language: str) -> HouseStyle:
    from jdgen.word.house_style import read_house_style  # noqa: PLC0415 - as above

    return read_house_style(path, language)


@contextmanager
def _naming(layout: Layout) -> Iterator[None]:
    """Name the house style's file where it can't be used, or the layout's where it isn't there."""
    try:
        yield
    except BadHouseStyle as bad:
        place = Location(shown(layout.folder / layout.house_style.text))
        message, hint = f"this house style can't be used: {bad}", bad.hint
    except OSError as error:
        place = location(layout.house_style.source)
        message = f'the house style "{layout.house_style.text}" can\'t be read: {error.strerror}'
        hint = f"put the Word file into {shown(layout.folder)}, or correct house_style:"
    else:
        return
    raise InvalidInput([Problem(place, message, hint, "house-style")])


def build(
    library: Library,
    paths: Sequence[Path],
    layout_name: str,
    formats: Sequence[str],
    output: Path,
    progress: Callable[[Path], None] = lambda _: None,
) -> list[Path]:
    """Write the vacancies' documents below the output folder and return their paths.

    Nothing is written unless everything is right: raises `InvalidInput` with every problem of every
    vacancy, and `OSError` where the files can't be written.
    """
    problems = same_names(paths)
    made: dict[str, bytes] = {}
    for path in paths:
        try:
            made |= files(library, path, layout_name, formats)
        except InvalidInput as invalid:
            problems += invalid.problems
        progress(path)
    if problems:
        raise InvalidInput(problems)
    return write_files(output, made)


def same_names(paths: Sequence[Path]) -> list[Problem]:
    """Return the vacancies that would be written to one folder, as file systems see names."""
    problems: list[Problem] = []
    first: dict[str, Path] = {}
    for path in paths:
        other = first.setdefault(path.stem.casefold(), path)
        if other != path:
            problems.append(
                Problem(
                    Location(shown(path)),
                    f'the vacancy "{path.stem}" is also at {shown(other)}',
                    "rename one of them: both would be written to the same folder",
                    "duplicate-vacancy",
                )
            )
    return problems
