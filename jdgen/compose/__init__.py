"""Layers to one job: the merge rule, what a layer overrides, conditions, and the facts in texts."""
