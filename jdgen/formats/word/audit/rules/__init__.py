"""The rules by which everyone can read a Word document: what each finds, why, and what to do."""
