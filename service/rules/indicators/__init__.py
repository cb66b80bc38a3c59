"""Indicators (показатели): parameters, figures over small registers, targets and their assessment."""
