"""Monitoring (мониторинг): indicators computed from the registers, cycles, stored figures."""
