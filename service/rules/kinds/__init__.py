"""The closed catalogue of rule kinds (виды правил), one module a kind."""
