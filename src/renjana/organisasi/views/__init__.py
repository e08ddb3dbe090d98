"""Pages of coming in and of the settings."""
