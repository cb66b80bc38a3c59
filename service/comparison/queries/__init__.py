"""Reads of comparison: own figures to publish, own publications, the region's table."""
