"""jdgen: job families kept as YAML in git, published as Word and Markdown job descriptions."""

__version__ = "0.1.0"
