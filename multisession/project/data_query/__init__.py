"""What the data table asks for: which tasks, in which order. Independent of how a store finds them."""
