"""Tags and filters that every page has without loading them (see settings.TEMPLATES)."""
