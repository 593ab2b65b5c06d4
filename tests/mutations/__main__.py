"""`python -m tests.mutations [--within cms/desk] [--most 40] [--quick] [--list]`.

Ends with an error where tests notice fewer than 85 % of the checks that are left out.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from .equivalent import EQUIVALENT
from .kept_by import KEPT_BY
from .noticing import EVERYTHING, MOST, REPORT, ROOT, WITHIN, chosen

LEAST_NOTICED = 0.85
TESTS = ["-q", "-s", "-rfE", "-p", "tests.mutations.noticing", "-p", "no:randomly", "-p", "no:cacheprovider", "-n", "0"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=len(EVERYTHING), help="how many checks, evenly over all modules")
    parser.add_argument("--within", default="", help="only those whose line of the list begins so")
    parser.add_argument("--quick", action="store_true", help="without crawls: tells less than the truth, and soon")
    parser.add_argument("--list", action="store_true", help="name them and run nothing")
    parser.add_argument("--report", type=Path, default=ROOT / "var/mutations.json", help="written after each test")
    options = parser.parse_args()
    checks = chosen(options.most, options.within)
    if options.list:
        print(*checks, sep="\n")
        return 0
    options.report.parent.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "DATABASE_URL": "", MOST: str(options.most), WITHIN: options.within,
        REPORT: str(options.report.resolve()),
    }  # fmt: skip
    which = "not browser and not judge and not proof" + (" and not crawl" if options.quick else "")
    tests = list(dict.fromkeys(test for check in checks for test in KEPT_BY[check.path]))
    try:
        subprocess.run([sys.executable, "-m", "pytest", *TESTS, "-m", which, *tests], check=False, cwd=ROOT,
                       env=environment)  # fmt: skip
    except KeyboardInterrupt:
        print("Broken off.")
    return told(json.loads(options.report.read_text()))


def told(report: dict) -> int:
    """Print what was found, module by module. 0 when the run was whole and noticed enough."""
    checks = report["checks"]
    every, noticed = Counter(), Counter()
    for each in checks:
        every[each["path"]] += 1
        noticed[each["path"]] += each["noticed_by"] is not None
    for each in checks:
        reason = EQUIVALENT.get((each["path"], each["what"]))
        if each["noticed_by"] is None:
            print(f"MISSED    {each['where']} ({each['tried']} tests reached it){f': {reason}' if reason else ''}")
        elif reason:
            print(f"WRONG     {each['where']} is said to change nothing, and {each['noticed_by']} notices it")
    for each in report["undecided"]:
        print(f"UNDECIDED {each}")
    for each in report["failing"]:
        print(f"FAILS     with nothing left out: {each}")
    for path, number in every.items():
        print(f"{noticed[path]:4} of {number:3}  {path}")
    share = noticed.total() / every.total()
    print(f"{noticed.total():4} of {every.total():3} noticed: {share:.0%}, in {report['seconds']} s")
    if not report["whole"]:
        print("The run was broken off: what it had not tried yet is counted as missed.")
    return 0 if report["whole"] and not report["failing"] and share >= LEAST_NOTICED else 1


if __name__ == "__main__":
    sys.exit(main())
