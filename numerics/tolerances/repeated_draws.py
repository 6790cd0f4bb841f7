"""When drawing what is cheap several times for one draw of what is dear pays off."""

__all__ = ["NORMAL_COST", "REPEATS_WEIGHED", "VALUES_ALONG_AXIS", "WORTH_REPEATING"]

REPEATS_WEIGHED = (1, 2, 3, 4, 6, 8, 12, 16)
"""Values along an axis that are weighed against each other."""

WORTH_REPEATING = 0.9
"""A group has to cost at most this part of what single draws cost for the same error: less is not worth the trouble."""

NORMAL_COST = 4
"""What a normal costs, in floats that are computed: some 8 ns beside 2."""

VALUES_ALONG_AXIS = 4
"""Values along an axis by which it is seen what varies along it."""
