"""Write jdgen/rules/rules.json, which every run reads in place of rules.yaml as it is quicker.

Run it after a change to the rules (`python .github/make_rules.py`); a test fails where the file
isn't up to date.
"""

from __future__ import annotations

from jdgen.rules.catalogue import MADE, packed, read_rules

if __name__ == "__main__":
    MADE.write_text(packed(read_rules()), "utf-8", newline="\n")
