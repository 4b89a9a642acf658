"""What parts of a job say of each other, each with a case that its rule finds, and a twin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jdgen.rules.figures import figures

if TYPE_CHECKING:
    from example import Example

ROLE = "families/works/roles/paviour.yaml"
LEVEL = "families/works/levels/W1.yaml"
DUTIES = ("Mend roads", "Lay kerbs", "Order stone")
CRITERION = "{text: Lays slabs level, importance: essential, assessed_by: [I]}"


def told(example: Example, *arguments: str) -> dict[str, list[str]]:
    """Return what rules find, advice too, by the rule."""
    done = example.run("check", "--advice", "--format", "json", *arguments)
    assert done.exit_code == 0, done.stdout
    found: dict[str, list[str]] = {}
    for each in json.loads(done.stdout)["findings"]:
        found.setdefault(each["rule"], []).append(f"{each['file']}: {each['message']}")
    return found


def rules(
    example: Example,
    *duties: str,
    facts: str = "",
    criteria: tuple[str, ...] = (CRITERION,),
    level: str = "",
) -> set[str]:
    """Return which rules find something in a role of these duties, facts and criteria."""
    text = f"title: Paviour\nfamily: works\nlevel: W1\n{facts}sections:\n"
    text += "  purpose: Keeps pavements safe.\n  duties:\n"
    text += "".join(f"    - {json.dumps(each)}\n" for each in duties or DUTIES)
    text += "person_specification:\n  - category: Skills\n    criteria:\n"
    example.write(ROLE, text + "".join(f"      - {each}\n" for each in criteria))
    example.write(LEVEL, f'title: Crew\nrank: 1\ngrades: ["4"]\n{level}')
    (example.root / "vacancies/one.yaml").unlink(missing_ok=True)
    return {*told(example)}


@pytest.mark.parametrize(
    ("one", "two", "is_told"),
    [
        ("Supervise one apprentice", "Manage up to two apprentices", True),
        ("Supervise two apprentices", "Train two apprentices on site", False),
        ("Supervise two apprentices", "Manage 2 apprentices", False),
        ("Supervise two apprentices", "Manage three team leaders", False),
        ("Keep a budget of £20,000", "Report on the budget of £25k", True),
        ("Keep a budget of £20,000", "Report on the budget of £20k", False),
        ("Keep a budget of £20,000", "Order stone worth £500", False),
        ("Work 37 hours a week", "Be on site for 30 hours each week", True),
        ("Work 37 hours a week", "Be on call for 5 hours a week", False),
        ("Work under a fixed-term contract of two years", "The fixed term is 18 months", True),
        ("Work under a fixed-term contract of two years", "The fixed term is 24 months", False),
    ],
)
def test_two_figures_of_one_thing_are_told(
    example: Example, one: str, two: str, *, is_told: bool
) -> None:
    assert ("FI01" in rules(example, one, two)) is is_told


@pytest.mark.parametrize(("number", "is_told"), [("4", False), ("16", False), ("5", True)])
def test_a_team_is_as_large_as_the_dimensions_say(
    example: Example, number: str, *, is_told: bool
) -> None:
    facts = "dimensions: {staff_direct: 4, staff_indirect: 12}\n"
    assert ("FI01" in rules(example, f"Lead a team of {number} people", facts=facts)) is is_told


def test_a_figure_of_a_fact_and_of_a_text_are_compared(example: Example) -> None:
    facts = "responsible_for: One apprentice, whom it supervises\n"
    assert "FI01" in rules(example, "Supervise up to two apprentices", facts=facts)
    assert "FI01" not in rules(example, "Supervise one apprentice", facts=facts)


def test_a_text_that_says_two_figures_itself_is_let_be() -> None:
    assert figures("Hold a budget of £5,000 or a budget of £9,000") == ()


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("Has a degree, or equivalent", True),
        ("Has GCSEs in English and maths, or equivalent", True),
        ("Is qualified to level 3, or equivalent", False),
        ("Lays slabs level", True),
        ("Holds the certificate of the trade", False),
    ],
)
def test_a_role_asks_for_the_qualification_of_its_level(
    example: Example, asked: str, *, is_told: bool
) -> None:
    level = (
        "sections:\n  knowledge-skills-experience: [Is qualified to level 3, or knows as much]\n"
    )
    criterion = CRITERION.replace("Lays slabs level", json.dumps(asked))
    assert ("FA03" in rules(example, criteria=(criterion,), level=level)) is is_told
    assert "FA03" not in rules(example, criteria=(criterion,))


def test_a_budget_that_falls_as_levels_rise_is_told(example: Example) -> None:
    for rank, budget in ((1, "£50,000"), (2, "£20,000")):
        example.write(
            f"families/works/levels/W{rank}.yaml",
            f'title: Crew\nrank: {rank}\ngrades: ["{rank + 3}"]\nsections:\n  accountabilities:\n'
            f"    - Spend a yearly budget of {budget} as was agreed in year {rank}\n",
        )
    assert "FA02" in told(example)
    upper = example.root / "families/works/levels/W2.yaml"
    upper.write_text(upper.read_text("utf-8").replace("£20,000", "£0.2 million"), "utf-8")
    assert "FA02" not in told(example)


def test_an_essential_criterion_that_no_duty_calls_for_is_advice(example: Example) -> None:
    piano = CRITERION.replace("Lays slabs level", "Plays the piano in public concerts")
    assert "PS07" in rules(example, criteria=(piano,))
    assert "PS07" not in rules(example, *DUTIES, "Play the piano", criteria=(piano,))
    assert "PS07" not in rules(example, criteria=(piano.replace("essential", "desirable"),))
    assert "PS07" not in rules(example, "Mend roads", criteria=(piano,))


def test_knowledge_of_a_duty_that_is_left_out_is_told(example: Example) -> None:
    level = (
        "sections:\n  accountabilities:\n"
        "    - {id: stone-orders, optional: true, text: Order stone for the yard.}\n"
        "    - Mend what is broken.\n  knowledge-skills-experience:\n"
        "    - {id: stone-orders-knowledge, text: Knows the prices of stone.}\n"
    )
    assert "PS10" in rules(example, level=level)
    assert "PS10" not in rules(example, facts="include: [stone-orders]\n", level=level)


def test_a_duty_that_is_lifted_from_a_scale_is_advice(example: Example) -> None:
    step = "Uses the skill alone in everyday tasks and knows when a task goes beyond it"
    example.organisation(f"scales: {{ours: [{{id: works, title: Works, text: {step}.}}]}}\n")
    asked = CRITERION.replace("assessed_by", "standard: works, assessed_by")
    assert "DU04" in rules(example, "Use the skill alone in everyday tasks", criteria=(asked,))
    assert "DU04" not in rules(example, "Use the digger alone in the yard", criteria=(asked,))


@pytest.mark.parametrize(
    ("duty", "is_told"),
    [
        ("Responsible for the yard", True),
        ("Involvement in planning", True),
        ("Maintenance of tools", True),
        ("Correspondence and filing", True),
        ("Position signs at the road", False),
        ("Finance the tools of the yard", False),
        ("Document what was mended", False),
        ("Balance the books", False),
    ],
)
def test_a_duty_begins_with_what_is_done(example: Example, duty: str, *, is_told: bool) -> None:
    assert ("DU07" in rules(example, duty)) is is_told


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        ("Experience", "Work experience", True),
        ("Skills", "Skills and abilities", True),
        ("Qualifications", "Qualfications", True),
        ("Experience", "Knowledge", False),
        ("Skills", "Skills in numbers", False),
    ],
)
def test_categories_of_nearly_one_name_are_told(
    example: Example, one: str, other: str, *, is_told: bool
) -> None:
    criteria = "".join(
        f"  - {{category: {name}, criteria: [{{text: Lays {what}, importance: essential}}]}}\n"
        for name, what in ((one, "slabs"), (other, "kerbs"))
    )
    example.role("", criteria=f"person_specification:\n{criteria}")
    assert ("PS09" in told(example)) is is_told


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [
        (
            "Can plan the work of a gang of five on two sites",
            "Plans the work of gangs of five, on two sites each",
            True,
        ),
        (
            "Can plan the work of a gang of 5 on wet sites",
            "Can plan the work of a gang of 9 on wet sites",
            False,
        ),
        ("Can plan the work of a gang", "Can mend the tools of a gang", False),
    ],
)
def test_a_criterion_nearly_like_another_is_told(
    example: Example, one: str, other: str, *, is_told: bool
) -> None:
    asked = tuple(CRITERION.replace("Lays slabs level", json.dumps(text)) for text in (one, other))
    asked = (asked[0], asked[1].replace("essential", "desirable"))
    assert ("PS05" in rules(example, criteria=asked)) is is_told


@pytest.mark.parametrize(
    ("number", "is_told"), [("HD-12", True), ("hd 12", True), ("HD-13", False)]
)
def test_a_post_number_is_one_in_any_capitals_and_with_any_marks(
    example: Example, number: str, *, is_told: bool
) -> None:
    example.vacancy("post_number: HD-12\n")
    example.write("vacancies/two.yaml", f"role: paviour\npost_number: {number}\n")
    assert ("VA02" in told(example)) is is_told


@pytest.mark.parametrize(
    ("contact", "is_told"),
    [
        ("Jane Smith", True),
        ("jane@", True),
        ("Jane Smith, 01234", True),
        ("see the website", True),
        ("jane@hale.example", False),
        ("Jane Smith, 01632 960 123", False),
        ("+44 1632 960123", False),
        ("hale.gov.uk/jobs", False),
        ("Jane Smith, extension 4411", False),
    ],
)
def test_a_contact_can_be_written_to_or_rung(
    example: Example, contact: str, *, is_told: bool
) -> None:
    example.vacancy(f"contact: {json.dumps(contact)}\n")
    assert ("VA03" in told(example)) is is_told


@pytest.mark.parametrize(
    ("facts", "text", "is_told"),
    [
        ("", "An enhanced DBS check is made.", True),
        ("checks: {dbs: Basic}\n", "An enhanced DBS check is made.", True),
        ("checks: {dbs: Basic}\n", "A basic DBS check is made.", False),
        ("", "Some posts need an enhanced DBS check.", False),
    ],
)
def test_a_text_names_the_check_that_the_post_has(
    example: Example, facts: str, text: str, *, is_told: bool
) -> None:
    example.role(facts, sections=f"sections:\n  purpose: Keeps pavements safe. {text}\n")
    assert ("CK14" in told(example)) is is_told


def test_an_interview_is_promised_by_criteria_that_there_are(example: Example) -> None:
    promise = (
        "sections:\n  purpose: >-\n    As a Disability Confident employer, we offer an interview"
    )
    promise += " to disabled people who meet the essential criteria.\n"
    example.role("", sections=promise)
    assert "CK08" not in told(example)
    criteria = "person_specification:\n  - category: Skills\n    criteria:\n"
    criteria += "      - {text: Lays slabs level., importance: desirable}\n"
    example.role("", sections=promise, criteria=criteria)
    assert "CK08" in told(example)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Keep personal data safe.", True),
        ("Keep personal data safe, as the UK GDPR and the Data Protection Act 2018 say.", False),
        ("Keep tools safe.", False),
    ],
)
def test_a_clause_on_data_protection_names_the_law(
    example: Example, text: str, *, is_told: bool
) -> None:
    example.organisation(f"clauses: {{data: {{text: {json.dumps(text)}}}}}\n")
    sections = "sections:\n  purpose: Keeps pavements safe.\n  duties: [{clause: data}]\n"
    example.role("", sections=sections)
    assert ("CK11" in told(example)) is is_told


def test_a_clause_that_nothing_names_is_advice(example: Example) -> None:
    example.organisation("clauses: {data: {text: Keep things safe.}}\n")
    assert "US01" in told(example)
    # data: a comment names nothing
    example.role("", sections="# clause: data\nsections: {purpose: Keeps pavements safe.}\n")
    assert "US01" in told(example)
    sections = "sections:\n  purpose: Keeps pavements safe.\n  duties: [{clause: data}]\n"
    example.role("", sections=sections)
    assert "US01" not in told(example)


def test_a_method_by_which_nothing_is_assessed_is_advice(example: Example) -> None:
    def criteria(methods: str) -> tuple[str, ...]:
        things = [*DUTIES, "Dig drains", "Raise walls", "Cut steps", "Hang gates", "Rake paths"]
        things += ["Set posts", "Fix signs"]
        return tuple(
            CRITERION.replace("Lays slabs level", each).replace("[I]", methods) for each in things
        )

    assert "US01" in rules(example, criteria=criteria("[A, I]"))
    assert "US01" not in rules(example, criteria=criteria("[A, I, T]"))
