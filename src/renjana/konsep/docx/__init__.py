"""A corrected DOCX on its way back: read in a child process, compared with the version it was made of, turned into proposals. Pure."""
