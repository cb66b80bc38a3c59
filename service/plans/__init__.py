"""The annual plan of the service (годовой план службы): items marked by the regulation's lists, the report."""
