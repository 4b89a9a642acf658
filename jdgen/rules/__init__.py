"""What is likely wrong in a job or could be better: the reason, who says so, and the way out."""
