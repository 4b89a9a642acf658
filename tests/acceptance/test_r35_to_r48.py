"""Contracts, evaluation, records, languages and packs: a small example of each."""

from __future__ import annotations

import json
import re

from example import EVALUATION, PAY, PLAIN_CRITERIA, Example, facts, ours, outline, section

from jdgen.build.files import Order
from jdgen.reports import job as job_report
from jdgen.workspace.targets import find


def test_r35_a_contract_has_hours_pattern_term_reason_and_job_share(example: Example) -> None:
    example.vacancy(
        "hours: 30 hours\nworking_pattern: Term time\ncontract: Fixed term of a year\n"
        "contract_reason: Cover for leave\njob_share: Can be shared\n"
    )
    table = facts(example.documents()["job-description"])
    assert [table[name] for name in ("Hours", "Working pattern", "Contract", "Job share")] == [
        "30 hours",
        "Term time",
        "Fixed term of a year",
        "Can be shared",
    ]
    assert table["Reason for the term"] == "Cover for leave"


def test_r36_job_evaluation_is_printed_only_for_those_who_ask(example: Example) -> None:
    example.role(EVALUATION)
    for audience in ("job-description", "advert"):
        made = example.documents(audience=audience)  # type: ignore[arg-type]
        assert not [name for name, document in made.items() if "JE-9" in document.markdown]
    copy = example.documents(audience="evaluation")["evaluation"]
    assert facts(copy)["Reference"] == "JE-9"
    assert facts(copy)["Evaluated on"] == "1\u00a0May 2026"
    assert section(copy, "Factors") == [
        "Factor | Level | Score | Reason",
        "Knowledge | 2-3ab | 20 | Knows stone.",
        "Effort | 1 | 10 | Not stated",
    ]
    example.role(EVALUATION.replace('"30"', '"31"'))
    [problem] = example.problems()
    assert problem.message == "the total is 31, and the factors' scores add up to 30"
    example.role(EVALUATION)
    example.vacancy("evaluation: {reference: JE-10}\n")
    copy = example.documents(audience="evaluation")["evaluation"]
    assert facts(copy)["Reference"] == "JE-10"
    assert facts(copy)["Evaluated on"] == "1\u00a0May 2026"
    assert len(section(copy, "Factors")) == 3
    example.vacancy("evaluation: {reference: JE-10, factors: [{factor: Skill, score: '30'}]}\n")
    copy = example.documents(audience="evaluation")["evaluation"]
    assert section(copy, "Factors")[1].startswith("Skill | ")
    example.vacancy("")
    example.role(EVALUATION, sections='sections: {purpose: "See {{ evaluation.total }}."}\n')
    assert example.problems()[0].rule == "evaluation-fact"


def test_r37_a_job_has_codes_in_outside_frameworks(example: Example) -> None:
    example.role("codes: {SOC 2020: 5319, ESCO: http://data.europa.eu/esco/x}\n")
    example.vacancy("codes: {SOC 2020: 5330}\n")
    copy = example.documents(audience="evaluation")["evaluation"]
    assert section(copy, "Codes in outside frameworks") == [
        "Framework | Code",
        "SOC 2020 | 5330",
        "ESCO | http://data.europa.eu/esco/x",
    ]
    assert "SOC 2020" not in example.markdown()
    data = json.dumps(job_report.as_json(example.job()))
    assert "http://data.europa.eu/esco/x" in data


def test_r38_a_post_has_titles_numbers_codes_and_a_master_record(example: Example) -> None:
    example.role(
        "working_title: Street mason\nalso_known_as: Flagger\nrole_code: R77\n"
        "master_record: HR file 12\n"
    )
    example.vacancy("post_number: 001, 002\nposts: 2\n")
    table = facts(example.documents()["job-description"])
    assert (table["Known as"], table["Also called"]) == ("Street mason", "Flagger")
    assert (table["Post number"], table["Number of posts"]) == ("001, 002", "2")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert (copy["Role code"], copy["Agreed original"]) == ("R77", "HR file 12")


