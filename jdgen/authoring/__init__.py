"""New files of a workspace: what is asked for each, and how it is written."""
