"""People and organisations (педагоги и образовательные организации) of a tenant."""
