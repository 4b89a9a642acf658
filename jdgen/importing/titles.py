"""What titles and lines mean by their words, whatever stands under them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jdgen.importing.criteria import DESIRABLE, ESSENTIAL
from jdgen.importing.outline import unnumbered
from jdgen.importing.source import EDGES, NOTES, Grid, SourceLine
from jdgen.importing.vocabulary import WordMeaning, plain

if TYPE_CHECKING:
    from jdgen.importing.source import Block

LISTS: Final = frozenset({"duties", "accountabilities"})
OF_FACTS: Final = frozenset({"details", "checks", "dimensions", "working-conditions"})
OF_POSTS: Final = frozenset(
    {"salary", "location", "closing_date", "interview_date", "post_number", "contact"}
)
"""Fields that are told after the criteria too, where a label says so."""
OF_SIZES: Final = frozenset({"people-management", "resources"})
OF_MANAGERS: Final = frozenset(
    {"purpose", "people-management", "dimensions", "context", "scope", "resources"}
)
PARTS_OF_DUTIES: Final = frozenset({"", "scope"})
"""What else stands over some of the duties, where their own title has nothing under it."""
ANY_SECTION: Final = WordMeaning("section", "")
SIGNED: Final = "a block to sign"
OUTSIDE: Final = frozenset({*EDGES.values(), *NOTES.values()})
MOST_AT_EDGE: Final = 8
OF_PAGE: Final = re.compile(r"\bpage\b|\u00a9|\bversion\b", re.IGNORECASE)
SIGNING: Final = re.compile(
    r"(?:signed|signature|print name"
    r"|(?:post ?holder|employee|manager|supervisor)(?:['\u2019]s)? signature)\b"
    r"(?!.*\b(?:off|up|by all)\b)",
    re.IGNORECASE,
)
PAIR: Final = 2
MOST_WORDS: Final = 12
MOST_OPEN_WORDS: Final = 20
MOST_QUIET_WORDS: Final = 6
"""A title of more words is a sentence, which is printed."""
MOST_WORDS_OF_JOB: Final = 8
AFTER_CRITERIA: Final = frozenset(
    {"how-to-apply", "what-we-offer", "details", "working-conditions", "checks"}
)
STATEMENTS: Final = frozenset({"corporate-responsibilities", "equality-and-diversity"})
AFTER_ALL: Final = frozenset({"how-to-apply", "what-we-offer", "details"})
BROAD: Final = frozenset(
    {
        *("corporate-responsibilities", "relationships", "decisions", "people-management"),
        *("resources", "checks", "context", "working-conditions"),
    }
)
"""What a sentence with a word in it seldom stands over."""
FIRST_OF_ALL: Final = frozenset({"duties", "accountabilities", "purpose"})
AFTER_DUTIES: Final = AFTER_CRITERIA | {"context"}
SOFT: Final = frozenset(
    {
        "equality-and-diversity",
        "relationships",
        "people-management",
        "decisions",
        "resources",
        "health-and-safety",
        "corporate-responsibilities",
        "autonomy",
        "challenges",
        "overall",
        "risk-management",
    }
)
"""Sections whose titles are categories too, where they stand among criteria."""
SPECIFICATION: Final = "person spec"
WHOLE: Final = frozenset(
    {
        "candidate profile",
        "criteria",
        "employee specification",
        "job requirements",
        "person profile",
        "person requirements",
        "requirements",
        "selection criteria",
        *(
            "key selection criteria",
            "role requirements",
            "position requirements",
            "key requirements",
        ),
        "skills required",
        "specification",
        "what we look for",
        *("about you", "how do i qualify", "who you are", "your profile", "what you bring"),
        *("what you ll bring", "what you'll bring", "what you will bring", "you bring"),
    }
)
"""Titles over all criteria, which are no category."""
GENERAL: Final = frozenset({"qualifications", "skills", "experience", "knowledge"})
"""What is said with an importance below a category, and is then none."""
NO_JOB: Final = re.compile(r"(?:about|our|your|who|what|why|how|join|welcome)\b", re.IGNORECASE)
"""How a heading starts that is no job's title."""
OF_A_TERM: Final = re.compile(
    r"\b(?:permanent|temporary|fixed|full|part|casual|term)\b", re.IGNORECASE
)
OF_TERMS: Final = frozenset({"record.status", "working_style", "marking"})
UNITS: Final = ("directorate", "service", "team")
SHARE: Final = re.compile(r"\b\d{1,3} ?%")
"""How much of the time a duty takes."""
TO_FILL_IN: Final = re.compile(r"[\[<(\u2039].*[\]>)\u203a]")
"""What somebody was to fill in, such as [Department logo]."""
KIND_OF_DOCUMENT: Final = re.compile(
    r"\b(?:job description(?: (?:and|&) person(?:nel)? specification)?|person specification"
    r"|role profile|job profile|role description|position description|job specification"
    r"|post description)\b",
    re.IGNORECASE,
)
SIGNS_AROUND: Final = " -\u2013\u2014:|,()"


def without_number(line: SourceLine) -> str:
    """Return the words of a line, as a title has them."""
    return unnumbered(line.text)[0].strip().rstrip(":").strip()


def stands_over(line: SourceLine, bare: str, following: Block | None) -> bool:
    """Return whether a line that is set as any other is a title all the same."""
    if plain(line.text) in {ESSENTIAL, DESIRABLE}:  # even in a list
        return True
    if line.depth or bare.endswith(".") or following is None:
        return False
    return len(bare.split()) > 1 or isinstance(following, Grid) or bare[:1].isupper()


def is_over_list(line: SourceLine, following: Block | None) -> bool:
    """Return whether a short line without a full stop stands right over a list."""
    is_short = 1 < len(line.text.split()) <= MOST_QUIET_WORDS and line.text[-1].isalnum()
    is_over = isinstance(following, SourceLine) and following.depth > 0 and not line.depth
    return is_short and is_over and line.text[0].isupper()


def without_kind(text: str) -> str:
    """Return a title without the kind of document that it names, which stays where that is all."""
    found = KIND_OF_DOCUMENT.search(text)
    if not found:
        return text
    before, after = (
        text[: found.start()].strip(SIGNS_AROUND),
        text[found.end() :].strip(SIGNS_AROUND),
    )
    for word in ("for ", "of "):
        after = after.removeprefix(word)
    return f"{before} {after}".strip()


def is_of_specification(title: str) -> bool:
    """Return whether a title is that of a person specification alone."""
    return SPECIFICATION in title and "description" not in title and "profile" not in title
