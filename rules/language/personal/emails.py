"""E-mail addresses, as they are written and as they are dictated."""

import re
from collections.abc import Iterator
from itertools import islice

from rules.language.personal.finding import Finding

_AT = (
    r"\s{0,2}(?:@|[\[({<]\s?(?:at|@|собака|собачка|эт|а)\s?[\])}>]|"
    r"\s(?:собака|собачка|at)\s)\s{0,2}"
)
_DOT = (
    r"(?:\.|\s{0,2}[\[(]\s?(?:dot|точка|\.)\s?[\])]\s{0,2}|"
    r"\s{1,2}(?:точка|dot)\s{1,2}|\s\.\s?|\.\s)"
)
_END = (
    r"(?:ru|ру|com|ком|net|нет|org|орг|рф|su|су|by|бай|kz|кз|ua|me|info|инфо|edu|pro|biz|io|dev|school|"
    r"xn--p1ai|онлайн|online|site|club)"
)
_EMAIL = re.compile(
    rf"(?<![\w.+-])([\w][\w.+-]{{0,63}}){_AT}([\w][\w-]{{0,62}}(?:\.[\w-]{{1,62}}){{0,3}}?)"
    rf"{_DOT}({_END})(?![\w@])",
    re.IGNORECASE,
)
_MAIL_HOST = (
    r"(?:mail|gmail|yandex|ya|bk|list|inbox|rambler|icloud|outlook|hotmail|мэйл|мейл|маил|мэил|емейл|"
    r"яндекс|гмейл|гмэйл|гмайл|джимейл|джимэйл|жмейл|рамблер|инбокс|лист|бк|я)"
)
# With a host that everybody knows the name may be Cyrillic, and the dot may be anything.
_KNOWN = re.compile(
    rf"(?<![\w.+-])([\w][\w.+-]{{1,63}}?)[\s_]{{0,2}}(?:@|＠|собачка|собака|(?<=[\s_])(?:at|эт)(?=[\s_])|"
    rf"[\[({{<]\s?(?:at|собака|собачка|эт|гав)\s?[\])}}>])[\s_]{{0,2}}({_MAIL_HOST})"
    r"[\s_.,\[(]{0,3}(?:точка|dot)?[\s_.,\])]{0,3}(ru|ру|com|ком|рф)(?![\w@])",
    re.IGNORECASE,
)
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z\d]")
_SIGN = re.compile(r"[@＠]|собачк|собак|[\[({<]\s?(?:at|эт|гав)|\s(?:at|эт)\s", re.IGNORECASE)
_AROUND = 80  # letters on both sides of a sign in which its address stands
_MOST_SIGNS = 6
_OF_THE_SCHOOL = re.compile(
    r"^(?:info|priem|office|mail|support|help|school|shkola|sch|soch|sosh|mou|mbou|gbou|gym|"
    r"gimn|lic|litsey|director|direktor|secretar|konkurs|olimp|event|press)[\w.-]*$",
    re.IGNORECASE,
)
_PUBLIC_HOST = re.compile(
    r"^(?:site|example|domain|test|server|сайт|пример)$|(?:^|\.)(?:edu|gov|obr|mos|gosuslugi)(?:\.|$)|school|sosh",
    re.IGNORECASE,
)


def emails_in(text: str) -> Iterator[Finding]:
    """Every address in a text; those of schools and offices are public and left out."""
    done = 0
    for sign in islice(_SIGN.finditer(text), _MOST_SIGNS):
        start, end = max(done, sign.start() - _AROUND), sign.end() + _AROUND
        for pattern in (_EMAIL, _KNOWN):
            for match in pattern.finditer(text, start, end):
                if _is_private(match, pattern is _KNOWN):
                    done = match.end()
                    yield Finding("e-mail", match.start(), match.end(), True)
            if done > start:
                break


def _is_private(match: re.Match[str], known: bool) -> bool:
    name, host = match[1], match[2]
    # «у Маши собака съела, точка» has the words, but no name that a mailbox could bear.
    if "@" not in match[0] and not known and _LATIN_OR_DIGIT.search(name + host) is None:
        return False
    return _PUBLIC_HOST.search(host) is None and _OF_THE_SCHOOL.match(name) is None
