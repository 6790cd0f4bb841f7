"""Wrong versions of the claimed sides of theorems, and which kinds of evidence tell them from the right ones."""
