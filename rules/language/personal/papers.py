"""Photos and scans of documents hung on a message, known by the names of their files."""

import re

from rules.language.personal.finding import Finding
from rules.regulation.message import Message

_PAPER = re.compile(
    r"(?<![а-яa-z])(?:па[сc]+порт|пасспорт|passport|pasport|снилс|snils|свидетельств|свид[ _-]?во|"
    r"полис|polis|мед[ _-]?справк|справка|spravka|инн(?![а-я])|inn(?![a-z])|загран|прописк|"
    r"удостоверени|диагноз|выписк|карта[ _-]?(?:сбер|банк)|эпикриз|анализ)",
    re.IGNORECASE,
)
_NO_PAPER = re.compile(
    r"образец|бланк|шаблон|пример|памятк|инструкц|заявлени|перечень|список|проект|безопасност|кабинет|"
    r"класса|объект|приказ|положени|правила|как |график|текст|произведени|порядок|согласи|"
    r"учащ|урок|"
    r"школы|доступност|прибор|изделия|сочинени|задани|"
    r"анализа?[ _-](?:стих|рассказ|роман|текст|вр|контр|эпизод)",
    re.IGNORECASE,
)
_SCAN = re.compile(
    r"скан|scan|фото|photo|img|\.(?:jpe?g|png|heic|tiff?|bmp|webp)$|страниц|разворот|мо[йяе]|сын|доч|реб|"
    r"мам|пап|[А-ЯЁ][а-яё]+[ _][А-ЯЁ]",
    re.IGNORECASE,
)
_HUNG = frozenset({"doc", "photo", "document", "file"})


def papers_in(message: Message) -> Finding | None:
    for attachment in message.attachments:
        title = attachment.title
        if attachment.kind not in _HUNG or not title or _NO_PAPER.search(title):
            continue
        if _PAPER.search(title) is None:
            continue
        start = max(message.text.find(title), 0)
        end = start + len(title) if message.text.startswith(title, start) else start
        return Finding("документ", start, end, _SCAN.search(title) is not None)
    return None
