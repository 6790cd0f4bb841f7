"""The transformer block and trained linear attention: exact risks, gradients, best readouts, new tasks."""
