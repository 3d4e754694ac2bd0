"""A briefing as one file of HTML: words and tables as such, pictures in it, and maps that move where they can."""
