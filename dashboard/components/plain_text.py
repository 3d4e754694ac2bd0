"""Text of records on a page: never read as markup."""

import re


def plain(text: str) -> str:
    r"""
    A text that Markdown leaves as it is.

    Examples
    --------
    >>> plain("**bold** <b>")
    '\\*\\*bold\\*\\* \\<b\\>'
    """
    return re.sub(r"([\\`*_{}\[\]()<>#+\-.!|~$:&])", r"\\\1", " ".join(text.split()))
