"""Models trained from raw weights: gradients by hand, optimisers, and the exact risk along the way.

Nothing here knows a theorem, or a level that what it finds is compared with.
"""
