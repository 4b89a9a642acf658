"""Vacancies, roles, levels and families to the files that are made of them."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from jdgen.build.record import FORMATS, PDF, name_in
from jdgen.compose.job import PLAIN
from jdgen.documents.document import documents
from jdgen.documents.render import as_advertised, has_documents
from jdgen.names import suggestion
from jdgen.problems import InvalidInput, Problems, enough_memory
from jdgen.tuples import NamedTuple
from jdgen.workspace.files import name_of
from jdgen.workspace.inheritance import Library
from jdgen.workspace.targets import Target, job_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jdgen.documents.document import Document
    from jdgen.model.job import Edition, Job, Subject
    from jdgen.model.layout import Layout
    from jdgen.model.text import Passage
    from jdgen.workspace.targets import Kind

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
    elif not order.edition.draft:
        told = {problem.place for problem in problems}
        problems += (one for one in _besides(library, target, order) if one.place not in told)
    for name in order.layouts:
        layout = problems.catch(partial(library.layout, name))
        if layout is None or job is None:
            continue
        if order.where_fit and not fits(library, target, order, name):
            continue
        seen = as_advertised(job, layout) if job.edition.draft else job
        drawn = problems.catch(partial(documents, seen, layout))
        folder = f"{name}/{folder_of(target)}" if len(order.layouts) > 1 else folder_of(target)
        for document in drawn or ():
            foreign += document.foreign
            with problems.catching(), enough_memory(lambda: job.source.file):
                parts = make(document, job, layout, order.formats)
                built |= {f"{folder}/{file}": data for file, data in parts.items()}
        if drawn and {"docx", PDF} & {*order.formats}:
            from jdgen.build.word_files import foreign_in_style  # noqa: PLC0415 - of Word alone

            foreign += foreign_in_style(layout, job, [document.kind for document in drawn])
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


def _besides(library: Library, target: Target, order: Order) -> Problems:
    """Return what else keeps documents from being final, where some places are still open.

    Those of dates and figures keep a file from being read as it is meant, so that all is read as
    for a draft; and what no draft needs is asked of the draft's documents.
    """
    problems = Problems()
    with suppress(InvalidInput):  # what can't be read is told
        drafted = Library(library.root, library.setting.wanted, library.as_of, draft=True)
        problems.catch(partial(job_of, drafted, target, order.edition))
        job = job_of(drafted, target, order.edition._replace(draft=True))
        refuse_unagreed(job, problems)
        final = job._replace(edition=order.edition)
        for name in order.layouts:
            layout = library.layout(name)
            if not order.where_fit or fits(library, target, order, name):
                problems.catch(partial(documents, final, layout))
    return problems


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


def folder_of(target: Target) -> str:
    """Return the folder of a target's documents, below the output folder or that of a layout."""
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
    word = b""
    if {"docx", PDF} & {*formats}:
        from jdgen.build.word_files import word_file  # noqa: PLC0415 - `--format md` needs no Word

        word = word_file(document, job, layout)
    if "docx" in formats:
        built[f"{name}.docx"] = word
    if PDF in formats:
        built[f"{name}.pdf"] = word
    if "md" in formats:
        built[f"{name}.md"] = _markdown(document, job).encode()
    return built


def no_files_of(
    document: Document, job: Job, layout: Layout, formats: Sequence[str]
) -> dict[str, bytes]:
    """Return no files, where all of them can be made; raise `InvalidInput` as `files_of` does."""
    if "docx" in formats:
        from jdgen.build.word_files import check_word  # noqa: PLC0415 - as above

        check_word(document, job, layout)
    return {}


def _markdown(document: Document, job: Job) -> str:
    """Return the `.md` file: the title and the language as front matter, then the Markdown."""
    title = document.title.replace("\\", "\\\\").replace('"', '\\"')
    return f'---\ntitle: "{title}"\nlang: {job.setting.wanted}\n---\n\n{document.markdown}'
