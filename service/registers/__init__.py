"""Registers (реестры): one way to list, enter, change and export the plain records of every module."""
