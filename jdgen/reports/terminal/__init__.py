"""Comparisons, ladders and explanations, drawn on a terminal."""
