"""The start of the command: `jdgen`, and `python -m jdgen`."""

import gc
import sys

from jdgen import ending, patterns, streams


def main() -> None:
    """Run the command line."""
    ending.watch()
    streams.guard()
    patterns.compile_when_used()
    # Python looks through all objects after every 700 new ones, and again three times as it ends.
    # Nearly all that a command makes stays until its end, so both would take a sixth of the time.
    gc.set_threshold(200_000, 20, 100)
    try:
        from jdgen.cli import run  # noqa: PLC0415 - imports are what is to be quick

        run()
    except SystemExit as ended:
        code = streams.deliver(ended.code, ending.outcome())
        ending.close()
        sys.exit(code)
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
