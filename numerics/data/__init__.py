"""Tables of data: read, fitted, and tested for what theorems assume of their laws."""
