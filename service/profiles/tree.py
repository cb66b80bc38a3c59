"""The tree of profile files: base, regions and districts, each checked against its path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from service.profiles.entries import BASE
from service.profiles.place import Document, Place
from service.profiles.problems import Problem
from service.profiles.reader import LayerFile, read_layer
from service.profiles.source import read_document
from service.rules.message import N_, Message

CASES = ".cases.toml"


@dataclass(frozen=True, slots=True)
class Tree:
    """All layers of a directory by slug (the base layer under its own name), and the case files of each."""

    layers: Mapping[str, LayerFile] = field(default_factory=dict)
    cases: Mapping[str, tuple[Document, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Found:
    """The files of one layer and what the path promises about its owner."""

    slug: str
    region: str
    files: tuple[Path, ...]
    cases: tuple[Path, ...]


def read_tree(root: Path, problems: list[Problem]) -> Tree:
    """Read a directory of profiles; problems are collected, nothing is raised."""
    layers: dict[str, LayerFile] = {}
    cases: dict[str, tuple[Document, ...]] = {}
    if not root.is_dir():
        _report(root, problems, N_("нет такой папки"))
        return Tree()
    for found in _find(root, problems):
        documents = _documents(found.files, problems)
        cases[found.slug] = tuple(_documents(found.cases, problems))
        if not documents:
            continue
        layer = read_layer(documents, problems)
        if found.slug in layers:
            place = layers[found.slug].root
            layer.root.report(N_("«%(slug)s» уже описан: %(where)s"), slug=found.slug, where=place.where)
            continue
        layers[found.slug] = layer
        _check_path(layer, found)
    return Tree(layers, cases)


def _find(root: Path, problems: list[Problem]) -> Iterator[_Found]:
    """Walk the fixed layout: base.toml, <region>/region.toml, <region>/<district>.toml or a folder."""
    for path in sorted(root.iterdir()):
        if path.is_dir() and not path.name.startswith("."):
            yield from _region(path, problems)
        elif path.suffix == ".toml" and path.name not in (f"{BASE}.toml", f"{BASE}{CASES}"):
            _report(path, problems, N_("файл района лежит в папке региона: <регион>/<район>.toml"))
    yield _Found(BASE, "", _plain(root / f"{BASE}.toml"), _plain(root / f"{BASE}{CASES}"))


def _region(folder: Path, problems: list[Problem]) -> Iterator[_Found]:
    region = folder.name
    own = (*_plain(folder / "region.toml"), *sorted((folder / "region").glob("*.toml")))
    cases = tuple(file for file in own if is_cases(file))
    if len(own) == len(cases):
        _report(folder, problems, N_("в папке региона нет файла region.toml"))
    own = tuple(file for file in own if file not in cases)
    yield _Found(region, "", own, (*_plain(folder / f"region{CASES}"), *cases))
    for path in sorted(folder.iterdir()):
        if path.name in ("region", "region.toml", f"region{CASES}"):
            continue
        if path.is_dir() and not path.name.startswith("."):
            files = sorted(path.glob("*.toml"), key=lambda file: (file.name != "tenant.toml", file.name))
            inside = tuple(file for file in files if is_cases(file))
            beside = _plain(folder / f"{path.name}{CASES}")
            yield _Found(path.name, region, tuple(f for f in files if f not in inside), (*beside, *inside))
        elif path.name.endswith(CASES):
            district = path.name.removesuffix(CASES)
            if not any((folder / name).exists() for name in (f"{district}.toml", district)):
                _report(path, problems, N_("рядом нет профиля для этих примеров"))
        elif path.suffix == ".toml":
            folder_too = (folder / path.stem).is_dir()
            beside = () if folder_too else _plain(path.with_name(f"{path.stem}{CASES}"))
            yield _Found(path.stem, region, (path,), beside)


def is_cases(path: Path) -> bool:
    """Tell a case file from a profile file by its name."""
    return path.name == "cases.toml" or path.name.endswith(CASES)


def profile_of(path: Path) -> str:
    """Give the slug of the profile beside which a case file stands."""
    name = path.name.removesuffix(CASES)
    if path.name == "cases.toml" or (path.parent / "tenant.toml").is_file():
        name = path.resolve().parent.name
    return path.resolve().parent.name if name == "region" else name


def _plain(path: Path) -> tuple[Path, ...]:
    return (path,) if path.is_file() else ()


def _report(path: Path, problems: list[Problem], msgid: str) -> None:
    problems.append(Problem(path.as_posix(), 1, "", Message(msgid)))


def _documents(files: tuple[Path, ...], problems: list[Problem]) -> list[Document]:
    found = (read_document(path, problems) for path in files)
    return [document for document in found if document is not None]


def _check_path(layer: LayerFile, found: _Found) -> None:
    """The card says the same as the path."""
    card, place = layer.content.tenant, layer.place("tenant")
    if found.slug == BASE:
        if card:
            place.report(N_("в основном слое нет раздела [tenant]"))
        return
    if card is None:
        if ("tenant", "") not in layer.places:
            layer.root.report(N_("нет раздела [tenant]"))
        return
    if card.slug != found.slug:
        _differs(place.at("slug"), card.slug, found.slug)
    if found.region and card.region and card.region != found.region:
        _differs(place.at("region"), card.region, found.region)
    kind = "municipality" if found.region else "region"
    if card.kind != kind:
        _differs(place.at("kind"), card.kind, kind)


def _differs(place: Place, written: str, expected: str) -> None:
    place.report(
        N_("записано «%(written)s», а по расположению файла должно быть «%(expected)s»"),
        written=written,
        expected=expected,
    )
