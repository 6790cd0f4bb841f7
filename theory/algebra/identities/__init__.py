"""Whether two expressions are the same function: by normal form, or not, by a point at which they differ."""
