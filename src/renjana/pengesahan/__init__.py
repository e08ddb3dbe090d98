"""Steps 10 and 11: submission, approval, signature, public verification."""
