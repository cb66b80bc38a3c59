"""Pages of the platform's operators (страницы оператора)."""