RECORD = (
    'record: {status: approved, version: "3", effective: 2026-04-01, approved: 2026-03-01,'
    " review_by: 2028-04-01, author: HR Policy, change_note: New wording}\n"
)


def test_r39_a_file_has_a_status_a_version_and_dates(example: Example) -> None:
    example.role(RECORD)
    example.level('record: {status: Evaluated, version: "7"}\n')
    described = facts(example.documents()["job-description"])
    assert (described["Version"], described["In force from"]) == ("3", "1\u00a0April 2026")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert copy["Status"] == "Approved"
    assert copy["Version of the level"] == "7"
    assert copy["To be reviewed by"] == "1\u00a0April 2028"
    assert (copy["Kept by"], copy["What changed"]) == ("HR Policy", "New wording")
    assert facts(example.documents("W1")["level-profile"])["Version"] == "7"
    example.vacancy("record: {status: Draft}\n")
    copy = facts(example.documents(audience="evaluation")["evaluation"])
    assert (copy["Status"], copy["Version"], copy["Kept by"]) == ("Draft", "3", "HR Policy")


def test_r40_a_block_to_sign_stands_where_the_layout_places_it(example: Example) -> None:
    example.layout(
        ours(
            PLAIN_CRITERIA
            + "      - {id: sign-off, title: Agreed, signatories: [Holder, Manager]}\n"
        )
    )
    assert section(example.documents(layout="ours")["sheet"], "Agreed") == [
        "- Holder: name, signature and date",
        "- Manager: name, signature and date",
    ]
    xml = example.word("sheet", "ours")
    assert xml.count('<w:pStyle w:val="SignatureLine"/>') == 2
    assert (
        len(re.findall(r"name, signature and date</w:t></w:r><w:r><w:tab/></w:r></w:p>", xml)) == 2
    )


def test_r41_a_marking_comes_from_the_layout_or_from_the_post(example: Example) -> None:
    example.vacancy("marking: For internal use\n")
    assert facts(example.documents()["job-description"])["Marking"] == "For internal use"
    example.layout(
        "leaves_out: [post.marking]\n"
        + ours(PLAIN_CRITERIA, more='    marking: "{{ post.marking }}"\n')
    )
    assert outline(example.documents(layout="ours")["sheet"])[1] == "Distribution: For internal use"


WELSH_LAYOUT = """\
documents:
  sheet:
    title: {en: Job description, cy: Swydd-ddisgrifiad}
    in_heading: {en: job description, cy: swydd-ddisgrifiad}
    sections:
      - {id: purpose, title: {en: Purpose, cy: Diben}}
      - {id: duties, title: {en: Duties, cy: Dyletswyddau}}
      - {id: person-specification, title: {en: Criteria, cy: Meini prawf}, criteria: {as: list}}
leaves_out: [post.closing_date]
labels:
  essential: {en: Essential, cy: Hanfodol}
  importance: {en: Importance, cy: Pwysigrwydd}
"""


