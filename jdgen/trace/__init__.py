"""Who said a text, where a thing is used, and what a change does."""
