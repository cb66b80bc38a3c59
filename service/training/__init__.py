"""Training (повышение квалификации, переподготовка, стажировки) of people and management teams."""
