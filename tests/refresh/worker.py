"""Runs the refresh command for the tests, again and again in one process, as loading the real
clients takes seconds. One JSON list of arguments a line comes in; one JSON answer goes out."""

import contextlib
import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "chapters"))

from refresh import __main__ as command
from refresh import statistics_bureau

for line in sys.stdin:
    statistics_bureau.afresh()  # as in a new process
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        code = command.main(json.loads(line))
    print(json.dumps({"code": code, "printed": printed.getvalue()}), flush=True)
