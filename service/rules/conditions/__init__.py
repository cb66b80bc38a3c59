"""The condition (условие) language: grammar, an explaining back end in Python and a set-based one in SQL."""
