"""Names and labels of somebody else's, as they may be shown: nothing in them moves the cursor."""

__all__ = ["printable"]


def printable(text: str) -> str:
    r"""The text with whatever does not print as Python escapes it.

    >>> print(printable("a\x1b[31mb\u202ec\nd"))
    a\x1b[31mb\u202ec\nd
    """
    return text if text.isprintable() else "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
