"""What HR says, as values that never change: texts, sections, jobs, pay and layouts."""
