"""The label config: the XML that says what a task looks like and what may be said about it."""
