"""`python -m tests.mutations [--most 40] [--within cms/desk] [--list]`.

Ends with an error where tests notice fewer than 85 % of the checks that are left out.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from .noticing import EVERYTHING, KEPT_BY, MOST, REPORT, ROOT, WITHIN, chosen

LEAST_NOTICED = 0.85
TESTS = ["-q", "-s", "-p", "tests.mutations.noticing", "-p", "no:randomly", "-p", "no:cacheprovider", "-n", "0"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=len(EVERYTHING), help="how many checks, evenly over all modules")
    parser.add_argument("--within", default="", help="only modules whose path begins so")
    parser.add_argument("--list", action="store_true", help="name them and run nothing")
    options = parser.parse_args()
    checks = chosen(options.most, options.within)
    if options.list:
        print(*checks, sep="\n")
        return 0
    tests = list(dict.fromkeys(test for check in checks for test in KEPT_BY[check.path]))
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        report = Path(folder) / "report.json"
        environment = {
            **os.environ, "DATABASE_URL": "", MOST: str(options.most), WITHIN: options.within, REPORT: str(report),
        }  # fmt: skip
        subprocess.run(
            [sys.executable, "-m", "pytest", *TESTS, "-m", "not browser and not judge and not proof", *tests],
            check=False, cwd=ROOT, env=environment,
        )  # fmt: skip
        told = json.loads(report.read_text())
    if told["failing"]:
        print("These fail already while no check is missing:", *told["failing"], sep="\n", file=sys.stderr)
        return 2
    print(*(f"MISSED    {check}" for check in told["missed"]), sep="\n")
    share = told["noticed"] / told["checks"]
    print(f"{told['noticed']} of {told['checks']} noticed: {share:.0%}")
    return 0 if share >= LEAST_NOTICED else 1


if __name__ == "__main__":
    sys.exit(main())
