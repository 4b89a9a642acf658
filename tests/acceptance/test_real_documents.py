"""What real documents hold, and what people write by mistake: one case for each kind."""

from __future__ import annotations

import json

import pytest
from example import CRITERIA, PAY, SECTIONS, Example, ours

SHEET = (
    "documents:\n  sheet:\n    title: Sheet\n%s    sections:\n"
    "      - {id: purpose, title: Purpose}\n      - {id: duties, title: Duties%s}\n"
)


def sheet(more: str = "", duties: str = "") -> str:
    return SHEET % (more, duties)


def built(example: Example, *words: str) -> str:
    """Return the Markdown of what is built, after its first line has been checked for faults."""
    done = example.run("build", *(words or ("one",)), "--layout", "ours", "-o", "b")
    assert done.exit_code == 0, done.stderr
    files = sorted((example.root / "b").rglob("*.md"))
    assert len(list((example.root / "b").rglob("*.docx"))) == len(files)
    return "\n".join(path.read_text("utf-8") for path in files)


def refused(example: Example, *words: str) -> str:
    done = example.run(*(words or ("check", "--layout", "ours")))
    assert done.exit_code != 0
    assert "Traceback" not in done.stderr
    return done.stderr


def role(example: Example, text: str) -> None:
    example.role(text, sections="", criteria="")


# --- A: no word lost, wrong or invented -----------------------------------------------------------


def test_a1_paragraphs_stay_paragraphs(example: Example) -> None:
    role(example, 'sections: {duties: [{text: "One.\\n\\nTwo."}]}\n')
    example.layout(sheet())
    assert "- One.\n\n  Two." in built(example)
    example.layout(sheet("", ", columns: {text: Duty}"))
    assert "| One.<br>Two. |" in built(example)


def test_a2_linked_grades_print_each_bands_text(example: Example) -> None:
    example.organisation(
        'pay: [{effective: 2026-04-01, grades: {"4": {title: A, minimum: 1}, "5": {title: B,'
        " minimum: 2}}}]\n"
    )
    example.level(
        'bands: {"4": {sections: {duties: [Four.]}}, "5": {sections: {duties: [Five.]}}}\n',
        grades='["4", "5"]',
    )
    role(
        example,
        'grade: "4"\nlinked_grades: [{grade: "4", text: New.}, {grade: "5", text: Able.}]\n'
        "sections: {duties: [Own.]}\n",
    )
    example.layout(sheet() + "      - {id: progression, title: Progression}\n")
    text = built(example)
    assert "### A\n\n- Four." in text
    assert "### B\n\n- Five." in text


def test_a3_text_inside_markup_is_verbatim(example: Example) -> None:
    role(
        example,
        'location: "Room [4] *x*"\nsections: {purpose: {markdown: "[see {{ post.location }} now]'
        '(https://a.example)"}}\n',
    )
    example.layout(sheet("    header: [{fact: post.location, label: Place}]\n"))
    assert r"[see Room [4] \*x\* now](https://a.example)" in built(example)


def test_a4_what_looks_like_a_link_is_one_or_is_refused(example: Example) -> None:
    role(example, 'sections: {purpose: {markdown: "[x](https://a.example/a b)"}}\n')
    example.layout(sheet())
    assert "%20" in refused(example)


def test_a5_each_run_is_in_its_own_language(example: Example) -> None:
    example.organisation("translations: [cy-GB]\n")
    example.write(
        "families/works/roles/paviour.yaml",
        "title: {en: Paviour, cy: Palmantydd}\nfamily: works\nlevel: W1\n"
        "sections: {purpose: {en: Works., cy: Gweithio.}}\n",
    )
    example.layout(sheet("    heading: 'For {{ post.title }}'\n"))
    text = built(example, "one", "--language", "cy")
    assert '<span lang="en-GB">For</span> Palmantydd' in text


def test_a6_weights_stand_apart(example: Example) -> None:
    role(
        example,
        "sections: {duties: [{text: Plan the works, weight: 60}, {text: B., weight: 40}]}\n",
    )
    example.layout(sheet())
    assert "Plan the works (Share of time: 60%)" in built(example)


def test_a7_the_heading_keeps_names(example: Example) -> None:
    example.layout(sheet().replace("title: Sheet", "title: Agenda for Change job description"))
    example.role("", criteria="")
    assert "# Paviour: Agenda for Change job description" in built(example)


def test_a8_two_lists_stay_two(example: Example) -> None:
    role(example, "location: Wick\nsections: {duties: [A.]}\n")
    example.layout(sheet("", ", facts: [{fact: post.location, label: Place}]"))
    assert "- A.\n\n* **Place:** Wick" in built(example)


def test_a9_a_document_of_nothing_is_an_error(example: Example) -> None:
    role(example, "")
    example.layout(sheet())
    assert "hold nothing but its title" in refused(example, "build", "one", "--layout", "ours")


