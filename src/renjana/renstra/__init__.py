"""The five-year plan and the nomenclature."""
