"""Answers as text, Markdown, HTML, JSON or drawn: a module a report, a function a format."""
