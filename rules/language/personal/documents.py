"""Numbers of cards, accounts and documents: which kind a run of digits is, and how surely."""

import re
from collections.abc import Iterator

from rules.language.identifiers import is_inn, is_snils, passes_luhn
from rules.language.personal.figures import Figures
from rules.language.personal.finding import Finding

_CARD_CUTS = frozenset(
    {(16,), (4, 4, 4, 4), (8, 8), (4, 12), (12, 4), (4, 4, 8), (8, 4, 4), (6, 10), (4, 2, 2, 4, 4)}
    | {(18,), (8, 10), (4, 4, 4, 4, 2), (19,), (4, 4, 4, 4, 3), (4, 8, 4), (15,), (4, 6, 5)}
)
# Bank cards in Russia: Mir, Visa, Mastercard, UnionPay, Maestro.
_CARD_STARTS = ("220", "4", "51", "52", "53", "54", "55", "2221", "23", "62", "63", "67", "50")
_ACCOUNT_STARTS = ("408", "407", "406", "405", "423", "426", "301", "302", "303", "032", "401")
_PERSONAL_ACCOUNT_STARTS = ("40817", "40820", "423", "426", "40802", "40803")
_INN_CUTS = frozenset({(12,), (4, 4, 4), (4, 6, 2), (3, 3, 3, 3), (2, 2, 6, 2), (6, 6)})
_SNILS_CUTS = frozenset({(3, 3, 3, 2), (9, 2), (11,), (3, 3, 5), (6, 5), (3, 8), (3, 6, 2)})
_PASSPORT_CUTS = frozenset({(2, 2, 6), (4, 6), (10,), (2, 8), (4, 3, 3), (2, 2, 3, 3)})
_ABROAD_CUTS = frozenset({(9,), (2, 7)})
_DICTATED = 4  # groups: of more a number is told word by word
_DASHES = "–—−"


def could_be_document(digits: str, sizes: tuple[int, ...]) -> bool:
    """A cheap look at length and shape, before the words around are asked."""
    length = len(digits)
    if length == 20:
        return digits.startswith(_ACCOUNT_STARTS) or len(sizes) == 1
    if length in (15, 16, 18, 19):
        dictated = len(sizes) > 6 and digits.startswith(_CARD_STARTS)
        return sizes in _CARD_CUTS or (length == 16 and (dictated or passes_luhn(digits)))
    if length == 12:
        return sizes in _INN_CUTS
    if length == 11:
        return sizes in _SNILS_CUTS or len(sizes) > _DICTATED
    if length == 10:
        return sizes in _PASSPORT_CUTS or len(sizes) > _DICTATED
    return length == 9 and sizes in _ABROAD_CUTS


def judge_document(figures: Figures, near: frozenset[str]) -> tuple[str, bool] | None:
    """The kind of a document's or a bank's number, and whether that is certain."""
    length = len(figures.digits)
    if any("," in separator for separator in figures.separators):
        return None
    if length == 20:
        return _account(figures, near)
    if length in (15, 16, 18, 19):
        return _card(figures, near)
    if length == 12:
        return _inn(figures, near)
    if length == 11:
        return _snils(figures, near)
    if length == 10:
        return _passport(figures, near)
    if length == 9 and "abroad" in near:
        return "паспорт", True
    return None


def _account(figures: Figures, near: frozenset[str]) -> tuple[str, bool] | None:
    if not figures.digits.startswith(_ACCOUNT_STARTS):
        return ("счёт", False) if "account" in near else None
    personal = figures.digits.startswith(_PERSONAL_ACCOUNT_STARTS)
    if "public" in near and not personal:
        return None
    return "счёт", personal or "account" in near


def _card(figures: Figures, near: frozenset[str]) -> tuple[str, bool] | None:
    digits, proved = figures.digits, passes_luhn(figures.digits)
    if len(digits) == 16 and "policy" in near and "card" not in near:
        return "полис", True
    meant = "card" in near
    if figures.sizes not in _CARD_CUTS:
        return ("карта", proved) if meant and len(figures.sizes) < 17 else None
    if len(digits) == 15:
        return ("карта", True) if meant and proved else None
    if meant:
        return "карта", digits.startswith(_CARD_STARTS) or proved
    if near & {"id", "order"} or not digits.startswith(_CARD_STARTS):
        return ("полис", False) if proved and not near & {"id", "order", "book"} else None
    if proved:
        return "карта", True
    likely = len(figures.sizes) > 1 or len(digits) == 16
    return ("карта", False) if likely and "book" not in near else None


