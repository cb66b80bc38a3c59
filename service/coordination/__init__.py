"""Coordination of the services of organisations (координация): tasks from deficits, reports, what is due."""
