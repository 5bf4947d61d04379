"""The bot's sentences: templates from the TOML files beside, in the school's words where given.

A template is a table: `text`, and `sample`, the data that it is shown with; its name is the
file's and its own: «notices.deleted». Whatever an expression yields is made quiet unless it
comes from `mention` or `link`, so that no template can forget it. All are rendered once with
their samples when `Texts` is made: an override that does not work is found then, not at night.
"""

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.errors import ConfigError, Fault
from bot.texts import words

LONGEST = 4096  # characters of one VK message
_HERE = Path(__file__).parent
# What a template written by hand can run into besides Jinja's own errors.
_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class Texts:
    """Every sentence, ready to be said.

    `overrides` are the school's own, by file and name. Raises ConfigError with a fault for
    each that is unknown or cannot be rendered.
    """

    def __init__(self, overrides: Mapping[str, Mapping[str, str]] = MappingProxyType({})) -> None:
        faults = tuple(_faults(overrides))
        if faults:
            raise ConfigError(*faults)
        own = {
            f"{file}.{name}": t for file, named in overrides.items() for name, t in named.items()
        }
        sources = {name: own.get(name, entry["text"]) for name, entry in templates().items()}
        self._templates = {name: _compiled(text) for name, text in sources.items()}
        for name, text in sources.items():
            _tried(name, text)

    def render(self, name: str, /, **data: object) -> str:
        """One message for VK, of at most 4096 characters, without markup of the members' own.

        The data are those of the template's sample, all of them: an override may use any.
        Raises KeyError for an unknown name, TypeError for missing data.
        """
        missing = templates()[name]["sample"].keys() - data.keys()
        if missing:
            raise TypeError(f"{name} needs {', '.join(sorted(missing))}")
        return _rendered(self._templates[name], data)


@cache
def templates() -> Mapping[str, Mapping[str, Any]]:
    """Every template by its full name, as it stands in its file."""
    return {
        f"{file.stem}.{name}": {"sample": {}, **entry}
        for file in sorted(_HERE.glob("*.toml"))
        for name, entry in tomllib.loads(file.read_text(encoding="utf-8")).items()
    }


def _finished(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, words.Verbatim):
        return words.quiet(value)
    return value


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # a VK message is plain text; `finalize` does the guarding
    )
    environment.globals = {"mention": words.mention}
    environment.filters |= {
        "cited": words.cited,
        "date": words.date,
        "duration": words.duration,
        "form": words.form,
        "link": words.link,
        "moment": words.moment,
        "plural": words.plural,
        "quiet": words.quiet,
        "sentence": words.sentence,
    }
    return environment


_ENVIRONMENT = _environment()


@lru_cache(maxsize=2048)  # compiling them all takes a third of a second, and a start needs it twice
def _compiled(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


@lru_cache(maxsize=2048)
def _tried(name: str, text: str) -> str:
    return _rendered(_compiled(text), templates()[name]["sample"])


def _rendered(template: Template, data: Mapping[str, object]) -> str:
    lines = (line.rstrip() for line in template.render(data).splitlines())
    text = "\n".join(lines).strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _faults(overrides: Mapping[str, Mapping[str, str]]) -> Iterator[Fault]:
    for file, named in overrides.items():
        for name, text in named.items():
            entry = templates().get(f"{file}.{name}")
            fault = _unknown(file, name) if entry is None else _broken(text, entry["sample"])
            if fault:
                yield Fault(key=f"texts.{file}.{name}", problem=fault[0], remedy=fault[1])


def _unknown(file: str, name: str) -> tuple[str, str]:
    near = get_close_matches(f"{file}.{name}", templates(), n=1)
    files = sorted({known.partition(".")[0] for known in templates()})
    remedy = f"вы имели в виду {near[0]}?" if near else f"разделы здесь: {', '.join(files)}"
    return "такого предложения нет", remedy


def _broken(text: str, sample: Mapping[str, object]) -> tuple[str, str] | None:
    """What is wrong with an override and how to mend it, or None."""
    try:
        used = meta.find_undeclared_variables(_ENVIRONMENT.parse(text))
        strange = used - sample.keys() - _ENVIRONMENT.globals.keys()
        if strange:
            known = ", ".join(sample) or "ничего"
            return f"в шаблоне нет данных {', '.join(sorted(strange))}", f"здесь есть: {known}"
        if not _rendered(_compiled(text), sample):
            return "предложение пусто", "напишите текст или уберите этот ключ"
    except TemplateSyntaxError as error:
        return f"шаблон записан неверно (строка {error.lineno})", "проверьте скобки {{ }} и {% %}"
    except SecurityError:
        return "шаблону нельзя обращаться к внутренностям программы", "оставьте только данные"
    except _FAILURES:
        return "шаблон не удаётся заполнить", "сравните его с образцом"
    return None
