"""Numbers that closed forms of the engine take part in: fast and accurate, and never evidence."""
