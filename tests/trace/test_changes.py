"""Histories of all kinds, as a panel and a reviewer meet them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from example import REPOSITORY
from repositories import commit, git, impact
from running import page, run, run_on_terminal, run_well, shown, words

if TYPE_CHECKING:
    from example import Example


def test_a_role_and_a_vacancy_of_one_name_are_told_apart() -> None:
    file = "examples/vacancies/infrastructure-engineer.yaml"
    [heading, *lines] = shown("diff", "infrastructure-engineer", file)
    assert heading.startswith(f"infrastructure-engineer → {file}: Infrastructure Engineer")
    [whole] = [line for line in lines if " facts differ; " in line]
    assert f"only in {file}" in whole


def test_a_role_without_a_vacancy_is_what_a_panel_evaluates_too(history: Example) -> None:
    short = commit(history, "Keep it")
    history.write(
        "families/works/roles/mason.yaml",
        "title: Mason\nfamily: works\nlevel: W1\nreports_to: Head of Works\n"
        "sections: {purpose: Mends walls.}\n",
    )
    lines = run_well("impact", "--since", short, folder=history.root).splitlines()
    assert "  mason (new): no documents now, as there is no vacancy" in [
        line.replace("mason, Mason", "mason") for line in lines
    ]
    commit(history, "Add masons")
    path = history.root / "families/works/roles/mason.yaml"
    path.write_text(path.read_text("utf-8").replace("Head of", "Director of"), "utf-8")
    assert impact(history, "HEAD")["mason"]["parts"] == ["reporting line"]


def test_each_reason_names_the_commits_that_wrote_its_own_lines(history: Example) -> None:
    base = commit(history, "Keep it")
    said = "responsible_for: {}\nchecks: {{dbs: {}, workforce: Adults, reason: Care}}\n"
    history.role(said.format("No employees", "Basic"))
    commit(history, "Check them")
    history.role(said.format("No employees", "Standard"))
    second = commit(history, "Check them better")
    history.role(said.format("Six people", "Standard"))
    found = json.loads(run_well("impact", "--since", base, "--format", "json", folder=history.root))
    [one] = [each for each in found["affected"] if each["name"] == "one"]
    by_text = {reason["text"].partition(":")[0]: reason["commits"] for reason in one["reasons"]}
    assert by_text["Responsible for"] == ["not committed yet"]
    assert by_text["DBS check"] == [f"{second} Check them better"]


def test_without_a_history_in_common_nothing_is_guessed(history: Example) -> None:
    commit(history, "Keep it")
    git(history.root, "checkout", "-q", "--orphan", "other")
    commit(history, "Begin again")
    done = run("impact", "--since", "main", folder=history.root)
    assert done.returncode == 2
    assert "have no history in common; in a copy without its history, fetch that" in words(
        done.stderr
    )


def test_a_long_text_is_shown_where_it_changed(history: Example) -> None:
    text = (
        "Protect personal and confidential information as the law requires, and tell the council's"
    )
    clause = "clauses:\n  safe: {{text: '{} officer of a breach {}.'}}\n"
    history.organisation(clause.format(text.replace("'", "''"), "at once"))
    short = commit(history, "Say how")
    history.organisation(clause.format(text.replace("'", "''"), "within an hour"))
    [reason] = impact(history, short)["one"]["texts"]
    assert reason.endswith("changed: … of a breach [-at once-]{+within an hour+}.")


def test_what_chose_a_posts_grade_is_explained() -> None:
    lines = shown("explain", "ict-support-analyst-grade-7", "--item", "grade.title")
    assert lines[-1] == (
        "    grade chosen by vacancy, examples/vacancies/ict-support-analyst-grade-7.yaml:5:8"
    )


@pytest.mark.parametrize(
    "arguments", [["where-used", "health-and-safety"], ["impact", "--since", "HEAD"]]
)
def test_a_terminal_breaks_long_lines_between_words(arguments: list[str]) -> None:
    code, text = run_on_terminal(*arguments, folder=REPOSITORY, columns=60)
    assert code == 0
    assert max(len(line) for line in text.replace("\r", "").splitlines()) <= 60
    piped = run_well(*arguments, folder=REPOSITORY)
    assert "".join(words(text).split()) == "".join(piped.split())


def test_a_post_that_replaces_a_clause_or_overrides_a_text_is_reached_too(example: Example) -> None:
    example.organisation("clauses:\n  safe: {text: Work safely.}\n")
    example.level(
        "sections:\n  accountabilities: [{clause: safe}]\n"
        "  scope: {any_of: [{id: town, text: In town.}, {id: sea, text: By the sea.}]}\n"
    )
    example.role("choose: [sea]\nreplace: {safe: Be safe.}\n")
    example.vacancy("sections: {scope: Everywhere.}\n")
    lines = run_well("where-used", "safe", folder=example.root).splitlines()
    assert "It reaches 1 level, 1 role and 1 vacancy." in lines
    lines = run_well("where-used", "sea", folder=example.root).splitlines()
    assert "It reaches 1 level and 1 role; 1 vacancy leaves it out." in lines
    lines = run_well("explain", "one", "--item", "sea", folder=example.root).splitlines()
    assert lines[1] == "  (not printed) By the sea."
    assert lines[-1] == "    overridden by vacancy, vacancies/one.yaml:2:12"


def test_an_accountability_that_leaves_its_section_is_a_sensitive_change(history: Example) -> None:
    said = "sections:\n  {}:\n    - {{id: log, text: Own the risk log.}}\n  {}: [Work safely.]\n"
    history.level(said.format("accountabilities", "people-management"))
    short = commit(history, "Place it")
    history.level(said.format("people-management", "accountabilities"))
    assert "accountabilities" in impact(history, short)["one"]["parts"]


def test_a_layout_that_was_broken_then_hinders_nobody(history: Example) -> None:
    path = history.root / "templates/standard/layout.yaml"
    good = path.read_text("utf-8")
    path.write_text("x: y\n", "utf-8")
    commit(history, "Break it")
    path.write_text(good, "utf-8")
    assert run("impact", "--since", "HEAD", folder=history.root).returncode == 0


def test_a_change_of_layout_is_named_beside_a_change_of_text(history: Example) -> None:
    short = commit(history, "Keep it")
    history.vacancy("hours: 37\n")
    path = history.root / "templates/standard/layout.yaml"
    path.write_text(path.read_text("utf-8").replace("label: Grade}", "label: Pay grade}"), "utf-8")
    assert impact(history, short)["one"]["texts"] == ["Hours: (none) → 37", "the layout changed"]


def test_what_nobody_translated_is_marked_in_its_own_language(example: Example) -> None:
    example.organisation("translations: [cy]\n")
    example.level("sections: {purpose: {en: Helps., cy: Yn helpu.}, scope: The town.}\n")
    text = run_well(
        "diff", "W1", "paviour", "--language", "cy", "--format", "html", "--same",
        folder=example.root,
    )  # fmt: skip
    [cell, *_] = [each for each in page(text).iter("td") if "The town." in each.text_content()]
    assert cell.get("lang") == "en-GB"


def test_a_comment_on_a_pull_request_notifies_nobody(history: Example) -> None:
    history.level("sections: {purpose: 'Ask @team about #12, or a@example.org.'}\n")
    for command in (["diff", "W1@main", "W1"], ["impact", "--since", "main"]):
        text = run_well(*command, "--format", "markdown", folder=history.root)
        assert "@<!-- -->team" in text
        assert "#<!-- -->12" in text
        assert "a@example.org" in text


def test_what_changes_alike_is_told_once(history: Example) -> None:
    for number in range(30):
        history.write(f"vacancies/post-{number:02}.yaml", "role: paviour\n")
    short = commit(history, "Fill thirty posts")
    history.level("sections:\n  accountabilities:\n    - {id: log, text: Mind the risk log.}\n")
    for format_ in ("terminal", "markdown"):
        arguments = ("impact", "--since", short, "--format", format_)
        text = run_well(*arguments, folder=history.root)
        assert "The same in: one, post-00, post-01, " in text
        assert "post-18 and 11 more" in text
        assert text.count("Mind") <= 4  # of the posts, of the level, of the family's guide
    assert len(impact(history, short)) == 33


@pytest.mark.parametrize("how", ["autocrlf", "attributes"])
def test_line_ends_that_git_writes_itself_are_no_difference(history: Example, how: str) -> None:
    history.vacancy("contact: Ann Other of the depot, 01234\n")
    if how == "attributes":
        history.write(".gitattributes", "*.yaml text eol=crlf\n")
    else:
        git(history.root, "config", "core.autocrlf", "true")
    commit(history, "Say whom to ask")
    git(history.root, "rm", "-q", "--cached", "-r", ".")
    git(history.root, "reset", "-q", "--hard")
    assert b"\r\n" in (history.root / "vacancies/one.yaml").read_bytes()
    assert impact(history, "HEAD") == {}
    text = run_well("diff", "one@HEAD", "one", folder=history.root)
    assert "No difference" in text


def test_links_that_are_whole_folders_or_lead_to_links_are_followed(history: Example) -> None:
    (history.root / "shared").mkdir()
    (history.root / "templates").rename(history.root / "shared/templates")
    (history.root / "templates").symlink_to("shared/templates")
    (history.root / "vacancies/one.yaml").rename(history.root / "real.yaml")
    (history.root / "middle.yaml").symlink_to("real.yaml")
    (history.root / "vacancies/one.yaml").symlink_to("../middle.yaml")
    commit(history, "Link it")
    assert impact(history, "HEAD") == {}


def test_an_object_that_git_lost_is_told_and_no_bug(history: Example) -> None:
    commit(history, "Keep it")
    blob = git(history.root, "rev-parse", "HEAD:vacancies/one.yaml").strip()
    path = history.root / ".git/objects" / blob[:2] / blob[2:]
    path.chmod(0o644)
    path.unlink()
    done = run("diff", "--since", "HEAD", folder=history.root)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


DUTY = "sections: {{purpose: Keeps pavements safe., accountabilities: [{{id: sign, text: {}}}]}}\n"


def test_a_role_that_changes_while_its_first_vacancy_comes_is_told(history: Example) -> None:
    (history.root / "vacancies/one.yaml").unlink()
    history.role("", sections=DUTY.format("Signs off work."))
    short = commit(history, "Close the vacancy")
    history.role("", sections=DUTY.format("Signs off budgets."))
    history.vacancy("")
    found = impact(history, short)
    assert found["paviour"]["parts"] == ["accountabilities"]


def test_a_role_of_the_same_name_in_another_family_is_another(history: Example) -> None:
    for name in ("family.yaml", "levels/W1.yaml", "roles/paviour.yaml"):
        text = (history.root / "families/works" / name).read_text("utf-8")
        history.write(f"families/parks/{name}", text.replace("family: works", "family: parks"))
    history.write("vacancies/one.yaml", "role: works/paviour\n")
    short = commit(history, "Add parks")
    path = history.root / "families/parks/roles/paviour.yaml"
    path.write_text(path.read_text("utf-8").replace("Keeps", "Mends"), "utf-8")
    [name] = impact(history, short)
    assert "parks" in name


def test_the_reasons_are_those_of_every_reader(history: Example) -> None:
    said = "evaluation: {{scheme: NJC, reference: J1, total: '{}'}}\n"
    history.vacancy(said.format(300))
    short = commit(history, "Evaluate it")
    history.vacancy(said.format(350) + "location: Depot\n")
    texts = impact(history, short)["one"]["texts"]
    assert "Location: (none) → Depot" in texts
    assert "Total score: 300 → 350 (+50)" in texts


def test_a_house_style_that_was_broken_then_is_no_change_of_every_word(history: Example) -> None:
    path = history.root / "templates/standard/house-style.docx"
    good = path.read_bytes()
    path.write_bytes(b"junk")
    commit(history, "Break the house style")
    path.write_bytes(good)
    found = json.loads(
        run_well("impact", "--since", "HEAD", "--format", "json", folder=history.root)
    )["affected"]
    assert {each["state"] for each in found} == {"not known"}
    assert all("house style" in each["reasons"][0]["text"] for each in found)


def test_what_a_text_hangs_on_is_its_reason(history: Example) -> None:
    history.level(
        "sections:\n  accountabilities:\n"
        "    - {text: Works in the depot., when: {post.location: Depot}}\n"
    )
    commit(history, "Hang it on the place")
    history.vacancy("hours: 37\n")
    commit(history, "Say the hours")
    history.role("location: Depot\n")
    short = commit(history, "Say the place")
    found = json.loads(
        run_well("impact", "--since", "HEAD~1", "--format", "json", folder=history.root)
    )["affected"]
    [one] = [each for each in found if each["name"] == "one"]
    [reason] = [each for each in one["reasons"] if "Works in the depot" in each["text"]]
    assert reason["place"] == "families/works/roles/paviour.yaml:4:11"
    assert reason["commits"] == [f"{short} Say the place"]


def test_an_omission_taken_back_names_the_line_that_left_it_out(history: Example) -> None:
    history.role("omit: [log]\n")
    short = commit(history, "Leave the log out")
    history.role("")
    found = impact(history, short)["one"]
    assert found["texts"] == ["Accountabilities, new: Own the risk log."]
    assert found["places"] == [f"{short}:families/works/roles/paviour.yaml:4:8"]


def test_a_lead_in_that_becomes_an_entry_and_a_label_are_differences(history: Example) -> None:
    said = "sections:\n  scope:\n"
    history.level(f"{said}    lead_in: Lays slabs.\n    items: [Cuts., Mends.]\n")
    commit(history, "Lead in")
    history.level(f"{said}    items: [Lays slabs., Cuts., Mends.]\n")
    assert run("diff", "W1@HEAD", "W1", "--exit-code", folder=history.root).returncode == 1
    history.level(f"{said}    - {{label: Small, text: 'jobs: run them.'}}\n")
    commit(history, "Label it")
    history.level(f"{said}    - {{label: 'Small: jobs', text: run them.}}\n")
    lines = run_well("diff", "W1@HEAD", "W1", folder=history.root).splitlines()
    assert "    Label: Small → Small: jobs" in lines
