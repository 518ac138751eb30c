"""One module per table: its rows in and out, inside a transaction that the caller has begun."""
