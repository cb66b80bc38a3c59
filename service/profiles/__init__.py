"""Profiles (профили): regulations as data, read strictly and layered into one frozen typed `Profile`."""
