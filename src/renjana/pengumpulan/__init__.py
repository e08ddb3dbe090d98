"""Steps 2, 3 and 6: the collection format is made, handed out and gathered."""
