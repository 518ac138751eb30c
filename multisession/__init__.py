"""Host a labeling studio for people you have never met."""

__version__ = "0.1.0"
