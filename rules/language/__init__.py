"""Reading Russian as people really write it."""