def test_a10_check_and_build_agree(example: Example) -> None:
    example.layout(sheet())
    example.role("", criteria="")
    assert example.run("check", "--layout", "ours").exit_code == 0
    assert example.run("build", "--all", "--layout", "ours", "-o", "b").exit_code == 0


def test_a11_settings_without_effect_are_refused(example: Example) -> None:
    example.layout(
        "documents:\n  g:\n    title: G\n    subject: family\n    sections:\n"
        "      - {id: levels, title: L, columns: {text: T}}\n"
    )
    assert "has no effect" in refused(example)


def test_a12_codes_are_not_broken_in_narrow_columns(example: Example) -> None:
    example.level("code: MACB01Hu\nsections: {purpose: P.}\n")
    example.layout(
        "documents:\n  g:\n    title: G\n    subject: family\n    sections:\n"
        "      - {id: levels, title: L}\n"
    )
    assert "| MACB01Hu |" in built(example, "works")


def test_a13_what_is_not_agreed_is_not_final(example: Example) -> None:
    example.role("record: {status: Draft}\n", criteria="")
    example.layout(sheet())
    assert "--draft" in refused(example, "build", "one", "--layout", "ours")


# --- B: what can be written -----------------------------------------------------------------------


def test_b1_a_role_has_documents_without_a_vacancy(example: Example) -> None:
    example.layout(sheet("    subject: [post, role]\n"))
    example.role("", criteria="")
    (example.root / "vacancies/one.yaml").unlink()
    assert "# Paviour: sheet" in built(example, "paviour").lower().replace("paviour", "Paviour")
    assert (example.root / "b/families/works/roles/paviour/sheet.docx").is_file()


def test_b2_fields_of_the_organisations_own(example: Example) -> None:
    example.organisation("fields: {flsa: {label: FLSA, choices: [Exempt, Covered]}}\n")
    example.role("flsa: exempt\n", criteria="")
    example.layout(sheet("    header: [{fact: post.flsa}]\n"))
    assert "| FLSA | Exempt |" in built(example)


def test_b3_importance_need_not_be_printed(example: Example) -> None:
    example.role(
        "person_specification: [{category: S, lead_in: Two of, importance: essential,"
        " criteria: [A., {text: B, items: [b1]}]}]\n",
        criteria="",
    )
    example.layout(
        ours("      - {id: person-specification, title: C, criteria: {as: side-by-side}}\n")
        + "labels: {nothing_said: None}\n"
    )
    assert "| S | <ul><li>A.</li><li>B<ul><li>b1</li></ul></li></ul> | None |" in built(example)


def test_b4_words_of_a_language_are_data(example: Example) -> None:
    example.organisation(
        "wording: {per: {month: '{pay} monthly'}}\n"
        'pay: [{effective: 2026-04-01, grades: {"4": {title: G, minimum: 900, per: month}}}]\n'
    )
    example.role("", criteria="")
    example.layout(sheet("    header: [{fact: grade.pay, label: Pay}]\n"))
    assert "| Pay | from £900 monthly |" in built(example)


def test_b5_markup_and_structure_in_any_text(example: Example) -> None:
    example.organisation("clauses: {c: {markdown: A **clause**.}}\n")
    role(
        example,
        "sections:\n  purpose: {clause: c}\n  duties:\n    lead_in: {markdown: '*First*'}\n"
        "    items: [A., {heading: Who, text: We.}]\n    closing: Last.\n",
    )
    example.layout(sheet())
    text = built(example)
    assert "A **clause**." in text
    assert "*First*\n\n- A.\n\n### Who\n\nWe.\n\nLast." in text


def test_b6_dates_that_are_not_one_day(example: Example) -> None:
    example.role("", criteria="")
    example.vacancy("interview_date: [2027-03-09, 2027-03-10]\n")
    example.layout(sheet("    header: [{fact: post.interview_date, label: Interviews}]\n"))
    assert "| Interviews | 9 and 10\u00a0March 2027 |" in built(example)


def test_b7_a_tables_own_columns(example: Example) -> None:
    role(example, "sections: {duties: [{text: A., cells: {example: One.}}]}\n")
    example.layout(sheet("", ", columns: {text: Duty, example: Such as}"))
    assert "| Duty | Such as |\n| --- | --- |\n| A. | One. |" in built(example)


def test_b9_order(example: Example) -> None:
    example.organisation("sections: {duties: [Standing.]}\n")
    role(example, "sections: {duties: [Own.]}\n")
    example.layout(sheet("", ", standing: last"))
    assert "- Own.\n- Standing." in built(example)


