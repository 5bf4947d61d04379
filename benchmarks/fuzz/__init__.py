"""What strangers write, thrown at everything that reads it: `python -m benchmarks.fuzz`."""

NAMES = ("decoder", "command", "roster", "archive", "config", "plan", "manifest")
