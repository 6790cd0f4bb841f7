"""What holds for every test."""

import os

# a test is about what is computed now, and leaves nothing in the home of whoever runs it
os.environ["THEORYCHECK_STORE"] = ""

# reports are as wide as they are where nobody says otherwise; what runs tests side by side may say so
os.environ.pop("COLUMNS", None)
