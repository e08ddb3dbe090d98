"""Whole walks in a real browser."""
