"""Check a directory of profiles from the shell: `python -m service.profiles.check tenants`."""

import sys
from pathlib import Path

from service.profiles.tree import read_tree


def main(arguments: list[str]) -> int:
    """Print every problem as `file:line: key: text`; 1 if there is any."""
    tree = read_tree(Path(arguments[0] if arguments else "tenants"))
    for problem in tree.problems:
        print(problem)
    print(f"{len(tree.layers)} / {len(tree.problems)}")
    return 1 if tree.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
