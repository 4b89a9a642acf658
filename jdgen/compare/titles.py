"""What a layout calls sections and facts, and in what order it shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jdgen.compose.placeholders import Facts
from jdgen.formats.escaping import without_colon
from jdgen.model.axes import AXIS
from jdgen.problems import Problems
from jdgen.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jdgen.model.job import Job
    from jdgen.model.layout import Layout

_OTHER: Final = {
    "grade.title": "Grade",
    "grade.pay": "Pay",
    "grade.points": "Pay points",
    "level.grades": "Grades of the level",
    "family.title": "Job family",
    "level.title": "Level",
    "level.code": "Level code",
    "post.title": "Job title",
}
"""Facts that some layouts leave unnamed."""


class Titles(NamedTuple):
    """Titles of sections and labels of facts, each in the order of the documents."""

    sections: Mapping[str, str]
    facts: Mapping[str, str]
    details: Mapping[str, str]

    def section(self, key: str) -> str:
        """Return a section's title; one that the layout doesn't show is called by its id."""
        return self.sections.get(key) or in_words(key)

    def fact(self, name: str) -> str:
        """Return a fact's label; one that the layout doesn't show is called by its name."""
        topic, _, field = name.partition(".")
        return (
            self.facts.get(name)
            or _OTHER.get(name)
            or in_words(field if topic == "post" else f"{topic} {field}")
        )

    def detail(self, name: str) -> str:
        """Return what else is said of an entry, as the layout labels it."""
        return self.details.get(name) or in_words(name)

    def say(self, word: str) -> str:
        """Return one of the model's words, such as essential, as the layout writes it."""
        return self.details.get(word, word)

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Return sections in the layout's order, others after them as they come."""
        order = {key: at for at, key in enumerate(self.sections)}
        return sorted(dict.fromkeys(keys), key=lambda key: order.get(key, len(order)))

    def facts_in_order(self, names: Iterable[str]) -> list[str]:
        """Return facts in the layout's order, others after them by name."""
        order = {name: at for at, name in enumerate(self.facts)}
        return sorted(set(names), key=lambda name: (order.get(name, len(order)), name))


def titles(layout: Layout, *jobs: Job) -> Titles:
    """Return a layout's titles for documents of these jobs, whose facts a title may name."""
    subjects = [subject for job in jobs for subject in job.shown_as]
    kinds = sorted(
        layout.documents,
        key=lambda kind: min(
            (subjects.index(subject) for subject in kind.subjects if subject in subjects),
            default=len(subjects),
        ),
    )
    filled = Facts({}, Problems(), filled=jobs[0].facts if jobs else {}, draft=True)
    sections: dict[str, str] = {}
    facts: dict[str, str] = {}
    for kind in kinds:
        for row in (*kind.header, *(row for style in kind.sections for row in style.facts)):
            if row.label and row.fact:
                facts.setdefault(row.fact.text, without_colon(row.label.text))
        for style in kind.sections:
            title = without_colon(filled.fill(style.title).text) if style.title else ""
            if not sections.get(style.id.text):
                sections[style.id.text] = title
    for name, own in (jobs[0].setting.own_facts if jobs else {}).items():
        if own.label:
            facts.setdefault(name, own.label.text)
    axes = {
        f"{AXIS}{name}": axis.title.text
        for job in jobs
        for each in (job, *job.levels)
        for name, axis in each.axes.items()
    }
    return Titles(
        sections,
        axes | facts,
        {"optional": "In some roles", **_details(layout)},
    )


def _details(layout: Layout) -> dict[str, str]:
    labels = {name: without_colon(label.text) for name, label in layout.labels.items()}
    return labels | ({"optional": labels["in_some_roles"]} if "in_some_roles" in labels else {})


def in_words(name: str) -> str:
    """Return a name from a file as words: people-management becomes People management."""
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
