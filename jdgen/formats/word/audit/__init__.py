"""Any Word file against the rules by which everyone can read it, whoever made it."""
