"""Write rules.json and words.json of jdgen/rules, which are read sooner than rules.yaml.

Run it after a change to the rules (`python .github/make_rules.py`); a test fails where the file
is not up to date.
"""

from __future__ import annotations

from jdgen.rules.catalogue import MADE, MADE_WORDS
from jdgen.rules.source import read_rules

if __name__ == "__main__":
    source = read_rules()
    MADE.write_text(source.packed_rules(), "utf-8", newline="\n")
    MADE_WORDS.write_text(source.packed_words(), "utf-8", newline="\n")
