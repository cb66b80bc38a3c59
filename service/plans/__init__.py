"""The annual plan of the service (годовой план службы): items with marks, the report."""
