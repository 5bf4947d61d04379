"""Which time zone a Russian city lives in: a teacher knows the city and not the zone."""

from collections.abc import Mapping

# IANA's zones; the greater cities of each.
_BY_ZONE: Mapping[str, str] = {
    "Europe/Kaliningrad": "калининград",
    "Europe/Moscow": "москва, мск, санкт-петербург, петербург, спб, казань, нижний новгород, "
    "ростов-на-дону, краснодар, воронеж, ярославль, тула, рязань, пенза, липецк, тверь, брянск, "
    "иваново, курск, белгород, владимир, калуга, орёл, смоленск, тамбов, кострома, псков, "
    "великий новгород, вологда, череповец, архангельск, мурманск, петрозаводск, сыктывкар, "
    "чебоксары, йошкар-ола, саранск, махачкала, грозный, ставрополь, сочи, нальчик, владикавказ, "
    "черкесск, майкоп, элиста, магас, нарьян-мар, набережные челны",
    "Europe/Simferopol": "симферополь, севастополь",
    "Europe/Kirov": "киров",
    "Europe/Volgograd": "волгоград",
    "Europe/Astrakhan": "астрахань",
    "Europe/Saratov": "саратов",
    "Europe/Ulyanovsk": "ульяновск",
    "Europe/Samara": "самара, тольятти, ижевск",
    "Asia/Yekaterinburg": "екатеринбург, челябинск, уфа, пермь, тюмень, оренбург, курган, сургут, "
    "ханты-мансийск, салехард, магнитогорск, нижневартовск, нижний тагил",
    "Asia/Omsk": "омск",
    "Asia/Novosibirsk": "новосибирск",
    "Asia/Barnaul": "барнаул, бийск, горно-алтайск",
    "Asia/Tomsk": "томск",
    "Asia/Novokuznetsk": "кемерово, новокузнецк",
    "Asia/Krasnoyarsk": "красноярск, норильск, абакан, кызыл",
    "Asia/Irkutsk": "иркутск, улан-удэ, братск, ангарск",
    "Asia/Chita": "чита",
    "Asia/Yakutsk": "якутск, благовещенск",
    "Asia/Vladivostok": "владивосток, хабаровск, биробиджан, комсомольск-на-амуре",
    "Asia/Sakhalin": "южно-сахалинск, сахалин",
    "Asia/Magadan": "магадан",
    "Asia/Kamchatka": "петропавловск-камчатский, камчатка",
    "Asia/Anadyr": "анадырь",
}
ZONES: Mapping[str, str] = {
    city: zone for zone, cities in _BY_ZONE.items() for city in cities.split(", ")
}


def zone_of(city: str) -> str:
    """The zone of a city's Russian name; empty when the city is not known here."""
    said = " ".join(city.casefold().removeprefix("г.").split())
    return (
        ZONES.get(said)
        or ZONES.get(said.replace(" ", "-"))
        or ZONES.get(said.replace("ё", "е"), "")
    )
