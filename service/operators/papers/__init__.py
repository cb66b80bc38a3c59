"""Papers of the platform's operators (документы оператора)."""
