"""Numbers of what shows findings, on which no evidence depends: changing one makes nothing anew."""
