"""Reads job descriptions of others, in Word and Markdown, into roles."""
