"""What the facts of a post call for: statements and criteria that nothing in the job says.

What the law asks to be said with a fact is refused in `compose/rules.py`; this is what is likely
missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.rules.structure import fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from jdgen.compare.statements import Statement
    from jdgen.model.job import Job
    from jdgen.model.text import Passage
    from jdgen.problems import Problem

_BARRED: Final = "Enhanced with Barred List(s)"
_FULL: Final = frozenset({"Standard", "Enhanced", _BARRED})
"""The levels of check for which spent convictions are told."""
_SALARY: Final = re.compile(
    r"\b(?:salary|pay|paid|remuneration|grade|spinal column point|scp)\b", re.IGNORECASE
)
_WORK: Final = re.compile(
    r"\b(?:advi[cs]\w*|cabinet|committees?|member\w*|councillors?|press|media|journalists?"
    r"|broadcast\w*|speaks?|public|delegat\w*|officers?|head|chief|director\w*|monitoring)\b",
    re.IGNORECASE,
)
"""What makes a post a specified or a sensitive one."""
_SPOKEN: Final = re.compile(
    r"\b(?:english|welsh|cymraeg|spoken|speaks?|speaking|fluen\w+)\b", re.IGNORECASE
)
_WELSH: Final = re.compile(r"\b(?:welsh|[cg]ymraeg)\b", re.IGNORECASE)
_FLEXIBLE: Final = re.compile(r"\bflexib|\bhyblyg|\bjob[ -]shar", re.IGNORECASE)
_SAFEGUARDED: Final = re.compile(r"\bsafeguard|\bdiogel", re.IGNORECASE)
_OFFENDERS: Final = re.compile(
    r"\brehabilitation of offenders|\badsefydlu troseddwyr", re.IGNORECASE
)
_PAY: Final = frozenset({"post.salary", "grade.pay", "pay.year", "pay.hour"})


def checks_faults(job: Job, said: Collection[Statement]) -> Iterator[Problem]:
    """Yield what the facts of a job call for and nothing in it says."""
    if dbs := job.facts.get("checks.dbs"):
        yield from _dbs_faults(dbs, job.facts, said)
    reason = job.facts.get("checks.political_restriction_reason")
    if reason and _SALARY.search(reason.text) and not _WORK.search(reason.text):
        yield fault("CK05", reason.place, "the salary is no reason for a political restriction")
    yield from _language_faults(job.facts, said)
    yield from _of_statements(job, said)
    if job.vacancy:
        if "post.job_share" not in job.facts and not _says(said, _FLEXIBLE):
            yield fault("CK09", job.source.place, "nothing says whether the work can be flexible")
        if _PAY.isdisjoint(job.facts):
            yield fault("CK10", job.source.place, "the vacancy says no pay")


_OF_CHECK: Final = ("dbs", "disclosure", "crb", "criminal record")
_LEVEL: Final = (
    r"\b(basic|standard|enhanced)\b(?: [\w-]+){0,2}? (?:dbs|disclosure|criminal records?|crb)\b"
)
_OTHER_POSTS: Final = r"\b(?:if|some|other|any|where|depend\w*|or)\b"
_DATA: Final = ("data protection", "personal data", "personal information")
_DATA_LAW: Final = (
    r"\bgdpr\b|general data protection|data protection act 2018|impact assessment"
    r"|data protection (?:law|policy|officer)"
)


def _of_statements(job: Job, said: Collection[Statement]) -> Iterator[Problem]:
    """Yield statements that go with other facts or criteria than the job has."""
    dbs = job.facts.get("checks.dbs")
    level = dbs.in_main.partition(" ")[0].casefold() if dbs else ""
    promise = None
    for each in said:
        plain = each.text.casefold()
        if any(word in plain for word in _OF_CHECK):
            found = re.search(_LEVEL, plain)
            if found and found[1] != level and not re.search(_OTHER_POSTS, plain):
                of_job = f"checks.dbs says {dbs.in_main}" if dbs else "no checks.dbs says so"
                yield fault("CK14", each.passage.place, f'this says "{found[0]}", and {of_job}')
        if (
            each.named_at
            and any(word in plain for word in _DATA)
            and not re.search(_DATA_LAW, plain)
        ):
            message = "this speaks of data protection, and names no law that is in force"
            yield fault("CK11", each.passage.place, message)
        if "disability confident" in plain and "interview" in plain:
            promise = promise or each
    if promise and job.is_post:
        criteria = [one for one in said if one.form == "criterion"]
        if not any(dict(one.details).get("importance") == "essential" for one in criteria):
            message = "an interview is promised by essential criteria, and there is none"
            yield fault("CK08", promise.passage.place, message)


def _dbs_faults(
    dbs: Passage, facts: Mapping[str, Passage], said: Collection[Statement]
) -> Iterator[Problem]:
    """Yield what a check by the Disclosure and Barring Service calls for."""
    level = dbs.in_main
    activity, workforce = facts.get("checks.regulated_activity"), facts.get("checks.workforce")
    if activity and level != _BARRED:
        message = f"regulated activity is named, and the check is {level}, without barred lists"
        yield fault("CK01", activity.place, message)
    if level not in _FULL:
        return
    if workforce and workforce.in_main != "Other" and not _says(said, _SAFEGUARDED):
        message = f"the check is for work with {workforce.in_main.lower()}"
        yield fault("CK03", workforce.place, f"{message}, and nothing speaks of safeguarding")
    if "checks.rehabilitation" not in facts and not _says(said, _OFFENDERS):
        message = f"the check is {level}, and nothing names the Rehabilitation of Offenders Act"
        yield fault("CK04", dbs.place, message)


def _language_faults(
    facts: Mapping[str, Passage], said: Collection[Statement]
) -> Iterator[Problem]:
    criteria = [each for each in said if each.form == "criterion"]
    fluency = facts.get("languages.fluency")
    if fluency and not _says(criteria, _SPOKEN):
        message = "fluency is a duty of the post, and no criterion asks for it"
        yield fault("CK06", fluency.place, message)
    welsh = facts.get("languages.welsh")
    if welsh and welsh.in_main in {"essential", "desirable"} and not _says(criteria, _WELSH):
        message = f"Welsh is {welsh.in_main}, and no criterion asks for it"
        yield fault("CK07", welsh.place, message)


def _says(said: Collection[Statement], pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(each.text) for each in said)
