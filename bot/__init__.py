"""The body: it hears, asks the rules, remembers and acts. Start with `pipeline.py`."""
