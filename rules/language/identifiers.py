"""Numbers that prove themselves: the check digits of cards, SNILS, INN and bank accounts.

Every function takes digits alone, in ASCII, and says whether the number can exist.
"""

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11TH = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12TH = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_ACCOUNT = (7, 1, 3)
_FIRST_CHECKED_SNILS = 1_001_998  # numbers up to 001-001-998 carry no check digits


def passes_luhn(digits: str) -> bool:
    """The check of bank cards (ISO/IEC 7812-1) and of health insurance policies."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit)
        if place % 2:
            value = value * 2 - 9 if value > 4 else value * 2
        total += value
    return total % 10 == 0 and digits.strip("0") != ""


def is_snils(digits: str) -> bool:
    """11 digits: the weighted sum of nine, modulo 101, stands in the last two."""
    if len(digits) != 11 or int(digits[:9]) <= _FIRST_CHECKED_SNILS:
        return False
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:9]))
    return total % 101 % 100 == int(digits[9:])


def is_inn(digits: str) -> bool:
    """12 digits of a person or 10 of an organisation (order of the tax service ЕД-7-14/559)."""
    if digits.strip("0") == "":
        return False
    if len(digits) == 10:
        return _inn_digit(digits, _INN_10) == int(digits[9])
    if len(digits) == 12:
        return _inn_digit(digits, _INN_11TH) == int(digits[10]) and _inn_digit(
            digits, _INN_12TH
        ) == int(digits[11])
    return False


def is_account_in_bank(account: str, bic: str) -> bool:
    """20 digits of an account and 9 of its bank's BIC (Bank of Russia, order 515 of 1997)."""
    if len(account) != 20 or len(bic) != 9:
        return False
    # A settlement centre keeps its number in other digits of the BIC than a bank does.
    bank = "0" + bic[4:6] if bic.endswith(("000", "001", "002")) else bic[6:]
    total = sum(int(digit) * _ACCOUNT[place % 3] % 10 for place, digit in enumerate(bank + account))
    return total % 10 == 0


def _inn_digit(digits: str, weights: tuple[int, ...]) -> int:
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
    return total % 11 % 10
