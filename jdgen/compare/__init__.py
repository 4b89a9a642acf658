"""Two jobs to what differs between them, line by line and word by word."""
