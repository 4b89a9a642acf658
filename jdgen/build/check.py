"""Checks a whole workspace, or single files of it, as building would, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, get_args

from jdgen.build.files import (
    SUBJECTS,
    Order,
    files,
    fits,
    no_files_of,
    refuse_unagreed,
)
from jdgen.build.making import check_folders, nothing_looked_at, refuse_slips
from jdgen.build.mentions import check_mentions
from jdgen.build.workers import each_done, usual_jobs
from jdgen.compose.rules import check_placed
from jdgen.documents.coverage import check_facts
from jdgen.documents.document import documents
from jdgen.documents.render import check_templates, has_documents
from jdgen.model.job import Audience, Edition
from jdgen.model.languages import borrowed, borrowed_words
from jdgen.problems import InvalidInput, NotFound, Place, Problem, Problems, refused
from jdgen.tuples import NamedTuple
from jdgen.workspace.targets import Target, job_in, job_of, of_file, open_grades

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from jdgen.build.ledger import Key, LedgerEntry
    from jdgen.build.making import Look
    from jdgen.build.recall import Recall
    from jdgen.model.job import Job
    from jdgen.model.layout import Layout
    from jdgen.model.text import Passage
    from jdgen.workspace.inheritance import Library


Make = Callable[[], tuple[Any, ...]]
Progress = Callable[[int], AbstractContextManager[Callable[[object], None]]]


class Checked(NamedTuple):
    """How many files were checked, what is wrong with them, and what was found in their jobs.

    `remarks` are on what nothing checks.
    """

    number: int
    problems: list[Problem]
    looked: tuple[tuple[Target, Any], ...] = ()
    remarks: tuple[str, ...] = ()


@contextmanager
def _unseen(_: int) -> Iterator[Callable[[object], None]]:
    yield lambda _: None


def check(
    library: Library,
    order: Order,
    only: Sequence[Path] = (),
    look: Look = nothing_looked_at,
    recall: Recall | None = None,
    jobs: int | None = 1,
    progress: Progress = _unseen,
) -> Checked:
    """Check files; return how many, every problem once, sorted by file and line, and what is found.

    Each job is looked at as it is made; what comes of unchanged files may be recalled. With several
    `jobs`, or None for as many as are of use, as many processes share the work.

    Each is checked for every audience for which the layouts have documents. Of single files, one
    for which a layout has no documents at all is a problem; of a whole workspace it is passed over.
    A file that is not one of `families/` or `templates/` is taken for a vacancy. Where the library
    is read in another language than the main one, a text that nobody has translated is a problem.
    """
    paths = list(only or everything(library))
    shown = [library.naming.shown(path) for path in paths]
    tasks: dict[str, Make] = {"mentions": _problems_of(partial(check_mentions, library))}
    tasks |= {
        f"file {name}": partial(_checked, library, order, path, look)
        for name, path in zip(shown, paths, strict=True)
    }
    of_all: dict[str, Make] = {}
    if not only:
        for family in library.families():
            of_all[f"family {family}"] = _problems_of(partial(_check_family, library, family))
        of_all["changes"] = _problems_of(partial(_check_changes, library))
        of_all["words"] = _problems_of(partial(_check_borrowed, library))
    tasks |= of_all
    tasks["remarks"] = lambda: tuple(unchecked(library, only))
    made = _each_made(library, tasks, recall, jobs, progress)
    problems = Problems(wrong for wrong in made["mentions"] if wrong.place.file in {*shown})
    found: list[tuple[Target, Any]] = []
    for name, path in zip(shown, paths, strict=True):
        wrong, looked = made[f"file {name}"]
        problems += wrong
        found += (
            (Target(kind, path, family, key, grade), what)
            for kind, family, key, grade, what in looked
        )
    for name in of_all:
        problems += made[name]
    check_folders([path for path in paths if library.parts(path)[:1] not in _OTHERS], problems)
    if not only:
        library.refuse_strays(problems)
    problems += library.passed_over or ()
    return Checked(len(paths), sorted(set(problems)), tuple(found), made["remarks"])


def _each_made(
    library: Library,
    tasks: Mapping[str, Make],
    recall: Recall | None,
    jobs: int | None,
    progress: Progress,
) -> dict[str, tuple[Any, ...]]:
    """Return what comes of each task, by its name."""
    left = [name for name in tasks if not (recall and recall.knows(name))]
    jobs = usual_jobs(len(left)) if jobs is None else jobs
    if jobs > 1:  # what all need is read before processes are copied
        for family in library.families():
            library.by_rank(family)
    places = {name.removeprefix("file "): place for place, name in enumerate(left)}

    def work(place: int) -> tuple[tuple[Any, ...], Mapping[Key, LedgerEntry]]:
        if recall is None:
            return tasks[left[place]](), {}
        return recall.value(left[place], tasks[left[place]]), recall.take()

    def related(answer: tuple[tuple[Any, ...], Mapping[Key, LedgerEntry]]) -> list[int]:
        entries = answer[1].items()
        inputs = {name for key, entry in entries if key != ("mentions",) for name in entry.inputs}
        return sorted(places[name] for name in inputs & places.keys())

    with progress(len(left)) as advance:
        done = {}
        for place, answer in each_done(len(left), jobs, work, lambda _, __: None, related):
            done[left[place]] = answer
            advance(place)
    if recall is None:
        return {name: answer for name, (answer, _) in done.items()}
    for name, (_, entries) in done.items():
        recall.keep(name, entries)
    recall.order(tasks)
    return {name: done[name][0] if name in done else recall.known(name) for name in tasks}


def _problems_of(find: Callable[[Problems], None]) -> Make:
    def found() -> tuple[Problem, ...]:
        problems = Problems()
        find(problems)
        return tuple(problems)

    return found


def _checked(library: Library, order: Order, path: Path, look: Look) -> tuple[Any, ...]:
    """Check one file; return what is wrong, and of which targets' jobs what was found."""
    problems = Problems()
    looked: list[tuple[str, str, str, str, Any]] = []

    def look_at(target: Target, job: Job) -> None:
        what = look(target, job)
        looked.append((target.kind, target.family, target.key, target.grade, what))
        refuse_slips(what)

    problems += problems.catch(partial(check_file, library, order, path, look_at)) or ()
    return tuple(problems), tuple(looked)


