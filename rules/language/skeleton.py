"""A word without what people misspell, so that «пашол» and «закрои» meet their right spelling."""


def skeleton(text: str) -> str:
    """Folded words without what people misspell: о/а, й, ъ, -шь, -ться, doubled letters.

    Written out, because it is asked of every word that is met for the first time.
    """
    text = text.replace("о", "а").replace("й", "и").replace("ъ", "ь").replace("э", "е")
    if "ь" in text:
        text = text.replace("тьс", "тс").replace("шь", "ш").replace("жь", "ж").replace("чь", "ч")
    if "ы" in text:
        text = text.replace("жы", "жи").replace("шы", "ши")
    text = text.replace("нн", "н").replace("сс", "с").replace("лл", "л").replace("тт", "т")
    return text.replace("кк", "к").replace("пп", "п").replace("мм", "м")
