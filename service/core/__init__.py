"""What everything else stands on: base, columns, clock, errors, pages, language."""
