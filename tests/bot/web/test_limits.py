"""A bucket of tries."""

from bot.web.limits import MOST_REMEMBERED, Limit


def test_tries_run_out_and_come_back_with_time():
    now = [0.0]
    limit = Limit(3, 0.5, lambda: now[0])

    assert [limit.take("a") for _ in range(4)] == [True, True, True, False]
    assert not limit.has("a")
    assert limit.has("b")
    now[0] = 2.0
    assert [limit.take("a") for _ in range(2)] == [True, False]


def test_a_full_bucket_holds_no_more():
    now = [0.0]
    limit = Limit(2, 1.0, lambda: now[0])
    limit.take("a")
    now[0] = 1_000.0

    assert [limit.take("a") for _ in range(3)] == [True, True, False]


def test_only_so_many_are_remembered():
    limit = Limit(1, 0.0, lambda: 0.0)

    for number in range(MOST_REMEMBERED + 1):
        limit.take(str(number))

    assert limit.has("0")
    assert not limit.has("1")
