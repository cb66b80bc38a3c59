"""A deterministic country (вымышленная страна): the same rows from the same size, written with COPY."""
