"""What stands between a label and its text: the colon, and the semicolon, of the language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, get_args

import pytest

from jdgen.documents.document import documents
from jdgen.documents.render import has_documents
from jdgen.formats.blocks import plain, spans_of
from jdgen.model.job import Audience, Edition
from jdgen.workspace.targets import find, job_of

if TYPE_CHECKING:
    from example import Example

CRITERION: Final = (
    "{label: Pavés, text: Pose des pavés, importance: essential, assessed_by: [A, I],"
    " standard: expert, weight: 20, stage: interview}"
)
BAND: Final = (
    f"{{title: Aguerri, sections: {{accountabilities: [{{label: Pose, text: Pose}}]}},"
    f" person_specification: [{{category: Savoir-faire, criteria: [{CRITERION}]}}]}}"
)
FILES: Final = {
    "families/organisation.yaml": """\
name: Ville
language: {language}
assessment_methods: {{A: Dossier, I: Entretien}}
scales: {{niveau: [{{id: expert, title: Expert, text: Sait tout}}]}}
pay:
  - effective: 2026-04-01
    grades:
      "4": {{title: G4, ranges: [{{title: Jour, minimum: 10}}, {{title: Nuit, minimum: 20}}]}}
      "5": {{title: G5, minimum: 30}}
""",
    "families/works/levels/W1.yaml": f"""\
code: W1
title: Niveau
rank: 1
grades: ["4", "5"]
bands: {{"4": {BAND}, "5": {BAND}}}
sections:
  accountabilities:
    - {{id: chef, optional: true, label: Équipe, text: Dirige}}
""",
    "families/works/roles/paviour.yaml": """\
title: Paveur
family: works
level: W1
grade: "4"
linked_grades: [{grade: "4", text: Débutant}, {grade: "5", text: Aguerri}]
marking: Interne
location: Dijon
demands: {physical: Lourd, on_call: Oui}
sections:
  purpose: Entretient les trottoirs
  duties:
    - label: Pavés
      text: Pose des pavés
      weight: 60
      frequency: Chaque jour
      items: [{label: Ici, text: Pavés}]
    - {label: Nuit, text: Pose la nuit., weight: 40, outcome: Rues sûres}
codes: {soc: "1234"}
""",
}
LEVEL: Final = '  level-profile: {heading: "{{ level.title }}", marking: Interne}\n'
LOOKS: Final = {
    "as it is": LEVEL,
    "lists": f"{LEVEL}"
    "  job-description.duties: {details: first}\n"
    "  person-specification.person-specification: {criteria: {as: list, methods_in: text}}\n",
    "side by side": f"{LEVEL}"
    "  person-specification.person-specification: {criteria: {as: side-by-side}}\n",
    "tables": f"{LEVEL}"
    "  job-description.duties: {columns: {label: Nom, text: Mission, weight: Part,"
    " frequency: Fois, outcome: But}}\n"
    "  job-description.working-conditions: {facts_as: table}\n",
    "bands": '  job-description: {bands: {heading: "{{ grade.title }}", as: by-band}}\n'
    '  level-profile: {heading: "{{ level.title }}", bands: {heading: "{{ band.title }}"}}\n',
}
MARKS: Final = {"en-GB": (":", ";"), "fr-FR": ("\u00a0:", "\u202f;")}
FOLLOWED: Final = r"(?=\*\*|</span>|[ )\n]|$)"


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("language", MARKS)
def test_every_colon_and_semicolon_is_that_of_the_language(
    example: Example, language: str, look: str
) -> None:
    for name, text in FILES.items():
        example.write(name, text.format(language=language) if "organisation" in name else text)
    example.vacancy("closing_date: [2027-03-01, 2027-03-02, 2027-04-01]\n")
    example.layout(f"replace:\n{LOOKS[look]}")
    library = example.library()
    layout = library.layout("ours")
    met = ""
    for target in ("one", "W1", "works"):
        for audience in get_args(Audience):
            job = job_of(library, find(library, target).target, Edition(audience))
            if not has_documents(layout, job.subject, audience):
                continue
            for document in documents(job, layout):
                in_word = "\n".join(plain(tuple(spans_of([b]))) for b in document.blocks)
                for text in (document.markdown, in_word):
                    for mark in MARKS[language]:
                        right = re.findall(rf"(?<=\S){mark}{FOLLOWED}", text)
                        assert len(right) == text.count(mark[-1])
                met += in_word
    assert ":" in met
    assert ";" in met


def test_an_organisation_says_its_own_mark_as_it_is_typed(example: Example) -> None:
    example.organisation('wording: {colon: " *", semicolon: " |"}\n')
    example.vacancy("demands: {physical: Heavy}\nmarking: Internal\n")
    [line] = [line for line in example.markdown().splitlines() if "Physical" in line]
    assert line == r"- **Physical demands \*** Heavy"
    assert example.documents()["job-description"].title == "Paviour * job description"
