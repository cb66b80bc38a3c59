"""Tables of associations: years and leaders, plans, work, papers."""

from service.associations.model import papers, plans, terms, work

__all__ = ["papers", "plans", "terms", "work"]
