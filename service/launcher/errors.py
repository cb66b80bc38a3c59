"""What the launcher says when it cannot go on."""


class LauncherError(Exception):
    """A condition the operator (оператор) can mend; the text says how and needs no traceback."""
