"""A new level of a family, written to the plan of one that the family has."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from jdgen.authoring.lines import NewFile, field, head, note, open_place
from jdgen.authoring.naming import TakenNames
from jdgen.authoring.places import family_for, grades_of, level_choices
from jdgen.authoring.questions import NAME, Question, WrongAnswer, one_of, whole_number
from jdgen.formats.escaping import one_line
from jdgen.model.section import FIELD_OF, Alternatives, Listing
from jdgen.problems import InvalidInput
from jdgen.reading.yaml_text import bracketed, scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jdgen.authoring.questions import Ask
    from jdgen.model.job import Family, Level
    from jdgen.model.section import AuthoredSection, Entry
    from jdgen.workspace.inheritance import Library

_DRAFT: Final = "record: {status: Draft}   # once the panel has agreed it: Evaluated"
_FIRST: Final = {
    "purpose": "What a job at this level is for, in a sentence or two",
    "scope": "How hard the problems are, what is decided here, and whom a mistake affects",
}
_FIRST_LISTS: Final = {
    "accountabilities": "What every job at this level answers for",
    "knowledge-skills-experience": "What somebody has to know or be able to do at this level",
}


def new_level(library: Library, ask: Ask) -> NewFile:
    """Return the file of a new level; raise `WrongAnswer` or `InvalidInput`.

    It has the sections and entries of another level of its family, so that the two can be compared,
    and what that one says beside each as a note.
    """
    family = family_for(library, ask)
    names = TakenNames(tuple(library.levels(family)), "the level", keeps_capitals=True)
    text = "What is the level called, such as PRO9?"
    key = one_of(ask, Question(NAME, text, required=True, check=names.free))
    title = one_of(ask, Question("--title", "Title of the level"))
    like = _pattern(library, family, ask)
    rank = _rank(library, family, ask)
    grades = _grades(library, ask)
    place = library.family_path(family).parent / "levels" / f"{key}.yaml"
    about = (
        "A level: what all jobs of it have in common, as the job-evaluation panel agrees it. What"
        " stands in {{ ? … }} is still to be filled in."
    )
    if like:
        about += (
            f" It has the sections and ids of {like.id}, so that the two compare"
            f" (jdgen diff {like.id} {key}). What {like.id} says stands above each place."
        )
    read = library.family(family)
    lines = [
        *head(place, library.root, "level", about),
        "",
        field("title", title, "Title of the level"),
        f"rank: {rank}   # 1 is the lowest level of the family",
        f"grades: {bracketed(list(grades))}"
        if grades
        else '# grades: ["6"]   # as the pay table calls them',
        _DRAFT,
        "",
        *_axes(read, like),
        *_sections(read, like),
    ]
    is_only = all(key not in library.levels(other) for other in library.families())
    return NewFile(place, "\n".join(lines) + "\n", key if is_only else f"{family}/{key}")


def _pattern(library: Library, family: str, ask: Ask) -> Level | None:
    """Return the level to whose plan a new one is written; None where the family has none yet."""
    keys = library.by_rank(family)
    if not keys:
        return None
    choices = level_choices(library, family)
    text = "To the plan of which level is it written?"
    usual = (keys[-1],)
    question = Question("--like", text, choices, usual=usual, certain=True, required=True)
    return library.level(family, one_of(ask, question))


def _rank(library: Library, family: str, ask: Ask) -> str:
    taken: dict[int, str] = {}
    for key in library.levels(family):
        with suppress(InvalidInput):  # whoever checks the other level is told
            rank_there = library.level(family, key).rank
            taken |= {} if rank_there is None else {rank_there: key}

    def check(answer: str) -> str:
        rank = whole_number(answer)
        if int(rank) in taken:
            raise WrongAnswer(f"{taken[int(rank)]} has the rank {rank}; give each level its own")
        return rank

    usual = str(max(taken, default=0) + 1)
    text = "Rank, 1 being the lowest"
    question = Question("--rank", text, usual=(usual,), certain=True, required=True, check=check)
    return one_of(ask, question)


def _grades(library: Library, ask: Ask) -> tuple[str, ...]:
    text = "Grades that it spans (several with commas; its posts say, if none)"
    return ask(Question("--grade", text, grades_of(library), several=True))


def _axes(family: Family, like: Level | None) -> list[str]:
    """Return what a level says of what rises from level to level of its family."""
    lines: list[str] = []
    for name, axis in family.axes.items():
        if like and (value := like.layer.axes.get(name)):
            lines += note(f"{like.id}: {one_line(value.passage.text)}")
        lines.append(f"{name}: {open_place(one_line(axis.title.text))}")
    return [*lines, ""] if lines else []


def _sections(family: Family, like: Level | None) -> list[str]:
    sections = _of_pattern(like) if like else ()
    lines = ["sections:"]
    written = {section.id for section in sections}
    for section in sections:
        lines += _section(section, like.id if like else "")
    if not written:
        lines += [f"  {name}: {open_place(what)}" for name, what in _FIRST.items()]
        for name, what in _FIRST_LISTS.items():
            key = f"{name.partition('-')[0]}-1"  # no two entries of a level have one id
            lines += [f"  {name}:", f"    - id: {key}", f"      text: {open_place(what)}"]
        written = {*_FIRST, *_FIRST_LISTS}
    for topic in family.topics:
        if topic.text not in written:
            lines.append(f"  {topic.text}: {open_place(topic.text)}")
    return lines


def _of_pattern(like: Level) -> list[AuthoredSection]:
    """Return the sections of a level, and those that only its bands say, each once.

    What is written in a field of its own, such as criteria, is no part of the plan.
    """
    by_id: dict[str, AuthoredSection] = {}
    for layer in (like.layer, *like.bands.values()):
        for section in layer.sections:
            by_id.setdefault(section.id, section)
    return [section for section in by_id.values() if section.id not in FIELD_OF]


def _section(section: AuthoredSection, like: str) -> Iterator[str]:
    content = section.content
    if isinstance(content, Listing):
        yield f"  {section.id}:"
        for group in content.groups:
            indent = "    "
            if group.heading.text:
                yield f"    - heading: {scalar(one_line(group.heading.text))}"
                yield "      items:" if group.entries else f"      text: {open_place('Text')}"
                indent = "        "
            for entry in group.entries:
                yield from _entry(entry, indent, like)
        return
    if isinstance(content, Alternatives):
        yield f"  {section.id}:"
        yield "    any_of:"
        for option in content.options:
            yield from _entry(option, "      ", like)
        return
    yield from note(f"{like}: {one_line(content.passages[0].text)}", "  ")
    yield f"  {section.id}: {open_place(f'What this level says: {section.id}')}"


def _entry(entry: Entry, indent: str, like: str) -> Iterator[str]:
    if use := entry.passage.use:
        yield f"{indent}- clause: {use.clause}"
        return
    yield from note(f"{like}: {one_line(entry.passage.text)}", indent)
    start = f"{indent}- "
    if entry.id:
        yield f"{start}id: {entry.id}"
        start = f"{indent}  "
    if entry.label:
        yield f"{start}label: {scalar(one_line(entry.label.text))}"
        start = f"{indent}  "
    if entry.optional:
        yield f"{start}optional: true"
        start = f"{indent}  "
    about = one_line(entry.label.text) if entry.label else entry.id
    yield f"{start}text: {open_place(f'What this level says: {about}'.removesuffix(': '))}"
