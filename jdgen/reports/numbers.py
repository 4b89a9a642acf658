"""Numbers with their nouns."""


def counted(number: int, noun: str) -> str:
    """Return a number with its noun in the right form: 1 file, 2 files, 2 vacancies."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
