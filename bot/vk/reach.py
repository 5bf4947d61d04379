"""Why VK could not be reached, as an administrator may read it."""

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientConnectorSSLError,
    ServerDisconnectedError,
)

_KNOWN: tuple[tuple[type[BaseException], str], ...] = (  # the narrower before the wider
    (ClientConnectorDNSError, "его адрес не находится, есть ли интернет?"),
    (ClientConnectorCertificateError, "чужой сертификат, не подменяет ли его фильтр сети?"),
    (ClientConnectorSSLError, "соединение не зашифровать, не мешает ли фильтр сети?"),
    (TimeoutError, "ответа нет слишком долго"),
    (ClientConnectorError, "нет соединения"),
    (ServerDisconnectedError, "соединение оборвалось"),
    (ConnectionError, "соединение оборвалось"),
)


def why_not(error: BaseException) -> str:
    """By the kind of the error alone: its words may hold an address with a key."""
    kind = type(error).__name__
    said = next((words for known, words in _KNOWN if isinstance(error, known)), "")
    return f"{said} ({kind})" if said else kind
