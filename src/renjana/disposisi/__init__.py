"""Step 1: the order to begin and its disposisi sheet."""
