"""Payment details: what is recognised, and what only holds the same words."""

import pytest

from rules.language.links import links_in
from rules.language.payments import payment_details_in


@pytest.mark.parametrize(
    "text",
    [
        "вот ссылка на сбор https://www.tinkoff.ru/cf/abc123",
        "киви кошелёк, скидывайтесь",
        "QR для оплаты охраны, платите до пятницы",
        "чеки об оплате кидаем сюда",
    ],
)
def test_payment_details_are_recognised_where_they_stand(text):
    found = payment_details_in(text, links_in(text))

    assert found is not None
    assert text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "киви и мандарины на чаепитие",
        "сканируйте QR в музее у входа",
        "чеки сюда не кидайте, мне в личку",
        "реквизит для спектакля сдаём сюда",
        "куда скидывать чеки?",
        "",
    ],
)
def test_fruit_museums_and_requests_to_do_it_elsewhere_pass(text):
    assert payment_details_in(text, links_in(text)) is None
