"""The journal in the browser: what happened, what waits for a decision, and why."""
