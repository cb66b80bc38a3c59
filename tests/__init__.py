"""Tests; a package by name, since one of the libraries brings a package of the same name."""
