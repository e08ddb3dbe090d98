"""Letter register, numbering, and files by their digest."""