def _inn(figures: Figures, near: frozenset[str]) -> tuple[str, bool] | None:
    if "inn" in near:
        return "ИНН", is_inn(figures.digits) or len(figures.sizes) == 1
    if is_inn(figures.digits) and len(figures.sizes) == 1 and not near & {"id", "order", "book"}:
        return "ИНН", False
    return None


def _snils(figures: Figures, near: frozenset[str]) -> tuple[str, bool] | None:
    proved = is_snils(figures.digits)
    shaped = figures.sizes in {(3, 3, 3, 2), (9, 2)}
    if "snils" in near and (shaped or len(figures.sizes) == 1 or proved):
        return "СНИЛС", proved or shaped
    if "snils" in near and len(figures.sizes) > _DICTATED:
        return "СНИЛС", False
    if shaped:
        dashed = len(figures.sizes) == 4 and set(figures.separators[:2]) == {"-"}
        if proved and "id" not in near:
            return "СНИЛС", True
        return ("СНИЛС", False) if dashed and not near & {"id", "order"} else None
    if proved and len(figures.sizes) == 1 and figures.digits[0] not in "789":
        return ("СНИЛС", False) if not near & {"id", "order", "book"} else None
    return None


def _passport(figures: Figures, near: frozenset[str]) -> tuple[str, bool] | None:
    if "passport" in near:
        return "паспорт", True
    if near & {"id", "order", "book", "sum"} or figures.sizes[-1] != 6:
        return None
    if len(figures.sizes) == 3 and set(figures.separators) != {" "}:
        return None
    return ("паспорт", False) if figures.digits[0] != "0" else None


_SERIES = re.compile(
    r"(?<!\d)(\d\d)[ -]?(\d ?\d)[ ,;:-]{0,3}(?:№|n|no|номер|ном\.?|н\.)"
    r"[ :]{0,2}(\d{3} ?\d{3})(?!\d)"
)
_CERTIFICATE = re.compile(
    rf"(?<![\w])([IVXLІХivx]{{1,5}}|[1-9])\s?[-{_DASHES} ]\s?([А-Яа-яЁё]{{2}})"
    r"\s{0,3}[-,]?\s{0,3}(№|N|номер|ном\.?|#)?\s{0,3}(\d{6})(?!\d)"
)


def written_out_passports(folded: str) -> Iterator[tuple[int, int, str]]:
    """«серия 4510 номер 123456»: places in the fold, and the last two digits."""
    for match in _SERIES.finditer(folded):
        yield match.start(), match.end(), match[3][-2:]


_OTHER_PAPER = re.compile(
    r"(?:военн\w{2,4} билет\w{0,2}|водительск\w{2,4}(?: прав\w{0,2}| удостоверени\w)?|"
    r"вид на жительство|внж|миграционн\w{2,4} карт\w|удостоверени\w(?: личности)?|загран\w{0,8})"
    r"[ :,]{1,3}(?:серия |номер |№ ?|n ?)?([а-яa-z]{0,2} ?\d{2,4} ?№? ?\d{4,7})(?!\d)"
    r"|(?<!\d)\d\d ?\d\d ?№ ?(\d{6})(?!\d)"
    r"|паспорт\w{0,3}[ :№-]{1,3}(\d{6}),? .{0,4}сери\w \d{4}(?!\d)"
    r"|код подразделени\w (\d{3}-\d{3})(?!\d)"
)


def other_papers(folded: str) -> Iterator[tuple[int, int, str]]:
    """«военный билет АК 1234567»: places in the fold, and the last two digits."""
    for match in _OTHER_PAPER.finditer(folded):
        yield match.start(), match.end(), match[0][-2:]


def birth_certificates(text: str, told: bool) -> Iterator[Finding]:
    """«II-АГ № 123456»; with an Arabic numeral only where a certificate is spoken of."""
    for match in _CERTIFICATE.finditer(text):
        roman = not match[1].isdigit() and match[1] == match[1].upper()
        spaced = "-" not in match[0] and not any(dash in match[0] for dash in _DASHES)
        if told or (roman and match[2] == match[2].upper() and not (spaced and not match[3])):
            yield Finding("свидетельство", match.start(), match.end(), True, match[4][-2:])
