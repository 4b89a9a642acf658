"""YAML text to typed values that know where they stand; knows nothing of HR."""
