"""Shapes (строение параметров): what the parameters of each rule kind are made of, so that forms follow."""
