"""`python -m tests.insecure`: bandit over the platform. What it finds must be explained where it stands.

An exception is said once, in the words that ruff reads: `# noqa: S308 - why`. Bandit's B308 and ruff's S308 are the
same check; B703 is another name of it.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOOKED_AT = ("brands", "cms", "home", "manage.py")
SAME_AS = {"B703": "S308"}
EXPLAINED = re.compile(r"# noqa: (?P<codes>[A-Z]+\d+(?:, ?[A-Z]+\d+)*)(?P<why> - \S.{3,})?")


def findings() -> list[dict]:
    """What bandit finds, of whatever severity."""
    command = [sys.executable, "-m", "bandit", "--quiet", "--recursive", "--format", "json", *LOOKED_AT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    if told["errors"]:
        raise SystemExit(f"bandit could not read {told['errors']}")
    return told["results"]


def is_explained(finding: dict, lines: list[str]) -> bool:
    code = SAME_AS.get(finding["test_id"], finding["test_id"].replace("B", "S", 1))
    for number in {finding["line_number"], *finding["line_range"]}:
        found = EXPLAINED.search(lines[number - 1])
        if found and found["why"] and code in found["codes"]:
            return True
    return False


def main() -> int:
    told = findings()
    bare = [
        f"{each['filename']}:{each['line_number']}: {each['test_id']} {each['issue_text']}"
        for each in told
        if not is_explained(each, (ROOT / each["filename"]).read_text().splitlines())
    ]
    print(
        "\n".join([*bare, f"bandit: {len(told)} findings, {len(told) - len(bare)} of them explained where they stand."])
    )
    return 1 if bare else 0


if __name__ == "__main__":
    sys.exit(main())
