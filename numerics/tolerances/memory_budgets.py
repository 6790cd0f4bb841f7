"""Sizes of what is held and multiplied at a time, so that caches, cores and routines are used well."""

__all__ = [
    "BATCH_BYTES",
    "CHUNKS_AHEAD",
    "CHUNK_BYTES",
    "ENTRYWISE_PRODUCT",
    "EXPRESSIONS_REMEMBERED",
    "FEWEST_ROWS",
    "LITERAL_BYTES",
    "ONE_THREAD_PRODUCT",
    "ONE_THREAD_VECTOR_PRODUCT",
    "TERMS_SHARED",
]

BATCH_BYTES = 16 * 2**20
"""Memory of one batch of a simulation, every intermediate array included: fits the cache that cores share, and the time
to walk through an expression, some tenths of a millisecond, is small beside that for the ten thousand draws of it."""

CHUNK_BYTES = 4 * 2**20
"""Arrays that a thread which samples fills and reads in turn: they stay in its share of the cache, and a chunk
takes milliseconds, beside which the start of a stream, some 50 µs, is small."""

LITERAL_BYTES = 64 * 2**20
"""The same for a single literal prompt, at most: sixteen threads stay within 1 GiB."""

ONE_THREAD_PRODUCT = 2**18
"""Multiplications of a matrix product up to which OpenBLAS stays on the calling thread (its interface/gemm.c)."""

ONE_THREAD_VECTOR_PRODUCT = 9_000
"""The same for a matrix times a vector, a little below its 9216 (interface/gemv.c)."""

ENTRYWISE_PRODUCT = 128
"""Entries up to which a product is faster entry by entry for a whole batch than by a routine for each matrix."""

FEWEST_ROWS = 16
"""Fewer make a product slow by themselves; a piece of so many rows is worth a second thread."""

CHUNKS_AHEAD = 4
"""Chunks a worker that wait to be drawn or merged: this hides uneven speed, and costs a few numbers."""

EXPRESSIONS_REMEMBERED = 4096
"""Expressions of which it is remembered what they consist of: some megabytes."""

TERMS_SHARED = 200_000
"""Terms that stand for all that are equal to them: some tens of megabytes."""
