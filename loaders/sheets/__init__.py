"""Facts as a workbook for Excel or LibreOffice: a sheet a section, a record in as many rows as its longest list."""
