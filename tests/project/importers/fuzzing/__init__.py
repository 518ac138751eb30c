"""Files bent at random, for the property that holds for every importer: tasks or a sentence, and nothing else."""
