"""Measurements, one command each: `python -m bench.<name>` prints its figures. They need the development environment."""
