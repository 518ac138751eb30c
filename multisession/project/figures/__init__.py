"""Figures of a project: progress, time, labels, and what became of predictions."""
