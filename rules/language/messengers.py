"""What the foreign messengers are called, on and off the record, and where their links lead."""

from collections.abc import Mapping
from types import MappingProxyType

# A name that means nothing else.
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "whatsapp": """
            ватсап* ватсапп* вотсап* вацап* воцап* вотцап* ватцап* уотсап* уатсап* вотсапп* ватсэп* вотсэп*
            васап* вассап* вотссап* ватссап* вацапп* ватцапп* вотзап* ватзап* ватсаб* whatsapp* whatsap* watsapp*
            watsap* whatsup* whatsupp* vatsap* vatsapp* votsap* what_s_app whats_app whats_up вотс_ап* ватс_ап*
            вац_ап* уотс_ап* вотс_апп* ватс_апп* вац_апе ватсаппе ватсапчик*
        """,
        "viber": "вайбер* вибер* вайпер* вайбир* viber* vaiber* vayber* вайберок*",
        "telegram": """
            телеграм телеграма телеграме телеграму телеграмом телеграм_* телеграмм телеграмчик* телеграмка
            телеграмка* телеграмик* телеграмный telegram* teleqram telegramm* телеграмканал* телеграмбот* телеграмчат*
            телеграммканал* тгшк* тгк тгканал* телеграмм_канал* телеграмм_чат* телеграмм_групп* телеграмм_бот*
            в_телеграмме тегеграм* телегрм* телеграам* телерам* тилиграм* тилеграм* телиграм* тележк*_чат телегарм* телегам
            телегаме телеграмщик*
        """,
        "discord": "дискорд* discord* дискордик* диксорд* дискарт* дискород* diskord*",
        "skype": "скайп* skype* скуп_чат",
        "wechat": "вичат* вичате wechat* вейчат* уичат* we_chat ви_чат вичатик*",
        "signal": "signal_messenger мессенджер*_сигнал мессенджер*_signal",
        "snapchat": "снэпчат* снапчат* snapchat* снепчат*",
        "imo": "imo_messenger",
        "icq": "аська аську аське icq",
        "facebook": "фейсбук* facebook* messenger_facebook",
        "instagram": "инстаграм* инстаграмм* instagram*",
        "line": "line_messenger",
    }
)

# A name that is also an ordinary word, or a sign of mathematics: needs company.
SHORT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "telegram": "телега телегу телеге телегой телеги телегах тележка тележку тг tg телеграмме телеграмму телеграммы телеграммой тэгэ тыгы тгэ",
        "whatsapp": "вотс вотсе ватс ватсе wa ватсик вотсик вацик вцп вап",
        "viber": "вайб вайбе вб_чат вайбик",
        "discord": "дс дсе ds дисе дискас диск_сервер",
        "signal": "сигнал сигнале сигнала signal",
        "instagram": "инста инсте инсту инстой директ директе",
        "skype": "ска*_чат",
    }
)

LINKS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "telegram": (
            "t.me",
            "т.ме",
            "т.me",
            "t.ме",
            "tg:",
            "telegram.me",
            "telegram.dog",
            "telegram.org",
            "tlgg.ru",
            "tele.click",
            "tgstat.ru",
            "teleg.one",
            "tx.me",
        ),
        "whatsapp": ("wa.me", "whatsapp.com", "whatsapp:", "wa.link", "wapp.click"),
        "viber": ("viber:", "viber.com", "viber.click", "vb.me"),
        "discord": ("discord.gg", "discord.com", "discordapp.com", "dsc.gg", "discord.me"),
        "skype": ("skype.com",),
        "wechat": ("wechat.com", "weixin.qq.com"),
        "signal": ("signal.group", "signal.me", "signal.org"),
        "instagram": ("ig.me",),
        "facebook": ("m.me",),
        "line": ("line.me",),
    }
)
