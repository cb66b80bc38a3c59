"""Mounting: blueprints of pages and API for every register of every module."""

from collections.abc import Iterable

from flask import Blueprint

from service.registers.api import resources
from service.registers.book import Book
from service.registers.views import pages
from service.web.register import Register


def mount(registers: Iterable[Register]) -> list[Blueprint]:
    """Pages and API of each register, all sharing one book."""
    book = Book(registers)
    return [made for register in book for made in (pages(register, book), resources(register, book))]
