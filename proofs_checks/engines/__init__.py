"""Who does the work of a run: processes of this machine, or workers of a Dask cluster. Findings depend on neither."""
