"""A directory of profiles, read, checked and ready: the one entry for the command line and the seeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.profiles.case_files import Case, read_cases
from service.profiles.effective import effective
from service.profiles.problems import Problem
from service.profiles.profile import Profile
from service.profiles.reader import LayerFile
from service.profiles.source import read_document
from service.profiles.strata import LATEST
from service.profiles.tree import is_cases, profile_of, read_tree
from service.profiles.tree_checks import check_layers, tree_versions
from service.profiles.versions import Version


@dataclass(frozen=True, slots=True)
class Directory:
    """Layers by slug, their first versions, the cases beside them, and every problem found."""

    layers: Mapping[str, LayerFile]
    versions: tuple[Version, ...]
    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]

    def profile(self, slug: str, on: date = LATEST) -> Profile:
        """Give the effective profile of a tenant; raises `ProfileError`."""
        return effective(slug, on, self.versions)


def read_directory(root: Path) -> Directory:
    """Read and check all profiles and case files below a directory; nothing is raised."""
    problems: list[Problem] = []
    tree = read_tree(root, problems)
    check_layers(tree.layers)
    cases = [
        case
        for slug, documents in tree.cases.items()
        for document in documents
        for case in read_cases(document, slug, problems)
    ]
    found = tuple(sorted(dict.fromkeys(problems)))
    return Directory(tree.layers, tuple(tree_versions(tree.layers)), tuple(cases), found)


def read_case_paths(paths: tuple[Path, ...], problems: list[Problem]) -> list[Case]:
    """Read case files (a folder means all below it); each belongs to the profile of its name."""
    cases: list[Case] = []
    for path in paths:
        files = sorted(file for file in path.rglob("*.toml") if is_cases(file)) if path.is_dir() else [path]
        for file in files:
            document = read_document(file, problems)
            if document:
                cases += read_cases(document, profile_of(file), problems)
    return cases
