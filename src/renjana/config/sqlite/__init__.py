"""Django's SQLite backend with a fair write gate."""
