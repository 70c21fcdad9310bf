"""The command `match`. The only home of typer and rich."""

import sys

STOPPED = 4


def main() -> None:
    """Run `match` and leave with its exit code. Ctrl-C is heard even while the program is still being loaded."""
    try:
        from matchmaker.cli.app import run  # noqa: PLC0415

        code = run()
    except KeyboardInterrupt:
        sys.stderr.write("stopped; nothing was written\n")
        code = STOPPED
    sys.exit(code)
