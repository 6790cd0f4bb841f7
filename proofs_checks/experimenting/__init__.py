"""Experiments carried out: seeds handed out and kept, answers judged, reports written."""
