"""A job's documents: their Markdown, put together and read into blocks."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from jdgen.compose.placeholders import Facts
from jdgen.documents.assembly import (
    TITLE,
    PlacedPart,
    assembled,
    nested,
    numbered,
    spans_of_line,
    with_contents,
    with_pages,
    with_signatures,
    with_tops,
)
from jdgen.documents.render import kinds_for, render
from jdgen.documents.sections import levels_of
from jdgen.documents.views import printed
from jdgen.formats.blocks import Heading, Table, plain, slugs, spans_of
from jdgen.formats.escaping import one_line
from jdgen.formats.markdown import UnknownMarkup, parse
from jdgen.problems import InvalidInput, Problems, enough_memory, refused
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.documents.render import Rendered
    from jdgen.formats.blocks import Block
    from jdgen.model.job import Job
    from jdgen.model.layout import DocumentKind, DocumentPart, Layout
    from jdgen.model.text import Passage
    from jdgen.problems import Place


class Document(NamedTuple):
    """One document of a job: its Markdown, and the blocks that it is made of.

    `foreign` is what nobody has translated into the document's language.
    """

    kind: str
    title: str
    markdown: str
    blocks: tuple[Block, ...]
    foreign: tuple[Passage, ...] = ()


def documents(job: Job, layout: Layout) -> list[Document]:
    """Return the job's documents in the layout; raise `InvalidInput`."""
    by_id = {kind.id: kind for kind in kinds_for(job, layout)}
    with enough_memory(lambda: job.source.file):
        rendered = render(job, layout)
        return [_document(document, by_id[document.kind], job, layout) for document in rendered]


def _document(rendered: Rendered, kind: DocumentKind, job: Job, layout: Layout) -> Document:
    markdown, foreign = rendered.markdown, list(rendered.foreign)
    pages: list[int] = []
    tops = [TITLE] * rendered.has_key_facts
    signed = [rendered.signed]
    if kind.parts:
        parts: list[PlacedPart] = []
        for part, title, of_part in _parts(kind, job, layout):
            nested_part = nested(of_part.markdown, title)
            has_key_facts = of_part.has_key_facts
            parts.append(PlacedPart(nested_part, part.after, part.new_page, has_key_facts))
            foreign += of_part.foreign
            signed.append(of_part.signed)
        markdown, pages, tops_of_parts = assembled(markdown, parts)
        tops += tops_of_parts
    if kind.number_sections == "through":
        markdown = numbered(markdown)
    template = layout.naming.place(layout.files[kind.template.text])
    try:
        if kind.contents:
            markdown = with_contents(markdown, printed(layout.labels["contents"]))
            pages, tops = ([at + (at != TITLE) for at in those] for those in (pages, tops))
        blocks = with_pages(parse(markdown), pages)
        blocks = with_tops(blocks, rendered.subtitle, tops, has_contents=kind.contents)
        blocks = with_signatures(blocks, {title for title in signed if title})
    except UnknownMarkup as unknown:
        raise _refused(
            template,
            f"the template writes {unknown.what}, on line {unknown.line} of its Markdown",
            "write headings, paragraphs, lists and tables only",
        ) from None
    title = _checked_title(blocks, template)
    if rendered.name:
        title = one_line(plain(spans_of_line(rendered.name)))
    if "](#" in markdown:
        _check_links(blocks, template)
    return Document(kind.id, title, markdown, blocks, tuple(foreign))


def _parts(
    kind: DocumentKind, job: Job, layout: Layout
) -> Iterator[tuple[DocumentPart, str, Rendered]]:
    """Yield the parts of a document, each with the title that it has in it, if not its own.

    Those that stand at one place are all of one level before those of the next.
    """
    titles = {documented.id: documented.title for documented in layout.documents}
    only = frozenset(part.document.text for part in kind.parts)
    rendered: list[tuple[Facts, dict[str, Rendered]]] = []
    for of_part in levels_of(job, kind) if job.subject == "family" else [job]:
        unmarked = of_part._replace(edition=of_part.edition._replace(marked=False))
        through = kind.number_sections == "through"
        documents = render(unmarked, layout, only=only, through=through, within=kind)
        filled = Facts({}, Problems(), filled=of_part.facts, draft=True)
        rendered.append((filled, {document.kind: document for document in documents}))
    for _, run in groupby(kind.parts, key=lambda part: part.after):
        at_one_place = list(run)
        for filled, by_kind in rendered:
            for part in at_one_place:
                key = part.document.text
                if key in by_kind:  # or it is optional, and has nothing to say
                    title = printed(filled.fill(titles[key])) if job.is_post else ""
                    yield part, title, by_kind[key]


def _checked_title(blocks: Sequence[Block], template: Place) -> str:
    """Return the title; refuse headings out of order, and tables that Word would join."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not headings or blocks[0] != headings[0] or headings[0].level != 1:
        raise _refused(
            template, "the document doesn't start with its title", "begin with a line # …"
        )
    for before, after in pairwise(headings):
        if after.level == 1 or after.level > before.level + 1:
            raise _refused(
                template,
                f'the heading "{plain(after.spans)}" of level {after.level} follows one of level'
                f" {before.level}",
                "keep one title, and go down one level of heading at a time",
            )
    for block, following in pairwise(blocks):
        if isinstance(block, Table) and isinstance(following, Table):
            raise _refused(
                template,
                "two tables follow each other, which Word would join",
                "write a heading or a sentence between them",
            )
    return plain(headings[0].spans)


def _check_links(blocks: Sequence[Block], template: Place) -> None:
    """Refuse links to places in the document that aren't there."""
    anchors = {
        f"#{slug}" for slug in slugs(block for block in blocks if isinstance(block, Heading))
    }
    for span in spans_of(blocks):
        if span.link.startswith("#") and span.link not in anchors:
            message = f'a link leads to "{span.link}", which is no heading'
            raise _refused(template, message, "correct the link")


def _refused(template: Place, message: str, hint: str) -> InvalidInput:
    return refused(template, message, hint, "template")
