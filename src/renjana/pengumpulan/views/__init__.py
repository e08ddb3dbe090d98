"""Pages of steps 2, 3 and 6."""
