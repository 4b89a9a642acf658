"""Reading YAML with positions and refused duplicate keys, beside PyYAML's plain C loader.

    python benchmarks/reading.py [FILE …]

Reads each file through `jdgen.reading.yaml` and through `yaml.CSafeLoader`, in turn, and prints the
medians of the processor time and their ratio.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import yaml

from jdgen.problems import Problems
from jdgen.reading.yaml import read

ROLE = Path("families/project-delivery/roles/project-support-officer.yaml")
RUNS = 300


def main() -> None:
    """Time both ways on each file."""
    for path in [Path(name) for name in sys.argv[1:]] or [ROLE]:
        raw = path.read_bytes()
        ours: list[float] = []
        plain: list[float] = []
        for _ in range(RUNS):
            start = time.process_time()
            read(raw, path.name, Problems())
            middle = time.process_time()
            yaml.load(raw, yaml.CSafeLoader)
            ours.append(middle - start)
            plain.append(time.process_time() - middle)
        with_positions, without = statistics.median(ours), statistics.median(plain)
        print(f"{path}: {len(raw):,} bytes")
        print(f"  jdgen, with positions and duplicate keys {with_positions * 1000:8.3f} ms")
        print(f"  yaml.CSafeLoader                         {without * 1000:8.3f} ms")
        print(f"  ratio {without / with_positions:.2f}")


if __name__ == "__main__":
    main()
