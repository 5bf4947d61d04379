"""The database's tables. Every row belongs to one community; moments are stored in UTC.

`journal` is only ever added to: triggers refuse to change or delete its rows.
"""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from storage.sealed import SealedBytes, SealedJSON, Words

metadata = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as naive UTC, so that SQLite and PostgreSQL compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


# On SQLite only "INTEGER PRIMARY KEY" counts by itself.
RowId = BigInteger().with_variant(Integer(), "sqlite")

positions = Table(
    "positions",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("ts", String(64), nullable=False),  # the long poll's own word for «read up to here»
    Column("saved_at", Moment, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("name", String(32), primary_key=True),
    Column("value", BigInteger, nullable=False),
)

handled = Table(
    "handled",  # updates that had an effect: a second delivery of one has none
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("key", String(96), primary_key=True),
    Column("at", Moment, nullable=False),
    Index("handled_by_age", "at"),
)

chats = Table(
    "chats",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("peer", BigInteger, primary_key=True),
    Column("title", Words, nullable=False, default=""),
    Column("greeted_at", Moment),
    Column("moderated", Boolean),  # does the bot have the rights? NULL: nobody has looked yet
    Column("checked_at", Moment),
    # What the moderators set by a command; NULL: as the configuration says.
    Column("kind", String(16)),
    Column("mode", String(16)),
    Column("urgent_until", Moment),  # the quiet hours are lifted
    Column("reminded_at", Moment),  # the last reminder of the rules to all (2.5)
)

members = Table(
    "members",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("member", BigInteger, primary_key=True),
    Column("name", Words, nullable=False, default=""),
    Column("is_moderator", Boolean, nullable=False, default=False),
    Column("seen_at", Moment, nullable=False),
    Column("left_at", Moment),  # NULL: he is in the chat
    Index("members_by_member", "community", "member"),
)

cases = Table(
    "cases",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("open_until", Moment, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("decided_by", String(32), nullable=False),
    Column("clauses", JSON, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("term", String(32)),
    Column("released_at", Moment),
    Column("sides", JSON, nullable=False, default=list),  # people of the dispute: no judges of it
    Column("told", String(16), nullable=False, default=""),  # "", private, chat, owed, summary
    Column("notice", BigInteger),  # the outbox row that told it
    Index("cases_by_member", "community", "member", "chat"),
    Index("cases_owed", "told", "community"),
    Index("cases_by_time", "community", "opened_at"),
    Index("cases_by_chat", "community", "chat", "number"),
    Index("cases_by_state", "community", "state", "number"),
)

case_messages = Table(
    "case_messages",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("rule", String(64), primary_key=True),
    Column("case", BigInteger, nullable=False),
    Column("clause", String(16), nullable=False),
    Column("certain", Boolean, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Index("case_messages_by_case", "community", "case"),
)

evidence = Table(
    "evidence",  # apart from the journal, with an end; the journal holds a salted digest of it
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("case", BigInteger),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("fragment", Words, nullable=False),
    Column("salt", SealedBytes, nullable=False),  # with it words could be guessed
    Column("digest", String(64), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("evidence_by_case", "community", "case"),
    Index("evidence_by_end", "expires_at"),
)

sanctions = Table(
    "sanctions",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("case", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # in_force, ended, lifted
    Column("enforcement", String(16), nullable=False),  # restrict, delete, remove
    Index("sanctions_by_end", "state", "until"),
    Index("sanctions_by_member", "community", "chat", "member"),
)

journal = Table(
    "journal",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),  # as it was hashed
    Column("actor", String(32), nullable=False),
    Column("action", String(32), nullable=False),
    Column("chat", BigInteger),
    Column("target", BigInteger),
    Column("message", BigInteger),
    Column("case", BigInteger),
    Column("clause", String(16)),
    Column("rule", String(64)),
    Column("reason", Text),
    Column("outcome", Text),
    Column("evidence", String(64)),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
    Index("journal_by_case", "community", "case"),
    Index("journal_by_target", "community", "target"),
    Index("journal_by_time", "community", "at"),
    Index("journal_by_chat", "community", "chat", "seq"),
    Index("journal_by_action", "community", "action", "seq"),
    Index("journal_by_clause", "community", "clause", "seq"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("act", String(16), nullable=False),  # delete, restrict, send, edit, remove …
    Column("urgency", Integer, nullable=False),
    Column("chat", BigInteger, nullable=False),  # where it acts: the lane that keeps its order
    Column("payload", SealedJSON, nullable=False),
    Column("random_id", BigInteger, nullable=False),
    Column("case", BigInteger),
    Column("after", BigInteger),  # waits for this row to be over
    Column("state", String(16), nullable=False),  # waiting, done, refused, dropped
    Column("attempts", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("result", JSON),  # what the messenger answered: the number of the message sent
    Index("outbox_waiting", "community", "state", "not_before"),
    Index("outbox_by_case", "community", "case"),
)

set_aside = Table(
    "set_aside",  # updates that could not be understood or judged, kept for inspection
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", String(256), nullable=False),
    Column("raw", SealedBytes, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

seals = Table(
    "seals",  # under which keys words are kept: a start without one of them is refused
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("key", String(16), primary_key=True),  # its name: see `ciphers.py`
)
