"""Column widths fill the table exactly, and give each column room for its longest word."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jdgen.formats.word.widths import (
    _label_width,
    _longest_word,
    _two_lines,
    column_widths,
    label_widths,
    scaled,
    width_of,
)

TEXT_WIDTH = 9412  # A4 in the standard house style

words = st.text("abcdefghijklm", min_size=1, max_size=12)
sentences = st.lists(words, max_size=20).map(" ".join)
tables = st.integers(1, 6).flatmap(
    lambda columns: st.lists(
        st.lists(sentences, min_size=columns, max_size=columns), min_size=1, max_size=8
    )
)


@given(rows=tables, total=st.integers(600, 16000))
@settings(max_examples=300, deadline=None)
def test_widths_sum_to_the_total(rows: list[list[str]], total: int) -> None:
    widths = column_widths(rows, total)
    assert len(widths) == len(rows[0])
    assert sum(widths) == total
    assert all(width > 0 for width in widths)


@given(rows=tables, total=st.integers(3000, 16000))
@settings(max_examples=300, deadline=None)
def test_no_column_is_narrower_than_its_longest_word_where_there_is_room(
    rows: list[list[str]], total: int
) -> None:
    header, *texts = rows
    columns = [[row[at] for row in texts] for at in range(len(header))]
    least = [
        max(_two_lines(title), _longest_word(" ".join(column)))
        for title, column in zip(header, columns, strict=True)
    ]
    if sum(least) <= total:
        widths = column_widths(rows, total)
        rounding = len(widths)
        assert all(width >= low - rounding for width, low in zip(widths, least, strict=True))


@given(rows=tables)
@settings(max_examples=100, deadline=None)
def test_the_same_rows_give_the_same_widths(rows: list[list[str]]) -> None:
    assert column_widths(rows, TEXT_WIDTH) == column_widths([list(row) for row in rows], TEXT_WIDTH)


def test_a_table_without_rows_or_text_still_has_widths() -> None:
    assert sum(column_widths([["", ""]], TEXT_WIDTH)) == TEXT_WIDTH
    assert sum(column_widths([["Name", "Value"]], TEXT_WIDTH)) == TEXT_WIDTH


def test_names_get_what_they_need_and_values_the_rest() -> None:
    names, values = column_widths(
        [["Detail", "This post"], ["Grade", "Grade 8"], ["Location", "Town Hall"]], TEXT_WIDTH
    )
    assert names == width_of("Location")
    assert values > 3 * names


def test_a_column_of_sentences_is_wider_than_a_column_of_words() -> None:
    criterion, importance, methods = column_widths(
        [
            ["Criterion", "Essential or desirable", "How assessed"],
            ["Can turn a long discussion into a short, accurate note. " * 3, "Essential", "Test"],
        ],
        TEXT_WIDTH,
    )
    assert criterion > importance + methods


def test_criteria_have_most_of_a_table_that_tells_their_categories_too() -> None:
    header = ["Criterion", "Category", "Essential or desirable", "How assessed"]
    criteria = [
        ["Has planned a change and dealt with what did not go to plan. Standard needed: Working."
         , category, needed, "Application form, Interview"]
        for category in ("Qualifications", "Experience", "Skills and abilities")
        for needed in ("Essential", "Desirable")
    ]  # fmt: skip
    criterion, *others = column_widths([header, *criteria], TEXT_WIDTH)
    assert criterion > 0.4 * TEXT_WIDTH
    assert all(criterion > 2 * other for other in others)


def test_short_names_of_rows_stay_whole() -> None:
    names, *_ = column_widths(
        [["Level", *["What rises"] * 6], ["TRA 9/10", *["Plans work ahead of others " * 4] * 6]],
        TEXT_WIDTH,
    )
    assert names >= width_of("TRA 9/10")


def test_widths_in_another_size_fill_the_same_room() -> None:
    assert scaled([1200, 3600], 5000, 24) == [1200, 3800]
    assert scaled([1200, 3600], 4000, 20) == [1000, 3000]


def test_too_long_words_share_what_there_is_by_their_length() -> None:
    widths = column_widths([["a", "b"], ["x" * 100, "y" * 300]], TEXT_WIDTH)
    assert sum(widths) == TEXT_WIDTH
    assert 2.5 < widths[1] / widths[0] < 3.5


def test_a_word_may_break_after_its_hyphen() -> None:
    broken, _ = column_widths([["A", "B"], ["self-employed-or-not", "x " * 400]], TEXT_WIDTH)
    whole, _ = column_widths([["A", "B"], ["selfxemployedxorxnot", "x " * 400]], TEXT_WIDTH)
    assert broken < whole


def test_capitals_are_as_wide_as_they_are() -> None:
    # Helvetica's own widths: in bold and 12 points a W is 227, an i 67.
    assert width_of("PRO10") > width_of("proio")
    assert width_of("WWW") - width_of("iii") == 3 * (227 - 67)
    code, *_ = column_widths(
        [["Code", "Level", "Grades"], ["MACB01", "Level of work " * 9, "Grade 9 " * 9]], TEXT_WIDTH
    )
    assert code >= width_of("MACB01")


def test_short_values_leave_the_labels_their_own_width() -> None:
    rows = [["Detail", "This post"], ["Responsibility for money and assets", "5"]]
    labels = _label_width(rows, TEXT_WIDTH)
    assert labels == int(TEXT_WIDTH * 0.45)
    assert column_widths(rows, TEXT_WIDTH, labels) == [labels, TEXT_WIDTH - labels]
    rows[1][0] = "Pay"
    assert _label_width(rows, TEXT_WIDTH) == width_of("Detail")


def test_a_column_of_sentences_is_none_of_labels() -> None:
    assert _label_width([["Criterion", "How"], ["Can do it well. " * 9, "Test"]], TEXT_WIDTH) == 0
    assert _label_width([["A", "B", "C"], ["a", "b", "c"]], TEXT_WIDTH) == 0


def test_labels_leave_room_for_the_longest_word_of_the_values() -> None:
    assert _label_width([["Label", "Value"], ["A label", "x" * 64]], TEXT_WIDTH) == 0


def test_labels_are_alike_below_one_title_where_the_values_have_room() -> None:
    tables = {
        ("Detail", "This post"): [["Detail", "This post"], ["Responsibility for money", "5"]],
        ("Detail", "This level"): [["Detail", "This level"], ["Code", "x" * 20]],
        ("Detail", "Long"): [["Detail", "Long"], ["Code", "x" * 48]],
        ("Criterion", "How"): [["Criterion", "How"], ["Has a driving licence", "Test"]],
    }
    post, level, long, criterion = label_widths(tables, TEXT_WIDTH).values()
    assert post == level == width_of("Responsibility for money")
    assert long == width_of("Detail")
    assert criterion == width_of("Has a driving licence")


def test_headers_take_more_lines_where_that_leaves_words_whole() -> None:
    header = ["Level", "Answers for spending", "Solves problems that are", "Is held to account by"]
    rows = [header, ["PRO10", "£500,000", "conflicting", "the leadership"]]
    widths = column_widths(rows, 6200)
    for column, width in zip(zip(*rows, strict=True), widths, strict=True):
        assert width >= _longest_word(" ".join(column)) - 1
    assert sum(widths) == 6200
