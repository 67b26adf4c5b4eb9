"""The installed command, and `python -m scr_extract`. The command line is loaded and built here, so that Ctrl-C is quiet from the beginning."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line (`scr_extract.cli`)."""
    try:
        from scr_extract.cli import main as command

        command()
    except KeyboardInterrupt:  # while it is loaded; later ones end at cli.edge
        sys.stderr.write("scr-extract: stopped\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
