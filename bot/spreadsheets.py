"""What a spreadsheet program is given: whatever people wrote, it is no formula there."""

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

# A formula's first signs, those of full width too (some programs take them for the same), and
# the spaces that a program may leave out before looking.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def harmless(value: object) -> object:
    """A value that no spreadsheet takes for a formula, and that its format can hold."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else text
