"""Pieces of a text that are no words: models, number plates, formulas, nicknames, files, links."""

import re

# «hy1-9pz», «BL-9D», «СРУ-5»: figures and letters, with a hyphen between.
_CODE = re.compile(r"(?=.*\d)(?=.*[a-z]{2})[a-z0-9]+(?:-[a-z0-9]+)+|[а-я]{1,3}-\d+[а-я]?")
_NUMBERED = re.compile(
    r"\d{2,}[-/]?[а-щэ-яa-z]{1,2}|[а-я]{1,4}[-/]\d{2,}(?:[-/]?[а-я]{1,3})?|[а-я]\d{3}[а-я]{2}\d{0,3}"
)
_MADE_OF_NUMBERS = re.compile(r"(?=.*\d)[a-z0-9]{0,2}(?:[*=+/^-][a-z0-9]{1,2})+")  # «na*6»
_MUSICAL_KEY = re.compile(r"\W*[a-h](?:is|es|s)?-(?:dur|moll)\W*", re.IGNORECASE)
_NICKNAME = re.compile(r"@[a-z][a-z0-9._]{3,}[,:;!?)]*", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|heic|gif|mp[34]|mov|avi|zip|rar|txt)$")
_LINK = re.compile(
    r"://|www\.|[\w.-]@[\w-]+\.|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,6}(?:[/:?#]|$)"
)


def is_a_code(word: str) -> bool:
    """«hy1-9pz», «СРУ-5», «6113ЕТ», «Е666БУ»: a model, a class, a number plate."""
    if "-" in word and _CODE.fullmatch(word) is not None:
        return True
    return _NUMBERED.fullmatch(word) is not None


def is_numbered(part: str) -> bool:
    """«33б», «36а», «СРУ-511»: what stands in the names of files and models."""
    return _NUMBERED.fullmatch(part) is not None


def is_a_formula(piece: str) -> bool:
    """«na*6», «xy*0», «D-dur»: Latin letters, one or two together, and a figure among them."""
    if _MADE_OF_NUMBERS.fullmatch(piece) is not None:
        return True
    return "-" in piece and _MUSICAL_KEY.fullmatch(piece) is not None


def is_a_nickname(piece: str) -> bool:
    """«@bitva_polden69»: its first sign is no «а»."""
    return piece[0] == "@" and _NICKNAME.fullmatch(piece) is not None


def is_a_link(word: str) -> bool:
    return _LINK.search(word) is not None


def is_a_file(word: str) -> bool:
    return _FILE.search(word) is not None
