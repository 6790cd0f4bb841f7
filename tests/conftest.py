"""What holds for every test."""

import os

# a test is about what is computed now, and leaves nothing in the home of whoever runs it
os.environ["THEORYCHECK_STORE"] = ""

# threads of linear algebra wait for each other in a loop: on small matrices, and beside a second process of tests, they
# take several times the time of one
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# reports are as wide as they are where nobody says otherwise; what runs tests side by side may say so
os.environ.pop("COLUMNS", None)