def _check_family(library: Library, family: str, problems: Problems) -> None:
    library.check_ranks_and_codes(family, problems)
    library.check_rising(family, problems)


def _check_changes(library: Library, problems: Problems) -> None:
    """Refuse changes to every layout that no layout has anything for."""
    with suppress(InvalidInput):
        for name in library.layouts():
            library.layout(name)
        for change in library.organisation().in_layouts:
            target = change.target
            if target not in library.changes_met:
                message = f'{change.verb} names "{target}", which no layout has'
                hint = "correct the name, or what it is to stand after or before"
                problems.refuse(target.source, message, hint, "unknown-target")


def _check_borrowed(library: Library, problems: Problems) -> None:
    """Refuse, of a language that is asked for, the words that it has of another."""
    setting = library.setting
    said = setting.changes.get(setting.wanted, {})
    if setting.wanted != setting.main and (names := borrowed(said)):
        like: Passage = said["like"]
        message = f'"{setting.wanted}" has no words of its own for {", ".join(names)}'
        problems.refuse(like, message, "write them beside like:", "untranslated")


def unchecked(library: Library, paths: Sequence[Path] = ()) -> Iterator[str]:
    """Yield remarks on the files given, or on all: what is said in words that nothing checks."""
    if not paths or library.organisation_path in paths:
        setting = library.setting
        yield from borrowed_words(setting.changes, setting.languages)
    for path in paths or library.vacancies():
        with suppress(InvalidInput, NotFound):
            if of_file(library, path).kind == "vacancy":
                for fact in library.vacancy(path).unchecked:
                    yield f"{fact.place}: this date is said in words, which nothing checks"


_OTHERS: Final = frozenset({("families",), ("templates",)})
"""Folders whose files are no vacancies."""


def everything(library: Library) -> Iterator[Path]:
    """Yield every YAML file that the workspace holds."""
    yield library.organisation_path
    yield from (library.layout_path(name) for name in library.layouts())
    for family in library.families():
        yield library.family_path(family)
        for versions in library.level_files(family).values():
            yield from (path for _, path in versions)
    yield from library.roles()
    yield from library.vacancies()


