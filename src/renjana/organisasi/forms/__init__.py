"""Forms of coming in and of the settings."""
