"""Russian numbers with their nouns: «1 нарушение, 2 нарушения, 5 нарушений»."""

from datetime import timedelta


def plural(number: int, one: str, few: str, many: str) -> str:
    """The noun's form after a number: `plural(22, "день", "дня", "дней")` is «дня»."""
    if number % 100 // 10 == 1:
        return many
    last = number % 10
    return one if last == 1 else few if 2 <= last <= 4 else many


def counted(number: int, one: str, few: str, many: str) -> str:
    """The number with its noun: «22 дня»."""
    return f"{number} {plural(number, one, few, many)}"


def lasting(duration: timedelta) -> str:
    """A length of time after the preposition «за»: «30 секунд», «1 минуту», «2 часа».

    In the largest unit that measures it whole; fractions of a second are left out.
    """
    seconds = int(duration.total_seconds())
    if seconds and seconds % 3600 == 0:
        return counted(seconds // 3600, "час", "часа", "часов")
    if seconds and seconds % 60 == 0:
        return counted(seconds // 60, "минуту", "минуты", "минут")
    return counted(seconds, "секунду", "секунды", "секунд")