def test_r42_english_and_welsh_stand_side_by_side_under_the_same_ids(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.layout(WELSH_LAYOUT)
    example.write(
        "families/works/roles/paviour.yaml",
        """\
title: {en: Paviour, cy: Palmantwr}
family: works
level: W1
sections:
  purpose: {en: Keeps pavements safe., cy: Cadw palmentydd yn ddiogel.}
  duties:
    - {id: slabs, text: {en: Lay slabs., cy: Gosod slabiau.}}
    - {id: kerbs, text: Mend kerbs.}
    - {en: Sweep up., cy: Ysgubo.}
person_specification:
  - category: {en: Skills, cy: Sgiliau}
    criteria:
      - {text: {en: Lays level., cy: Gosod yn wastad.}, importance: essential}
""",
    )
    english = example.documents(layout="ours")["sheet"]
    welsh = example.documents(layout="ours", language="cy")["sheet"]
    assert outline(english)[:3] == [
        "# Paviour: job description",
        "## Purpose",
        "Keeps pavements safe.",
    ]
    assert outline(welsh) == [
        "# Palmantwr: swydd-ddisgrifiad",
        "## Diben",
        "Cadw palmentydd yn ddiogel.",
        "## Dyletswyddau",
        "- Gosod slabiau.",
        "- Mend kerbs.",
        "- Ysgubo.",
        "## Meini prawf",
        "### Sgiliau",
        "- Gosod yn wastad. (Hanfodol)",
    ]
    missing = {text.text: text.place.line for text in welsh.foreign}
    assert missing["Mend kerbs."] == 8
    assert set(missing) == {"Mend kerbs.", "How assessed"} & set(missing)
    xml = example.word("sheet", "ours", language="cy")
    assert '<w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t>Mend kerbs.</w:t>' in xml
    assert "<w:r><w:t>Gosod slabiau.</w:t></w:r>" in xml


def test_r42_dates_pay_and_fixed_words_are_welsh_too(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n" + PAY)
    example.role("languages: {welsh: essential}\n")
    example.vacancy("closing_date: 2027-02-14\n")
    table = facts(example.documents(language="cy", audience="advert")["advert"])
    assert table["Salary"] == "£24,000 i £26,000 y\u00a0flwyddyn"
    assert table["Closing date"] == "14\u00a0Chwefror 2027"
    assert table["Welsh"] == "Hanfodol"


def test_r42_conditions_hold_alike_in_every_language(example: Example) -> None:
    example.organisation(
        "translations: [cy-GB]\n"
        "clauses: {a: {text: {en: Learn Welsh., cy: Dysgu Cymraeg.},"
        " when: {languages.welsh: essential, post.contract: Permanent}}}\n"
        "sections: {scope: [{clause: a}]}\n"
    )
    example.vacancy("languages: {welsh: essential}\ncontract: {en: Permanent, cy: Parhaol}\n")
    for language, said in (("en", "- Learn Welsh."), ("cy", "- Dysgu Cymraeg.")):
        document = example.documents(language=language)["job-description"]
        assert section(document, "Scope of the work") == [said]


def test_r42_conditions_go_by_the_facts_that_a_fact_names(example: Example) -> None:
    example.organisation(
        "translations: [cy-GB]\n"
        'facts: {kind: {en: Upper, cy: Uchaf}, tier: "{{ organisation.kind }}"}\n'
        "clauses: {a: {text: Two tiers., when: {organisation.tier: Upper}}}\n"
        "sections: {scope: [{clause: a}]}\n"
    )
    for language in ("en", "cy"):
        document = example.documents(language=language)["job-description"]
        assert section(document, "Scope of the work") == ["- Two tiers."]


def test_r42_a_group_that_is_translated_in_one_layer_goes_on_in_another(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    category = (
        "person_specification:\n"
        "  - category: {}\n    criteria: [{{text: {}, importance: essential}}]\n"
    )
    translated = "{en: Experience, cy: Profiad}"
    for first, second in (translated, "Experience"), ("Experience", translated):
        example.role("", criteria=category.format(first, "A"))
        example.vacancy(category.format(second, "B"))
        job = example.job(language="cy")
        [group] = job.sections["person-specification"].groups
        assert group.heading.text == "Profiad"
        assert [entry.passage.text for entry in group.entries] == ["A", "B"]


def test_r43_one_source_serves_advert_job_description_and_evaluation(example: Example) -> None:
    example.organisation("sections: {how-to-apply: Apply by post.}\n")
    example.role(
        EVALUATION,
        sections="""\
sections:
  purpose: Keeps pavements safe.
  advert: Come and mend our streets.
  duties:
    - Lay slabs.
    - {text: Compared with the mason's post., when: {document.audience: evaluation}}
""",
    )
    made = {
        audience: example.documents(audience=audience)
        for audience in ("advert", "job-description", "evaluation")
    }  # type: ignore[misc]
    assert {audience: list(kinds) for audience, kinds in made.items()} == {
        "advert": ["advert", "candidate-pack"],
        "job-description": ["job-description", "person-specification"],
        "evaluation": ["evaluation"],
    }
    advert = made["advert"]["advert"]
    assert section(advert, "About this job") == ["Come and mend our streets."]
    assert section(advert, "What we look for") == ["### Essential", "- Lays slabs level."]
    for_panel = section(made["evaluation"]["evaluation"], "Main duties")
    assert for_panel == ["1. Lay slabs.", "2. Compared with the mason's post."]
    assert section(made["job-description"]["job-description"], "Main duties") == ["1. Lay slabs."]


def test_r44_places_to_fill_in_fail_a_final_build_and_stand_in_a_draft(example: Example) -> None:
    example.role("location: '{{ ? which depot }}'\n")
    [problem] = example.problems()
    assert str(problem) == (
        'families/works/roles/paviour.yaml:4:11: there is still a place to fill in: "which depot";'
        " write the text, or replace it in the vacancy; --draft prints it as it is"
    )
    draft = example.documents(draft=True)["job-description"]
    assert facts(draft)["Location"] == "[which depot]"
    example.vacancy("location: North depot\n")
    assert facts(example.documents()["job-description"])["Location"] == "North depot"


def test_r45_a_candidate_pack_holds_its_parts_in_order_with_a_list_of_contents(
    example: Example,
) -> None:
    example.role("", sections="sections: {purpose: P., advert: Join us.}\n")
    pack = example.documents(audience="advert")["candidate-pack"]
    lines = outline(pack)
    assert lines[:2] == ["# Paviour", "Candidate pack · Hale District Council"]
    assert pack.title == "Paviour: candidate pack"
    assert section(pack, "Contents") == [
        "- About this job",
        "- Job description",
        "- Person specification",
    ]
    assert "- [Job description](#job-description)\n" in pack.markdown
    headings = [line for line in lines if line.startswith("## ")]
    assert headings[1:] == ["## About this job", "## Job description", "## Person specification"]
    assert "### Purpose of the job" in lines
    assert "Lays slabs level. | Skills | Essential | Application form, Test" in lines
    said = [line for line in lines if line.startswith("- Grade: ")]
    assert said == ["- Grade: Grade 4"]  # at its own top, and not again at those of its parts
    xml = example.word("candidate-pack", audience="advert")
    assert re.findall(r" PAGEREF (\w+) ", xml) == re.findall(r'w:name="(_jdgen\d)"', xml)
    assert xml.count('w:dirty="true"') == 3


def test_r46_pages_have_an_emblem_with_text_and_a_foot_with_title_version_and_number(
    example: Example,
) -> None:
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    from jdgen.build.files import files  # noqa: PLC0415

    example.role(RECORD)
    library = example.library()
    made = files(library, find(library, "one").target, Order(["standard"], ["docx"])).files
    package = zipfile.ZipFile(io.BytesIO(made["one/job-description.docx"]))
    assert 'descr="Emblem: three waves in a circle"' in package.read("word/header1.xml").decode()
    foot = package.read("word/footer1.xml").decode()
    for said in ("Paviour: job description", "Version 3 · ", "PAGE", "NUMPAGES"):
        assert said in foot


def test_r47_text_may_have_bold_italics_and_links_and_no_html(example: Example) -> None:
    example.role(
        "",
        sections="sections:\n  purpose: P.\n  duties:\n"
        '    - {markdown: "**Lay** *slabs*, as [the guide](https://hale.example) says."}\n'
        "    - <u>Mend</u> kerbs.\n",
    )
    markdown = example.markdown()
    assert "1. **Lay** *slabs*, as [the guide](https://hale.example) says.\n" in markdown
    assert section(example.documents()["job-description"], "Main duties")[1] == (
        "2. <u>Mend</u> kerbs."
    )
    for wrong in ("<u>Mend</u> kerbs.", '<span lang="cy">Mend</span>', "[x](#top)"):
        example.role("", sections=f"sections: {{purpose: P., duties: [{{markdown: '{wrong}'}}]}}\n")
        assert example.problems()[0].rule == "bad-markdown"
