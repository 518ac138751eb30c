"""The store: one project's data on disk. `interface` says what every store does; `sqlite` does it in a directory."""