def test_b10_facts(example: Example) -> None:
    example.organisation(PAY)
    example.role(
        "dimensions: {staff_direct: 2 to 4}\nchecks: {vetting: Yes, reason: R}\n", criteria=""
    )
    example.layout(
        sheet(
            "    header:\n      - {label: Pay, sentence: '{{ grade.title }}: {{ grade.pay }}'}\n"
            "      - {fact: dimensions.staff_direct, label: Staff}\n"
            "      - {fact: checks.vetting, label: V}\n      - {fact: checks.reason, label: R}\n"
        )
    )
    text = built(example)
    assert "| Pay | Grade 4: £25,000 to £27,000 a\u00a0year |" in text
    assert "| Staff | 2 to 4 |" in text


def test_b11_layouts_that_extend(example: Example) -> None:
    example.role("", criteria="")
    example.write("templates/base/layout.yaml", f"title: Base\nextends: standard\n{sheet()}")
    example.write(
        "templates/ours/layout.yaml",
        "title: Ours\nextends: base\nreplace: {sheet.purpose: {title: Why}}\n",
    )
    example.organisation(
        "layouts: {include: {'*': [{id: benefits, title: Benefits, after: purpose}]}}\n"
        "sections: {benefits: Many.}\n"
    )
    assert "## Why\n\nKeeps pavements safe.\n\n## Benefits\n\nMany." in built(example)


def test_b12_less_to_write(example: Example) -> None:
    example.organisation(PAY)
    example.write("vacancies/one.yaml", f'title: Porter\ngrade: "4"\n{SECTIONS}')
    example.layout(sheet("    header: [{fact: grade.title, label: Grade}]\n"))
    text = built(example)
    assert "# Porter: Sheet" in text
    assert "| Grade | Grade 4 |" in text


# --- C: messages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sections: {duty: [A.]}\n", "duties"),
        ("sections: {Duties: [A.]}\n", "duties"),
        ("duties: [A.]\n", "under sections:"),
        ("department: Roads\n", "directorate"),
        ("sections:\n  duties:\n    - • Keep\n", "dash and a space"),
        ("sections:\n  duties:\n    - a) x\n", "dash and a space"),
        ("location: 'Mayor's parlour'\n", "quote"),
        ('location: "Town Hall" annex\n', "quote"),
        ("sections:\n  duties:\n    - *important* work\n", "quotes"),
        ("location: [TBC]\n", "square brackets"),
        ("sections: {relationships: [A.]}\n", "beside sections:"),
        ("sections:\n  duties:\n    - \uf0b7 Keep\n", "dash and a space"),
        ("sections:\n  duties:\n    - ✓ Keep\n", "dash and a space"),
        ("sections:\n  duties:\n    - → Keep\n", "dash and a space"),
        ("sections:\n  duties:\n    - ☑ Keep\n", "dash and a space"),
        ("person_specification:\n  Skills: [Digs]\n", "- category: Experience"),
        ("sections:\n  duties:\n    - i. Keep\n    - ii. Mend\n", "dash and a space"),
        ("sections:\n  duties:\n    - a. Keep\n", "dash and a space"),
        ("sections:\n  duties:\n    * Keep\n    * Mend\n", "dash and a space"),
        ("sections:\n  duties:\n    - - Keep\n", "delete one"),
        ("location: - Wick\n", "a list can't start on the line of its field's name"),
        ("location: |Wick\n", "can't start with"),
        ("location: >30 km\n", "can't start with"),
        ("sections:\n  duties:\n    | Duty | Time |\n    | A | 1 |\n", "of a table make a list"),
        ('location: "C:\\Users"\n', "a backslash in double quotes"),
        ("hours: &30\n", "text that starts with &"),
        ("role: paviour\n", "is a vacancy: move it to vacancies/"),
        (
            "person_specification: [{category: S, criteria: [{text: A, essential: true}]}]\n",
            "write importance: essential",
        ),
    ],
)
def test_c_slips_are_told_in_plain_words(example: Example, text: str, said: str) -> None:
    example.layout(sheet())
    role(example, text)
    message = refused(example)
    assert said in message
    assert "families/works/roles/paviour.yaml:" in message


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("family.yaml", "levels: [W1]\n", "a file of the folder levels/"),
        ("organisation.yaml", "grades: {}\n", "in a table of pay:"),
        ("organisation.yaml", "logo: a.png\n", "house style"),
        ("one.yaml", "interview_date: 9 and 10 March 2027\n", "[9 March 2027, 10 March 2027]"),
        ("one.yaml", "interview_date: 9 to 12 March 2027\n", "{from: 9 March 2027"),
        ("layout.yaml", "documents: {d: {title: D, fields: [x], sections: []}}\n", "write header:"),
    ],
)
def test_c_what_people_look_for_elsewhere_is_told(
    example: Example, file: str, text: str, said: str
) -> None:
    kind = {"one.yaml": "vacancy"}.get(file, file.removesuffix(".yaml"))
    getattr(example, kind)(text)
    message = refused(example, "check", *(("--layout", "ours") if kind == "layout" else ()))
    assert said in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role:paviour\n", "1:6: there is no space after this colon"),
        ("role:\u00a0paviour\n", "1:6: a no-break space (U+00A0) stands after this colon"),
        ("role = paviour\n", "no equals sign"),
        ("role paviour\n", "no colon and space stands after a field's name"),
        ("PK\x03\x04\udcff", "this is a Word file"),
    ],
)
def test_c_a_file_of_no_fields_is_told_why(example: Example, text: str, said: str) -> None:
    example.write("vacancies/one.yaml", text)
    assert said in refused(example, "check")


