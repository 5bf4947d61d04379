"""Word tables as they are best read and extended: one word after another."""


def words(table: str) -> frozenset[str]:
    """The words of a table that spaces or line ends part."""
    return frozenset(table.split())


def phrases(table: str) -> tuple[str, ...]:
    """The phrases of a table that «|» parts; spaces within them count."""
    return tuple(table.split("|"))
