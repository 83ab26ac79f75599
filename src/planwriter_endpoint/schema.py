"""The tables of the database, the same for SQLite and PostgreSQL."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData()

SUBMISSIONS = Table(
    "submissions",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),  # the order of arrival
    Column("submission_id", String(36), nullable=False, unique=True),
    Column("package_id", String(36), nullable=False, unique=True),  # so each package is accepted once, whoever sends it
    Column("plan_id", String(36), nullable=False),
    Column("supersedes", String(36), unique=True),  # so of two that replace the same one, one is first
    Column("client", String(200), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("agency_name", Text, nullable=False),
    Column("agency_code", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("posted", String(10), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("received", String(20), nullable=False),
    Column("receipt", Text, nullable=False),
    Index("submissions_of_plan", "plan_id", "number"),
)

MAILED = Table(  # plans that came without a seal: kept to be read and compared, never accepted, so without a receipt
    "mailed",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("mailed_id", String(36), nullable=False, unique=True),
    Column("plan_id", String(36), nullable=False, index=True),
    Column("agency_name", Text, nullable=False),
    Column("agency_code", String(200), nullable=False),
    Column("title", Text, nullable=False),
    Column("posted", String(10), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),  # of the public copy in canonical form, so once each
    Column("size", Integer, nullable=False),
    Column("received", String(20), nullable=False),
    Column("to_fix", Integer, nullable=False),
)

DOCUMENTS = Table(  # used on PostgreSQL only: there several receivers share nothing but the database
    "documents",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

RETURNS = Table(
    "returns",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("return_id", String(36), nullable=False, unique=True),
    Column("submission_id", String(36), nullable=False, index=True),
    Column("message", Text, nullable=False),
    Column("attachment", LargeBinary),
    Column("returned", String(20), nullable=False),
)

TOKENS = Table(
    "tokens",
    METADATA,
    Column("name", String(200), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("added", String(20), nullable=False),
    Column("expires", String(20), nullable=False),
)

ROSTER = Table(
    "roster",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("code", String(200), nullable=False),
    Column("due", String(10), nullable=False),
)
