"""Step 7: checks, findings, official tables, charts."""
