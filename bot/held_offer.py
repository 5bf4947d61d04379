"""What the private notice of a night message offers: to show the words in the morning."""

from datetime import datetime, time, timedelta

from bot.keyboards import Button, Rows, rows
from bot.texts.texts import Texts
from rules.quiet_hours import QuietHours

PUBLISH, DROP = "publish_held", "drop_held"
_NOON = time(12)


def expiry(publish_at: datetime) -> datetime:
    """Noon of the day when the chat opens; at least an hour after it opens."""
    noon = datetime.combine(publish_at.date(), _NOON, publish_at.tzinfo)
    return max(noon, publish_at + timedelta(hours=1))


def offer(texts: Texts, quiet: QuietHours, case: int, sent_at: datetime) -> tuple[str, Rows]:
    """The sentence and the two buttons."""
    publish_at = quiet.ends(sent_at)
    opens = f"{publish_at:%H:%M}"
    text = texts.render("held.offer", opens=opens, until=expiry(publish_at))
    publish = Button(
        texts.render("held.publish_button", opens=opens), PUBLISH, {"n": case}, "positive"
    )
    return text, rows([publish], [Button(texts.render("held.drop_button"), DROP, {"n": case})])
