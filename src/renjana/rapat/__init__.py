"""Steps 4 and 5: invitation, meeting, minutes."""
