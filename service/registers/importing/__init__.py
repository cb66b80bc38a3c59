"""Import of a register (загрузка реестра) from the workbook that its export gives: preview, then writing."""