def check_file(
    library: Library,
    order: Order,
    path: Path,
    look_at: Callable[[Target, Job], None] = lambda _, __: None,
) -> Sequence[Problem]:
    """Make all that is made of one file alone; raise `InvalidInput`, return what is untranslated.

    Of a level these are its profiles, one a grade and one of all; of a role, its own documents, and
    those of its vacancies, in which places may be left open.
    """
    match library.parts(path):
        case ("families", "organisation.yaml"):
            library.organisation()
            return ()
        case ("templates", name, "layout.yaml"):
            organisation, layout = library.organisation(), library.layout(name)
            facts, problems = organisation.layer.facts, Problems()
            own = library.setting.own_facts
            check_facts(layout, facts, own, problems)
            problems.catch(partial(check_templates, layout))
            from jdgen.build.word_files import check_looks  # noqa: PLC0415 - Word is slow to load

            check_looks(layout, library.setting, facts, problems)
            problems.raise_any()
            return ()
    try:
        target = of_file(library, path)
    except NotFound as not_found:
        raise refused(Place(str(path)), str(not_found), "name another file", "not-found") from None
    foreign: list[Passage] = []
    problems = Problems()
    for part in _by_audience(library, order, target):
        if target.kind == "vacancy":
            checked = partial(files, library, target, part, only_check=True)
            target_files = problems.catch(checked)
            foreign += target_files.foreign if target_files else ()
            if target_files and target_files.job:
                problems.catch(partial(look_at, target, target_files.job))
        else:
            drawn = partial(_drawn, library, part, target, look_at)
            foreign += problems.catch(drawn) or ()
    problems.raise_any()
    return _untranslated(library, foreign)


def _by_audience(library: Library, order: Order, target: Target) -> Iterator[Order]:
    """Yield the orders that together make all of a target's documents."""
    layouts: list[Layout] = []
    for name in order.layouts:
        try:
            layouts.append(library.layout(name))
        except InvalidInput:  # whoever draws in it is told
            yield order
            return
    subjects = {SUBJECTS[target.kind], *(["post"] if target.kind == "role" else [])}
    audiences = {
        kind.audience
        for layout in layouts
        for kind in layout.documents
        if not subjects.isdisjoint(kind.subjects)
    }
    if not audiences:
        yield order
    for audience in get_args(Audience):
        if audience in audiences:
            yield order._replace(edition=order.edition._replace(audience=audience), where_fit=True)


def _drawn(
    library: Library, order: Order, target: Target, look_at: Callable[[Target, Job], None]
) -> list[Passage]:
    """Draw a file's jobs in each layout; return what nobody has translated."""
    jobs = list(_jobs(library, order, target.path))
    for job in jobs:
        look_at(target, job)
    foreign: list[Passage] = []
    problems = Problems()
    for job in jobs:
        if not job.edition.draft:
            refuse_unagreed(job, problems)
        if not order.edition.draft:  # also of a role that no vacancy names
            check_placed(job.sections, problems)
    for name in order.layouts:
        layout = library.layout(name)
        for job in jobs:
            if order.where_fit and not has_documents(layout, job.subject, job.edition.audience):
                continue
            for document in problems.catch(partial(documents, job, layout)) or ():
                foreign += document.foreign
                problems.catch(partial(no_files_of, document, job, layout, order.formats))
    problems.raise_any()
    return foreign


def _jobs(library: Library, order: Order, path: Path) -> Iterator[Job]:
    """Yield the jobs of a level, a role or a family."""
    target = of_file(library, path)
    edition: Edition = order.edition
    if target.kind == "role":
        draft = edition._replace(draft=True)
        for grade in open_grades(library, path):
            graded = target._replace(grade=grade)
            yield job_of(library, graded, draft)._replace(subject="post")
            if any(fits(library, graded, order, name) for name in order.layouts):
                yield job_of(library, graded, edition)
        return
    if target.kind == "level":
        on = _day_of(library, target)
        grades = library.level(target.family, target.key, on).grades
        for at in (None, *(grade.text for grade in grades if len(grades) > 1)):
            of_level = library.lineage_of_level(target.family, target.key, at, on)
            yield job_in(library, of_level, edition)
        return
    yield job_of(library, target, edition)


def _day_of(library: Library, target: Target) -> date | None:
    """Return a day on which this version of a level is in force; None of its latest."""
    versions = library.level_files(target.family)[target.key]
    for (_, path), (day, _) in pairwise(versions):
        if path == target.path:
            return day - timedelta(days=1)
    first, on = versions[-1][0], library.as_of
    return max(first, on) if on else None


def _untranslated(library: Library, foreign: Iterable[Passage]) -> Problems:
    setting = library.setting
    wanted = setting.wanted
    other = wanted.partition("-")[0]
    problems = Problems()
    for text in foreign:
        written = (text.language or setting.main).partition("-")[0]
        hint = f"write {{{written}: …, {other}: …}} in its place"
        problems.refuse(text, f'this text is not said in "{wanted}"', hint, "untranslated")
    return problems
