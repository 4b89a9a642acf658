"""A job and a layout to Markdown, and that to blocks."""
