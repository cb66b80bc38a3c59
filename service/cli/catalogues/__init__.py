"""Catalogues of translations (каталоги переводов): collect keys, compile, check."""

import sys
from pathlib import Path

import click
import polib

from service.cli.catalogues.check import (
    attested_words,
    faults_of_compiled,
    faults_of_entries,
    faults_of_keys,
)
from service.cli.catalogues.extract import texts_of
from service.cli.catalogues.merge import merge
from service.core.language.catalogue import LANGUAGES, LOCALES
from service.core.language.compiling import compile_all, compiled, source_file

SOURCES = Path(__file__).resolve().parents[2]


@click.group()
def catalogues() -> None:
    """Каталоги переводов: собрать ключи, скомпилировать, проверить."""


@catalogues.command()
def update() -> None:
    """Собрать ключи из service/ и внести их в оба каталога, сохранив переводы."""
    texts = texts_of(SOURCES)
    for language in LANGUAGES:
        source = source_file(LOCALES, language)
        source.parent.mkdir(parents=True, exist_ok=True)
        catalogue = merge(source, language, texts)
        catalogue.save(str(source), newline="\n")
        done = sum(1 for entry in catalogue if entry.translated())
        click.echo(f"{language}: ключей {len(texts)}, переведено {done}")


@catalogues.command("compile")
def compile_() -> None:
    """Скомпилировать каталоги; при запуске службы это делается само."""
    for path in compile_all(LOCALES, LANGUAGES):
        click.echo(str(path))


@catalogues.command()
def check() -> None:
    """Проверить каталоги; каждая ошибка отдельной строкой, код 1, если они есть."""
    found = faults()
    for fault in found:
        click.echo(fault, err=True)
    if found:
        sys.exit(1)
    click.echo("Каталоги в порядке.")


def faults() -> list[str]:
    """All faults of all catalogues, in words; empty when they may ship."""
    texts = texts_of(SOURCES)
    words = attested_words(LOCALES / "alt" / "glossary.csv")
    found: list[str] = []
    for language in LANGUAGES:
        source = source_file(LOCALES, language)
        catalogue = polib.pofile(str(source))
        found += faults_of_keys(language, catalogue, texts)
        found += faults_of_compiled(language, compiled(source))
        found += faults_of_entries(language, catalogue, words)
    return found
