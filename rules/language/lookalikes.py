"""Letters of other scripts that are drawn like Russian or Latin ones, and signs drawn like letters.

Written from the letters' shapes in the Unicode charts and from Unicode's table of confusables.
Left out is what NFKC, case folding and dropping marks already give (bold, full-width and
circled letters; ѓ, ї, ӓ). A letter that may stand for several Russian ones becomes the Latin
letter that it looks like: only the whole word can tell which is meant.
"""

from collections.abc import Mapping
from types import MappingProxyType

_DRAWN_LIKE: Mapping[str, str] = MappingProxyType(
    {
        "а": "αΑꭤᴀɑⱥәⲁⲀ⍺Ꭺᗅꓮ𖽀𐊠",
        "б": "ƃƂɓҕճẟⳝϭϬᏮ",
        "в": "βΒʙꞵⲃⲂᏴᗷꓐ𐊂𐊡𐌁ᏰϐƁ",
        "г": "ΓґҐғҒӷⲅⲄᴦꮁ",
        "д": "ԁԂժԀԃ∂ⲇⲆΔ∆",
        "е": "εΕєЄҽҾ℮ꬲⲉⲈɛҿɘǝƎƐᎬ∈ℯⴹ⋿ꓰ𐊆əϵӗ",
        "ж": "җᴥ",
        "з": "ʒӡҙƷɜζɝӠᴣ",
        "и": "ҋᴎͷͶꚡѝӥӣ",
        "к": "κΚқҟҝӄĸᴋⲕⲔᏦᛕԟϰꓗ𐔘",
        "л": "λΛʌԓљᴧⲗᴫɅլʎ",
        "м": "ΜᴍⲙʍϻꓟᎷᗰϺⲘ𐊰𐌑",
        "н": "ΗңҥӈʜԋⲏᎻԊњⲎᕼꓧ𐋏ԣ",
        "о": "οΟσӧөօՕסⲟⲞဝ০੦૦௦๐໐ዐᴏɵѳѲ⭕○◯⚪⚫●⚬◦⊙ჿഠ〇◎ంಂംᴑꬽϙ⓪𐓂ꓳ𐊒𐊫ⵔ🌑🔴🔵⚽🏀🟠🟡🟢🟣🟤🟥ѻ",
        "п": "πΠҧԥᴨⲡⲠ∏որϖ",
        "р": "ρΡҏⲣⲢϼᏢϱ⍴ᑭꓑ𐊕ք",
        "с": "ϲϹҫⲥⲤᴄᏟꓚ𐊢𐌂ςƈ¢",
        "т": "τΤҭⲧⲦᴛᎢꓔ𐊗𐊱𐌕⊤†‡",
        "у": "γүҮұʏყΥҰ𐊲ꓬᎩⲩⲨӱӯӳ",
        "ф": "φΦϕփɸȹ",
        "х": "χΧҳҲӽӿⲭⲬ᙭✖✗✘❌❎×⤫⤬⨯╳᙮Ӽꓫ✕ᕁᕽ𐊐𐊴𐌗ⵝ☓",
        "ц": "џʯ",
        "ч": "ҷҹӌӵկҸ",
        "ш": "ωɯԝաⲱⲽⲼѡɰ",
        "ь": "ƅҍѣƄꙑ",
        "э": "℈ӭ",
        "я": "ᴙʁꭆѧѦѩ",
        "b": "🅑🅱ᑲᖯ",
        "a": "🅐🅰",
        "i": "ıɪɩιΙіǀ¡ӏⲓ𝚤ꙇᎥ⏐∣⏽￨۱",
        "j": "ϳյɟјꞲᎫ",
        "n": "ɴηռŋΝⲚ",
        "p": "🅿🅟",
        "u": "ʊսᴜυμɥ∪⋃ꭎᑌ",
        "s": "ѕꜱʂ§ЅᏚꓢꮪ",
        "k": "🅚",
        "d": "ɗɖᏧᑯꓒᗞᗪꓓ",
        "h": "һհɦᏂ",
        "w": "ᴡѿꮃᏔꓪԜ",
        "z": "ᴢʐΖᏃꓜ",
        "t": "ʈ🅣",
        "l": "ʟɭᏞᒪꓡ",
        "v": "ᴠνѵ∨⋁Ⴔᐯ",
        "q": "ԛգ",
        "f": "ꜰƒꞘ",
        "g": "ɢɡցƍᶃ",
        "y": "ɏ",
        "r": "ʀɾᎡᏒꓣ",
        "e": "€",
        "o": "🅾🅞",
        "m": "🅜",
        "c": "©",
        "x": "🅧",
        "3": "ԑԐ",
        "6": "δ",
        "10": "🔟",
        "-": "‐‑‒–—―−﹘⁃",
    }
)

LOOK_ALIKES: Mapping[str, str] = MappingProxyType(
    {look_alike: letter for letter, drawn in _DRAWN_LIKE.items() for look_alike in drawn}
)
