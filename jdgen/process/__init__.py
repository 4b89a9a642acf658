"""How the process that runs a command ends, and what its streams let through."""
