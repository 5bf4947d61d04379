"""E-mail addresses, as they are written and as they are dictated."""

import re
from collections.abc import Iterator

from rules.language.personal.finding import Finding

_AT = r"\s{0,2}(?:@|[\[({<]\s?(?:at|@|собака|собачка|эт|а)\s?[\])}>]|\s(?:собака|собачка|at)\s)\s{0,2}"
_DOT = r"(?:\.|\s{0,2}[\[(]\s?(?:dot|точка|\.)\s?[\])]\s{0,2}|\s{1,2}(?:точка|dot)\s{1,2}|\s\.\s?|\.\s)"
_END = (
    r"(?:ru|ру|com|ком|net|нет|org|орг|рф|su|су|by|бай|kz|кз|ua|me|info|инфо|edu|pro|biz|io|dev|school|"
    r"xn--p1ai|онлайн|online|site|club)"
)
_EMAIL = re.compile(
    rf"(?<![\w.+-])([\w][\w.+-]{{0,63}}){_AT}([\w][\w-]{{0,62}}(?:\.[\w-]{{1,62}}){{0,3}}?)"
    rf"{_DOT}({_END})(?![\w@])",
    re.IGNORECASE,
)
_SIGNS = ("@", "собак", "собач", "(at)", "[at]", " at ", "(эт)", "{at}", "( at )")
_OF_THE_SCHOOL = re.compile(
    r"^(?:info|priem|office|mail|support|help|school|shkola|sch|soch|sosh|mou|mbou|gbou|gym|"
    r"gimn|lic|litsey|director|direktor|secretar|konkurs|olimp|event|press)[\w.-]*$",
    re.IGNORECASE,
)
_PUBLIC_HOST = re.compile(r"(?:^|\.)(?:edu|gov|obr|mos|gosuslugi)(?:\.|$)|school|sosh", re.IGNORECASE)


def emails_in(text: str, lowered: str) -> Iterator[Finding]:
    """Every address in a text; those of schools and offices are public and left out."""
    if not any(sign in lowered for sign in _SIGNS):
        return
    for match in _EMAIL.finditer(text):
        name, host = match[1], match[2]
        written = "@" in match[0]
        # «у Маши собака съела точка» has the words, but no name that a mailbox could bear.
        if not written and not re.search(r"[a-z\d]", name + host, re.IGNORECASE):
            continue
        if _PUBLIC_HOST.search(host) or _OF_THE_SCHOOL.match(name):
            continue
        yield Finding("e-mail", match.start(), match.end(), True)
