"""Steps 8 and 9: chapters, draft, correction."""
