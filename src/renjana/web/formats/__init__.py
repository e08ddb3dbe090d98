"""How dates and numbers are written, over Django's own for each language."""
