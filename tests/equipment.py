"""`python -m tests.equipment [NAME …]`: the programs beside Python that the third ring of tests needs.

What is missing is installed where that is possible, on Debian as root; else one sentence says what to install.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """A program by the name of its command, the Debian packages that bring it, and the oldest version that will do."""

    command: str
    packages: tuple[str, ...]
    at_least: int = 0

    def is_there(self) -> bool:
        path = shutil.which(self.command)
        if path is None:
            return False
        if not self.at_least:
            return True
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
        number = re.search(r"\d+", said)
        return number is not None and int(number[0]) >= self.at_least


PROGRAMS = {
    "chromium": Program("chromium-headless-shell", ("chromium-headless-shell",)),
    "node": Program("node", ("nodejs", "npm"), at_least=20),
    "java": Program("java", ("default-jre-headless",)),
    "nginx": Program("nginx", ("nginx-light",)),
    "wrk": Program("wrk", ("wrk",)),
}


def missing(names: list[str]) -> list[Program]:
    """Those of the named programs that are not there, or are too old."""
    return [PROGRAMS[name] for name in names if not PROGRAMS[name].is_there()]


def install(programs: list[Program]) -> None:
    """:raises subprocess.CalledProcessError: when apt-get cannot."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    packages = [package for program in programs for package in program.packages]
    for command in (["update", "-qq"], ["install", "-qq", "--yes", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=quiet, check=True, stdout=subprocess.DEVNULL)


def main(arguments: list[str]) -> int:
    names = arguments or list(PROGRAMS)
    unknown = sorted(set(names) - set(PROGRAMS))
    if unknown:
        print(f"No such program: {', '.join(unknown)}. Known: {', '.join(PROGRAMS)}.", file=sys.stderr)
        return 2
    lacking = missing(names)
    if lacking and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(program.command for program in lacking)} …")
        try:
            install(lacking)
        except subprocess.CalledProcessError as error:
            print(f"apt-get failed ({error.returncode}).", file=sys.stderr)
        lacking = missing(names)
    if lacking:
        wanted = [
            program.command + (f" (version {program.at_least} or newer)" if program.at_least else "")
            for program in lacking
        ]
        print(f"Please install {', '.join(wanted)}: these tests drive them.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
