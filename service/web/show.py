"""Rendering for views: a page, a form with what was typed and what is wrong."""

from collections.abc import Mapping
from typing import Any

from flask import render_template

from service.core.errors import Problem
from service.web.forms import Form


def show(template: str, **context: Any) -> str:
    """Render a page of the present request."""
    return render_template(template, **context)


def form_with(values: Mapping[str, Any] | None = None, problem: Problem | None = None) -> Form:
    """A form with values and, after a refusal, the sentence for each wrong field."""
    if problem is None:
        return Form(values or {})
    return Form(values or {}, problem.fields, None if problem.fields else problem)