def test_c_what_only_looks_like_a_mark_stands(example: Example) -> None:
    role(
        example, "sections: {duties: [c. 30 visits, i. e. most days, v. small ones, A. Smith's]}\n"
    )
    example.layout(sheet())
    assert "- c. 30 visits\n- i. e. most days\n- v. small ones\n- A. Smith's" in built(example)


@pytest.mark.parametrize("day", ["1/4/2027", "2027-02-30"])
def test_c_days_on_the_command_line_speak_like_those_in_files(example: Example, day: str) -> None:
    assert day in refused(example, "build", "one", "--as-of", day)


def test_c_fixed_words_are_read_whatever_their_capitals(example: Example) -> None:
    example.vacancy(
        "checks: {dbs: enhanced WITH barred list, workforce: Adults, regulated_activity: R,"
        " reason: S}\n"
    )
    assert example.job("one").facts["checks.dbs"].text == "Enhanced with Barred List(s)"


def test_c_a_file_with_two_endings_is_named(example: Example) -> None:
    example.write("vacancies/porter.yaml.txt", "role: paviour\n")
    assert "porter.yaml.txt" in refused(example, "build", "porter")


@pytest.mark.parametrize("name", ["md", "markdown"])
def test_c_both_names_of_markdown_work(example: Example, name: str) -> None:
    example.role("", criteria=CRITERIA)
    example.layout(sheet() + "      - {id: person-specification, title: C}\n")
    done = example.run("build", "one", "--layout", "ours", "--format", name, "-o", "b")
    assert done.exit_code == 0
    assert example.run("show", "one", "--layout", "ours", "--format", name).exit_code == 0


def test_all_of_b_is_data_for_scripts_too(example: Example) -> None:
    role(
        example,
        "sections:\n  duties:\n    items: [{heading: H, weight: 100, items: [{text: A., cells:"
        " {example: E.}}], closing: C.}]\n    closing: D.\n",
    )
    data = json.loads(example.run("show", "one", "--format", "json").stdout)["sections"]["duties"]
    [group] = data["groups"]
    assert (group["weight"], group["closing"]["text"], data["closing"]["text"]) == (
        "100",
        "C.",
        "D.",
    )
    assert group["items"][0]["details"] == {"example": "E."}


# --- what documents of other countries showed -----------------------------------------------------


def test_a_label_may_head_a_list_by_itself(example: Example) -> None:
    role(example, "sections: {duties: [{label: Advice, items: [Asks., Answers.]}]}\n")
    example.layout(sheet("", ", columns: {label: Area, text: Work}"))
    assert "| Advice | <ul><li>Asks.</li><li>Answers.</li></ul> |" in built(example)
    example.layout(sheet())
    assert "- Advice\n  - Asks.\n  - Answers." in built(example)


def test_the_ends_of_pay_are_facts(example: Example) -> None:
    example.organisation(PAY)
    example.role("", criteria="")
    rows = "{fact: grade.minimum, label: From}, {fact: grade.maximum, label: To}"
    example.layout(sheet(f"    header: [{rows}]\n"))
    assert "| From | £25,000 |\n| To | £27,000 |" in built(example)


def test_dates_may_be_in_figures(example: Example) -> None:
    example.organisation("wording: {date: '{day2}.{month2}.{year}'}\n")
    example.role("", criteria="")
    example.vacancy("interview_date: 2027-03-05\n")
    example.layout(sheet("    header: [{fact: post.interview_date, label: Day}]\n"))
    assert "| Day | 05.03.2027 |" in built(example)


@pytest.mark.parametrize("instead", ["long practice", "or long practice"])
def test_what_is_accepted_instead_is_led_in_by_or(example: Example, instead: str) -> None:
    role(example, f"sections: {{duties: [{{text: A degree, or_instead: {instead}}}]}}\n")
    example.layout(sheet())
    assert "- A degree, or long practice" in built(example)


def test_a_label_that_names_a_fact_is_refused(example: Example) -> None:
    example.layout(sheet() + "labels: {this_post: '{{ post.title }}'}\n")
    assert "a label can't name a fact" in refused(example)
