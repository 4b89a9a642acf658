"""Features that meet: days, layouts, evaluation and drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from example import EVALUATION, PAY, PLAIN_CRITERIA, Example, facts, ours, section

from jdgen.build.files import Order
from jdgen.build.making import Making, build
from jdgen.model.job import Edition
from jdgen.problems import InvalidInput
from jdgen.reports import job as job_report
from jdgen.workspace.targets import everything, find, job_of, unit_of

if TYPE_CHECKING:
    from jdgen.model.job import Job


def test_a_level_that_is_not_in_force_yet_is_left_out_of_the_family_of_that_day(
    example: Example,
) -> None:
    example.level("sections: {scope: To come.}\n", key="W2.2027-04-01")
    later = example.library(as_of="2027-04-01")
    earlier = example.library(as_of="2027-03-31")
    assert [target.key for target in everything(later)] == ["one", "paviour", "W1", "W2", "works"]
    assert [target.key for target in everything(earlier)] == ["one", "paviour", "W1", "works"]
    assert len(job_of(earlier, find(earlier, "works").target).levels) == 1
    [problem] = example.problems("W2", as_of="2027-03-31")
    assert problem.message == (
        "W2 is not in force on 2027-03-31: its first version is from 2027-04-01"
    )


def test_as_of_takes_the_pay_clauses_and_levels_of_a_day(example: Example) -> None:
    example.organisation(
        PAY
        + "clauses:\n  c: [{text: Old clause.}, {text: New clause., effective: 2027-04-01}]\n"
        + "sections: {corporate-responsibilities: [{clause: c}]}\n"
    )
    example.level("sections: {scope: Old level.}\n")
    example.level("sections: {scope: New level.}\n", key="W1.2027-04-01")

    def said(job: Job) -> tuple[str, str, str]:
        texts = {
            left.text
            for key in ("scope", "corporate-responsibilities")
            for left in _passages(job, key)
        }
        return (job.facts["post.salary"].text[:7], *sorted(texts))  # type: ignore[return-value]

    before = ("£24,000", "Old clause.", "Old level.")
    after = ("£25,000", "New clause.", "New level.")
    assert said(example.job(as_of="2027-03-31")) == before
    assert said(example.job(as_of="2027-04-01")) == after
    assert said(example.job()) == after  # nothing says a day: the latest
    example.vacancy("closing_date: 2027-03-31\n")
    assert said(example.job()) == before
    assert said(example.job(as_of="2028-01-01")) == after


def _passages(job: Job, key: str) -> list[object]:
    content = job.sections[key].content
    if hasattr(content, "passages"):
        return list(content.passages)
    return [entry.passage for group in content.groups for entry in group.entries]  # type: ignore[union-attr]


def test_choosing_another_layout_loses_no_fact_that_a_post_says(example: Example) -> None:
    example.vacancy("location: Depot\n")
    example.layout(ours(PLAIN_CRITERIA))
    [problem] = example.problems(layout="ours")
    assert problem.message == 'the layout "ours" does not show the fact "post.location"'
    assert str(problem.place) == "vacancies/one.yaml:2:11"
    example.layout("leaves_out: [post.location]\n" + ours(PLAIN_CRITERIA))
    assert "Depot" not in example.markdown("sheet", layout="ours")


def test_a_layout_extends_another_and_says_anew_what_it_wants(example: Example) -> None:
    example.layout(ours(PLAIN_CRITERIA) + "labels: {essential: Must have}\n")
    table = section(example.documents(layout="ours")["sheet"], "Criteria")
    assert table[-1] == "Lays slabs level. | Must have | Application form, Test"
    example.layout(ours(PLAIN_CRITERIA).replace("documents", "x: y\ndocuments"))
    assert example.problems(layout="ours")[0].rule == "unknown-field"
    example.write("templates/ours/layout.yaml", "title: A\nextends: ours\n" + ours(PLAIN_CRITERIA))
    [problem] = example.problems(layout="ours")
    assert problem.message == 'the layout "ours" extends itself'


def test_an_evaluation_by_another_scheme_takes_nothing_from_the_one_before(
    example: Example,
) -> None:
    example.role(EVALUATION)
    example.vacancy("evaluation: {scheme: Hay, reference: H-9}\n")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert (copy["Scheme"], copy["Reference"]) == ("Hay", "H-9")
    assert "Total score" not in copy


def test_a_draft_is_not_approved_because_its_role_was(example: Example) -> None:
    example.role('record: {status: Approved, approved: 2026-01-01, version: "3"}\n')
    example.vacancy("record: {status: Draft}\n")
    job = example.job()
    assert "record.approved" not in job.facts
    assert job.facts["record.version"].text == "3"


def test_linked_grades_go_by_pay_however_the_table_is_written(example: Example) -> None:
    example.organisation(
        "pay:\n  - effective: 2026-04-01\n    grades:\n"
        '      "5": {title: Grade 5, minimum: 27000, maximum: 29000}\n'
        '      "4": {title: Grade 4, minimum: 24000, maximum: 26000}\n'
    )
    example.role('linked_grades: [{grade: "4", text: Learns.}, {grade: "5", text: Works alone.}]\n')
    assert example.job().facts["grade.title"].text == "Grade 4 to Grade 5"


def test_a_text_hangs_on_words_and_on_no_date_or_amount(example: Example) -> None:
    example.vacancy("closing_date: 2027-01-01\ndimensions: {assets: x}\n")
    example.level("sections: {scope: [{text: Here, when: {dimensions.assets: [x]}}]}\n")
    assert "Here" in example.markdown()
    example.level("sections: {scope: [{text: Here, when: {post.closing_date: 2027-01-01}}]}\n")
    [problem] = example.problems()
    assert problem.message.startswith('"post.closing_date" is a date or an amount')
    example.level("sections: {scope: [{text: Here, when: {record.approved: 2026-01-01}}]}\n")
    [problem] = example.problems()
    assert problem.message.startswith('"record.approved" is a date or an amount')


def test_job_evaluation_is_in_no_data_but_the_panels(example: Example) -> None:
    example.role(EVALUATION)
    assert "evaluation.total" not in job_report.as_json(example.job())["facts"]
    panel = job_report.as_json(example.job(edition=Edition("evaluation")))
    assert panel["facts"]["evaluation.total"]
    assert "evaluation" in panel["sections"]


def test_a_title_keeps_its_capitals_that_are_no_mere_beginnings(example: Example) -> None:
    example.layout(
        "documents:\n  sheet:\n    title: HMCTS Role profile (SEO)\n    sections:\n"
        "      - {id: purpose, title: Purpose}\n" + PLAIN_CRITERIA
    )
    assert example.markdown("sheet", layout="ours").startswith(
        "# Paviour: HMCTS role profile (SEO)\n"
    )


def test_two_targets_that_would_be_written_to_one_folder_are_refused(example: Example) -> None:
    example.level("", grades='["4", "5"]')
    example.level("", key="W1-4")
    library = example.library()
    targets = [find(library, word).target for word in ("W1:4", "W1-4")]
    with pytest.raises(InvalidInput) as caught:
        build(
            Making(library, Order(["standard"]), example.root / "build"),
            [unit_of(target) for target in targets],
        )
    [problem] = caught.value.problems
    assert problem.rule == "written-twice"
    assert not (example.root / "build").exists()
