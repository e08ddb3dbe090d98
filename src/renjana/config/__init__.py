"""Settings, URLs, WSGI, worker."""
