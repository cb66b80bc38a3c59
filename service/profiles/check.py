"""Check a directory of profiles from the shell: `python -m service.profiles.check tenants`."""

import sys
from pathlib import Path

from service.profiles.directory import read_directory


def main(arguments: list[str]) -> int:
    """Print every problem as `file:line: key: text`; 1 if there is any."""
    directory = read_directory(Path(arguments[0] if arguments else "tenants"))
    for problem in directory.problems:
        print(problem)
    print(len(directory.layers), len(directory.problems))
    return 1 if directory.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
