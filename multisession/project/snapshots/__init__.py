"""Export snapshots: exports that are made in the background, kept as files of the project, and fetched when wanted."""
