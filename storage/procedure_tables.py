"""The tables of fair procedure: cards, appeals, apologies, newcomers, leavers, held messages,
and who looks at it all in the browser.

They share the metadata of `tables.py`. What a person said or is called (`Words`) has an end
in each of them, or goes with the person (`forget`).
"""

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table

from storage.sealed import Words
from storage.tables import Moment, RowId, metadata

cards = Table(
    "cards",  # a question shown to one who may decide it
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("about", String(16), primary_key=True),  # case, appeal, complaint
    Column("case", BigInteger, primary_key=True),  # of a complaint: its id
    Column("receiver", BigInteger, primary_key=True),  # a person, or the staff's chat
    Column("notice", BigInteger),  # the outbox row that shows it; NULL: waits for the digest
    Column("owed_at", Moment, nullable=False),
    Index("cards_waiting", "community", "notice"),
)

appeals = Table(
    "appeals",
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("case", BigInteger, primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("words", Words, nullable=False, default=""),
    Column("state", String(16), nullable=False),  # open, upheld, annulled
    Column("decided_at", Moment),
    Column("decided_by", BigInteger),
    Column("reason", Words),
    Index("appeals_open", "community", "state"),
)

apologies = Table(
    "apologies",  # one for each block (2.7)
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("case", BigInteger, primary_key=True),  # of the block
    Column("chat", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("words", Words, nullable=False),
    Column("notice", BigInteger),  # the outbox row that shows it in the chat
    Column("opened_at", Moment, nullable=False),
    Column("until", Moment, nullable=False),  # the end of the objection window
    Column("state", String(16), nullable=False),  # open, objected, heard, accepted, declined, void
    Column("objector", BigInteger),  # never named in the chat
    Column("decided_at", Moment),
    Column("decided_by", BigInteger),
    Index("apologies_open", "community", "state", "until"),
)

complaints = Table(
    "complaints",  # a member shows a message to the moderators
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger, nullable=False),
    Column("author", BigInteger, nullable=False),  # of the message
    Column("reporter", BigInteger, nullable=False),  # never named in the chat
    Column("at", Moment, nullable=False),
    Column("case", BigInteger),
    Column("decided_at", Moment),  # NULL: open
    Column("decided_by", BigInteger),  # NULL with decided_at: lapsed
    Index("complaints_by_reporter", "community", "reporter", "at"),
    Index("complaints_by_message", "community", "chat", "message"),
    Index("complaints_open", "community", "decided_at"),
)

signatures = Table(
    "signatures",  # a block that waits for a second moderator (2.8)
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("moderator", BigInteger, nullable=False),  # who asks for the block
    Column("clause", String(16), nullable=False),
    Column("term", String(32), nullable=False),
    Column("reason", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # open, signed, declined, lapsed
    Column("decided_at", Moment),
    Column("decided_by", BigInteger),
    Column("case", BigInteger),
    Index("signatures_open", "community", "state", "asked_at"),
)

acquaintances = Table(
    "acquaintances",  # who was shown which version of the rules, and who confirmed it (2.4)
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("member", BigInteger, primary_key=True),
    Column("version", String(64), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
)

departures = Table(
    "departures",  # a leaver's removal that waits for its confirmation (2.9)
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("moderator", BigInteger, nullable=False),
    Column("target", BigInteger, nullable=False),
    Column("places", JSON, nullable=False),  # [[chat, member], …] as listed to the moderator
    Column("reason", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # open, done, dropped
)

held = Table(
    "held",  # a message deleted at night, kept for its author until the morning
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message", BigInteger, nullable=False),
    Column("member", BigInteger, nullable=False),
    Column("case", BigInteger),
    Column("words", Words, nullable=False),
    Column("sent_at", Moment, nullable=False),
    Column("publish_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),  # offered, wanted, published, dropped
    Column("expires_at", Moment, nullable=False),
    Index("held_by_message", "community", "chat", "message", unique=True),
    Index("held_due", "community", "state", "publish_at"),
)

roster = Table(
    "roster",  # the school's list: who is who, and whose parent
    metadata,
    Column("id", RowId, primary_key=True),
    Column("community", BigInteger, nullable=False),
    Column("member", BigInteger),  # VK id; NULL where the list gives none
    Column("name", Words, nullable=False),
    Column("form", String(16), nullable=False, default=""),  # «5А»
    Column("role", String(16), nullable=False),  # pupil, parent, staff
    Column("pupil", Words, nullable=False, default=""),  # whose parent, as the list says
    Column("left_at", Moment),
    Index("roster_by_member", "community", "member"),
)

exceptions = Table(
    "exceptions",  # words that a chat's moderators allowed
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("word", String(64), primary_key=True),  # folded
    Column("by", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
)

appointments = Table(
    "appointments",  # moderators whom a school administrator appointed
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("member", BigInteger, primary_key=True),
    Column("by", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
)

routines = Table(
    "routines",  # when what is done by the calendar was last done: the weekly report, the purge
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("done_at", Moment, nullable=False),
)

heard = Table(
    "heard",  # how far each chat was heard: what VK lost begins after it
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("first", BigInteger, nullable=False),  # the first message's number in the chat
    Column("newest", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),  # when the newest was sent
)

gaps = Table(
    "gaps",  # chats whose updates VK lost, until they are read again
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("chat", BigInteger, primary_key=True),
    Column("after", BigInteger, nullable=False),  # the last message heard before
    Column("since", Moment, nullable=False),  # when that was sent
    Column("noticed_at", Moment, nullable=False),
    Column("failed", BigInteger, nullable=False),  # what VK called it: 1 or 3
)

unsaid = Table(
    "unsaid",  # a command in private that waits for its chat to be picked
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("member", BigInteger, primary_key=True),
    Column("words", Words, nullable=False),
    Column("at", Moment, nullable=False),
)

web_links = Table(
    "web_links",  # one-time links into the journal in the browser; only their digests
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("member", BigInteger, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("web_links_by_member", "community", "member"),
)

web_sessions = Table(
    "web_sessions",  # who is signed in there; of the cookie's secret only the digest
    metadata,
    Column("community", BigInteger, primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("member", BigInteger, nullable=False),
    Column("begun_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index("web_sessions_by_member", "community", "member"),
)
