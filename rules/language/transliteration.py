"""Russian written in Latin letters, read back in the few ways that people write it."""

_SEQUENCES = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"),
    ("ts", "ц"), ("tz", "ц"), ("tc", "ц"), ("ya", "я"), ("ja", "я"), ("yu", "ю"), ("ju", "ю"),
    ("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е"), ("ia", "я"), ("iu", "ю"), ("ea", "я"),
)  # fmt: skip
