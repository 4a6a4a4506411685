"""Command line of the ledger; see the package."""

import argparse
import sys
from pathlib import Path

from urban_rural import data
from urban_rural.claims import audit, mutation


def main() -> int:
    """Run one command; 1 if a verdict differs from the record."""
    parser = argparse.ArgumentParser(prog="python -m urban_rural.claims")
    commands = parser.add_subparsers(dest="command", required=True)
    auditing = commands.add_parser("audit", help="judge every claim, compare with the record")
    auditing.add_argument("folder", nargs="?", type=Path, default=data.DATA)
    commands.add_parser("record", help="enter the verdicts in the record")
    mutating = commands.add_parser("mutate", help="alter every printed number, count what notices")
    mutating.add_argument("--record", action="store_true", help="enter the outcomes in the record")
    arguments = parser.parse_args()
    if arguments.command == "record":
        audit.record()
        return 0
    if arguments.command == "mutate":
        found = mutation.outcomes()
        print(mutation.score(mutation.frame(found)))
        if arguments.record:
            data.write_ledger("mutations", mutation.frame(found))
        return 0
    try:
        text, same = audit.audit(arguments.folder)
    except data.DataError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(text)
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
