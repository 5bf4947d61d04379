"""Links: plain, bare, hidden and hung; hosts, shorteners, punycode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.links import Link, link_of, links_in, registered_domain


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("https://vk.com/wall-1_2", "vk.com", "/wall-1_2"),
        ("зайдите на www.Gosuslugi.RU, раздел", "gosuslugi.ru", ""),
        ("школа15.рф", "школа15.рф", ""),
        ("http://xn--15-6kcan2cm1a.xn--p1ai/a", None, "/a"),
        ("t.me/+abc", "t.me", "/+abc"),
        ("tg://resolve?domain=x", "tg:", "/resolve?domain=x"),
        ("t . me / klass", "t.me", "/klass"),
        ("t точка me слеш klass", "t.me", "/klass"),
        ("hxxps://t[.]me/abc", "t.me", "/abc"),
        ("(https://resh.edu.ru/subject/1).", "resh.edu.ru", "/subject/1"),
    ],
)
def test_a_link_is_read(text, host, path):
    (link,) = links_in(text)

    assert link.path == path
    assert host is None or link.host == host


@pytest.mark.parametrize(
    "text",
    ["т.е. завтра", "стр.5 упр.6", "8.30-9.15", "Иванов И.И.", "конец.Начало", "mama@mail.ru"],
)
def test_what_only_has_dots_is_no_link(text):
    assert links_in(text) == ()


def test_the_place_of_a_link_is_its_place_in_the_text():
    text = "вот https://vk.com/a, читайте"

    (link,) = links_in(text)

    assert text[link.start : link.end] == "https://vk.com/a"


def test_a_host_below_a_named_one_is_of_it_and_a_look_alike_is_not():
    assert Link("m.vk.com", "").is_of(["vk.com"])
    assert not Link("notvk.com", "").is_of(["vk.com"])


def test_shorteners_are_known():
    assert Link("clck.ru", "/abc").is_shortened
    assert not Link("vk.com", "").is_shortened


def test_the_link_of_an_attachment_has_no_place():
    link = link_of("https://Chat.WhatsApp.com/x")

    assert link is not None
    assert (link.host, link.start, link.end) == ("chat.whatsapp.com", 0, 0)


def test_the_registered_domain_needs_no_network():
    assert registered_domain("shop.example.co.uk") == "example.co.uk"
    assert registered_domain("школа15.рф") == "школа15.рф"
    assert registered_domain("nothing") == ""


@given(st.text(max_size=200) | st.text("a.тчк/ me[]()ру\n", max_size=60))
def test_every_found_link_lies_within_its_text(text):
    for link in links_in(text):
        assert 0 <= link.start < link.end <= len(text)
