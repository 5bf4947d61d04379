"""Chain letters: «перешли десяти друзьям», «отправь всем, у кого есть дети», forwarded alarms.

Asking somebody to pass a message on is ordinary; a chain letter asks everyone to pass it to
everyone, promises or threatens something for it, or frightens.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_FLAGS = re.IGNORECASE
_PASS_ON = re.compile(
    r"\b(?:пере(?:шли|шлите|слать|шлет|шлешь|сылай|сылайте|правь|правьте|кинь|киньте|дай|дайте|"
    r"ешли)|"
    r"разошли|разошлите|разослать|рассылай|рассылайте|раскидай|раскидайте|раскинь|раскиньте|"
    r"отправь|отправьте|отправить|"
    r"отошли|отошлите|скинь|скиньте|кинь|киньте|распространи|распространите|распространяйте|"
    r"поделись|"
    r"поделитесь|скопируй|скопируйте|передать|распространить|предупредить|"
    r"перекинуть|раскидать|копируй|предупреди|предупредите|расскажи|расскажите|пошли|пошлите|"
    r"сообщи|сообщите|выложи|выложите|опубликуй|опубликуйте|делай|сделай|сделайте)\b",
    _FLAGS,
)
_MANY = (
    r"(?:\d+|тр[её]м|пяти|шести|семи|восьми|девяти|десяти|двенадцати|пятнадцати|двадцати|"
    r"тридцати|ста)"
)
_PEOPLE = (
    r"(?:друзьям|друзей|подруг|людям|людей|человекам|контакт|знаком|близк|родным|родств|чат|"
    r"групп|бесед|адрес|мамам)"
)
_TO_A_NUMBER = re.compile(
    rf"\b{_MANY}\s+(?:\w+\s+){{0,2}}{_PEOPLE}|списка\s+контакт|всем\s+(?:\w+\s+)?контакт|"
    r"всем[\s,]+(?:у\s+)?ко(?:го|му)\s+(?:есть\s+дет|знае|люб|дорог|не\s+безраз|встре)|"
    r"кого\s+(?:ты\s+|вы\s+)?(?:любишь|любите|знаешь)|\bдругому\b|передай\s+дальше",
    _FLAGS,
)
_TO_EVERYBODY = re.compile(
    r"родным\s+и\s+близким|со\s+всеми|(?:по|во\s+все)\s+бесед|"
    r"(?:всем|своим|вашим|твоим|всех)\s+(?:\w+\s+){0,2}(?:друз|подруг|знаком|близк|родн|родств)|"
    r"(?:во|по|в|на)\s+(?:все|всем|всех|других|другие|остальные|своим|свои|свой|"
    r"разные)\s+(?:\w+\s+)?"
    r"(?:групп|чат|бесед|форум|соцсет|страниц)|\bдрузьям\b|"
    r"\bвсем\s*(?:[!.]|$)|\bдальше\b|максимально|знакомым\b|как\s+можно\s+больш",
    _FLAGS,
)
_SPELL = re.compile(
    r"не\s+(?:раз|пре|об|по)р[ыв]+(?:вай|ай|и)\w*\s+(?:эту\s+)?цеп|прерв\w+\s+цеп|письмо\s+счастья|"
    r"если\s+(?:тебе|вам)\s+не\s+все\s+равно|(?:сделай|перепиши)\w*\s+\d+\s+копий|лайк\s+если|"
    r"обош\w+\s+(?:весь|вокруг)|иначе\s+\w*\s*(?:беда|горе|несчаст)|ангел\w*\s+(?:\w+\s+)?поцелова|"
    r"макс(?:им\w*|)\.?\s+репост|репост\s+обязател|"
    r"если\s+(?:ты\s+|вы\s+|это\s+)?(?:не\s+|его\s+|ее\s+)*(?:отправи|перешл|передаш|разошл|"
    r"получишь\s+(?:\w+\s+)?обратно|проигнор|прервешь|порвешь)|"
    r"кто\s+не\s+(?:отправит|перешлет|передаст|репостн)|"
    r"не\s+игнорируй|проигнорировал|загадай\s+желани|исполнится\s+(?:\w+\s+)?желани|"
    r"(?:будет|ждет|ждут)\s+(?:тебя\s+)?(?:\w+\s+)?(?:счасть|чудо|удач|несчаст|богатств|сюрприз|"
    r"горе)|"
    r"\d+\s+лет\s+(?:несчаст|неудач|не\s+вез)|через\s+(?:\w+\s+){1,2}(?:тебе\s+)?(?:позвон|"
    r"зазвон|случит|получишь)|"
    r"молитв\w+\s+(?:\w+\s+)?(?:твор|чуд|сил)|святое\s+письмо|не\s+удаляй\s+(?:это|его)|"
    r"вставь\w*\s+(?:себе\s+)?на\s+(?:свою\s+)?(?:стен|страниц)|удал\w+\s+(?:твою|вашу)\s+страниц|"
    r"хорош\w+\s+новост|получишь\s+(?:хорош|обратно)|останется\s+бесплатн|остался\s+бесплатн",
    _FLAGS,
)
_ALARM = re.compile(
    r"(?:похища|воруют|крадут|увозят|заманива|выкрада)\w*\s+(?:\w+\s+){0,2}(?:дет|ребен|школьн|"
    r"подрост)|"
    r"(?:дет|ребен)\w*\s+(?:похища|воруют|крадут|увозят|раздают)|"
    r"раздают\w*\s+(?:\w+\s+){0,3}(?:конфет|жвач|наклей|сок)|"
    r"раздавать\s+(?:\w+\s+){0,2}(?:конфет|жвач)|"
    r"(?:конфет|жвач|снюс|наклейк)\w*\s+(?:\w+\s+){0,2}(?:с\s+)?(?:наркот|игл|иголк|лсд|яд)|"
    r"(?:бел|черн|сер|син)\w+\s+(?:\w+\s+)?(?:фургон|машин|газел|микроавтобус|джип|минивен)|"
    r"(?:станет|будет|стане)\s+платн|не\s+(?:берите|бери|поднимайте)\s+трубк|"
    r"не\s+отвечайте\s+на\s+(?:звон|номер)|"
    r"снимут\s+(?:все\s+)?деньги|банда\b|маньяк|педофил|"
    r"(?:работает|знакомый|подруга|муж|брат)\s+(?:\w+\s+)?(?:в|из)\s+(?:полици|мчс|фсб|больниц|"
    r"скорой)|чуть\s+не\s+погиб|"
    r"инф(?:а|ормация)\s+(?:100|проверен|достовер|из\s+первых)|это\s+не\s+шутка|"
    r"по\s+город\w+\s+(?:езд|ход)|"
    r"пусть\s+все\s+(?:узна|знают)|вирус\s+(?:\w+\s+){0,3}(?:телефон|взлом)|"
    r"не\s+открывайте\s+(?:ссыл|сообщ|файл)|"
    r"(?:нов\w+|завез\w+)\s+(?:\w+\s+)?наркот|наркотик\w*\s+под\s+вид|отравлен\w+\s+(?:конфет|"
    r"жвач|сладост)|сообщение\s+от\s+мчс|"
    r"разбрасыва|подкидыва|подбрасыва|распыля|подкладыва|секретн\w+\s+(?:приказ|информ)|"
    r"скрывают\s+(?:от|правду)|"
    r"скрыва\w+\s+власт",
    _FLAGS,
)
_WARNING = re.compile(
    r"предупреди|будьте\s+осторож|берегите\s+дет|внимани|срочно|осторожно", _FLAGS
)
_SPELT_OUT = re.compile(r"цеп|репост|письмо|перешл|отправ", _FLAGS)  # needs no «перешли» beside it
_REPOST = re.compile(r"\bрепост(?:н|и|ь|им)?\w*", _FLAGS)
_IN_CHORUS = re.compile(r"репостн|репост\s*(?:[!.)]|$)", _FLAGS)
LONGEST_READ = 700  # code points: a longer one is judged by its beginning
BEFORE, REACH = 15, 90  # code points around «перешли» within which its addressees stand


@dataclass(frozen=True, slots=True)
class ChainLetter:
    start: int
    end: int
    certain: bool


@lru_cache(maxsize=1024)
def find_chain_letter(text: str) -> ChainLetter | None:
    """Where the message asks to be passed on to everybody, or None."""
    plain = text[:LONGEST_READ].replace("ё", "е").replace("Ё", "Е")
    spell, alarm = _SPELL.search(plain), _ALARM.search(plain)
    passing = _passed_on(plain)
    if passing is not None:
        start, end, to_a_number = passing
        return ChainLetter(start, end, bool(to_a_number or spell or alarm))
    if spell is not None and (_PASS_ON.search(plain) or _SPELT_OUT.search(spell[0])):
        return ChainLetter(spell.start(), spell.end(), certain=True)
    reposting = _REPOST.search(plain)
    if alarm is not None and (reposting or _WARNING.search(plain) or _PASS_ON.search(plain)):
        return ChainLetter(alarm.start(), alarm.end(), certain=reposting is not None)
    if reposting is not None and (_PASS_ON.search(plain) or _IN_CHORUS.search(plain)):
        return ChainLetter(reposting.start(), reposting.end(), certain=False)
    return None


def _passed_on(plain: str) -> tuple[int, int, bool] | None:
    """The first «перешли … друзьям»: start, end, and whether to a chain's addressees."""
    for verb in list(_PASS_ON.finditer(plain))[:8]:
        near = plain[max(verb.start() - BEFORE, 0) : verb.end() + REACH]
        for pattern, chain in ((_TO_A_NUMBER, True), (_TO_EVERYBODY, False)):
            if pattern.search(near):
                return verb.start(), verb.end(), chain
    return None
