"""Steps 12 and 13: cover letter, dispatch, copies, archive."""
