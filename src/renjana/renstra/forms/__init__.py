"""Forms of the Renstra and the nomenclature."""
