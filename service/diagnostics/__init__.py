"""Diagnostics and individual routes (диагностика, индивидуальные образовательные маршруты, ИОМ)."""
