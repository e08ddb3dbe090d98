"""The same actions as JSON; built in its own issue."""
