"""Making a house style of a Word file as it is: loaded by the command that does it alone."""
