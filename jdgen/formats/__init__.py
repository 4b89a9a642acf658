"""The blocks of a document, and what they are written as; knows nothing of HR."""
