"""The annual plan as rows."""
