"""The peer: one job description through docxtpl, as a person would write it who knows docxtpl.

Run by itself it is the bare script that the whole-process comparison times:

    python docxtpl_peer.py TEMPLATE.docx DATA.json OUT.docx
"""

import json
import sys
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate


def render(template: str, data: dict[str, Any], out: Any) -> None:  # noqa: ANN401 - path or stream
    """Fill the template with the data; autoescape, as without it `R&D <lead>` is lost."""
    document = DocxTemplate(template)
    document.render(data, autoescape=True)
    document.save(out)


if __name__ == "__main__":
    render(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")), sys.argv[3])
