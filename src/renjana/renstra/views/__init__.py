"""Pages of the Renstra and of the nomenclature."""
