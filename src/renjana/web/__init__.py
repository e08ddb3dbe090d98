"""Base templates, home, search, static files."""
