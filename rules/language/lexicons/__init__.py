"""Word lists as data, and the script that computes some of them."""
