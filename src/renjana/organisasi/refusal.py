"""What an action says when it may not happen; known to every area, so that one page can answer it."""


class Refused(Exception):
    """An action that may not happen. `str()` is a whole Indonesian sentence that says why and what to do next."""


class NotAllowed(Refused):
    """The person has not the authority for this."""
