"""A VK that cannot be reached is told in words, and never with an address."""

import socket
import ssl

import pytest
from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientPayloadError,
    ServerDisconnectedError,
)
from aiohttp.client_reqrep import ConnectionKey

from bot.ports import Unavailable
from bot.vk.api import VkApi
from bot.vk.reach import why_not

KEY = ConnectionKey("api.vk.ru", 443, True, True, None, None, None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ClientConnectorDNSError(KEY, socket.gaierror(-2, "?")), "есть ли интернет?"),
        (ClientConnectorCertificateError(KEY, ssl.SSLCertVerificationError()), "чужой сертификат"),
        (ClientConnectorError(KEY, ConnectionRefusedError()), "нет соединения"),
        (TimeoutError(), "слишком долго"),
        (ServerDisconnectedError(), "оборвалось"),
        (ConnectionResetError(), "оборвалось"),
        (ClientPayloadError("secret"), "ClientPayloadError"),
    ],
)
def test_the_reason_is_said_in_words_without_an_address(error, words):
    said = why_not(error)

    assert words in said
    assert "api.vk.ru" not in said
    assert "secret" not in said


async def test_a_call_that_reaches_nobody_says_so():
    api = VkApi("token", "http://127.0.0.1:9/method/")

    with pytest.raises(Unavailable, match="ВК сейчас недоступен: нет соединения"):
        await api.call("users.get")
    await api.http_client.close()
