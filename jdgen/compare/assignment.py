"""Which of two sides' things belong together, so that all pairs taken together are the likeliest.

This is the assignment problem, solved to the optimum by shortest augmenting paths over the few
candidates that each thing has. The algorithm is that of R. Jonker and A. Volgenant, "A shortest
augmenting path algorithm for dense and sparse linear assignment problems", Computing 38, 1987. A
thing may stay alone.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ALONE: Final = -1


def assign(  # noqa: C901, PLR0912 - one algorithm, which parts would hide
    candidates: Sequence[Mapping[int, int]],
) -> dict[int, int]:
    """Return the columns of the rows that have one: of all assignments, one of the heaviest.

    `candidates` are, for each row, the columns that it may have, with their weights above zero.
    """
    row_of: dict[int, int] = {}
    column_of: dict[int, int] = {}
    lowered_row = [-max(columns.values(), default=0) for columns in candidates]
    lowered_column: dict[int, int] = {}
    for start in range(len(candidates)):
        # Dijkstra's search from the row to the nearest column that is free; staying alone is one,
        # which every row has to itself. Costs are weights below zero, lowered to zero or more.
        distances: dict[int, int] = {}
        through: dict[int, int] = {}
        settled: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        alone_at, alone_row = -lowered_row[start], start
        row, so_far = start, 0
        while True:
            base = so_far - lowered_row[row]
            if base < alone_at:
                alone_at, alone_row = base, row
            for column, weight in candidates[row].items():
                if column in settled:
                    continue
                distance = base - weight - lowered_column.get(column, 0)
                if distance < distances.get(column, distance + 1):
                    distances[column], through[column] = distance, row
                    heappush(heap, (distance, column))
            while heap and (heap[0][1] in settled or heap[0][0] > distances[heap[0][1]]):
                heappop(heap)
            if not heap or heap[0][0] >= alone_at:
                end, reached, row = _ALONE, alone_at, alone_row
                break
            so_far, column = heappop(heap)
            if column not in row_of:
                end, reached, row = column, so_far, through[column]
                break
            settled[column] = so_far
            row = row_of[column]
        lowered_row[start] += reached
        for column, distance in settled.items():
            lowered_column[column] = lowered_column.get(column, 0) + distance - reached
            lowered_row[row_of[column]] += reached - distance
        while True:  # give each row of the path the column that it was reached through
            left = column_of.pop(row, _ALONE)
            if end != _ALONE:
                column_of[row], row_of[end] = end, row
            if row == start:
                break
            end, row = left, through[left]
    return column_of
