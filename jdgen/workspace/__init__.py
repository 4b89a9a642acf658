"""The files of a workspace and what they name in each other, now or at a revision."""
