"""``theorycheck new``: a paper of one's own, and theorem files in it."""
