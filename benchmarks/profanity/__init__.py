"""Profanity: this rule beside others, over the same texts."""
