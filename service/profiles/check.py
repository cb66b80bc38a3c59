"""Check a directory of profiles from the shell: `python -m service.profiles.check tenants`."""

import sys
from pathlib import Path

from service.profiles.problems import Problem
from service.profiles.tree import read_tree


def main(arguments: list[str]) -> int:
    """Print every problem as `file:line: key: text`; 1 if there is any."""
    problems: list[Problem] = []
    tree = read_tree(Path(arguments[0] if arguments else "tenants"), problems)
    for problem in sorted(problems):
        print(problem)
    print(len(tree.layers), len(problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
