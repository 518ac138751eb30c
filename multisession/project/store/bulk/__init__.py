"""Actions on many tasks at once, done in pieces, and what it takes to undo them."""
