"""Pages of comparison: the table, one indicator, publishing, agreements."""
