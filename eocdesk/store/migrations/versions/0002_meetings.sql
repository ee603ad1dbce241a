-- What a copy keeps of its meetings with others. Statements end at a line of dashes and a semicolon.
CREATE TABLE peer (
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    pin TEXT NOT NULL,
    "key" BLOB NOT NULL,
    epoch BLOB NOT NULL,
    joined BIGINT NOT NULL,
    met BIGINT,
    tried BIGINT,
    skew BIGINT,
    state TEXT NOT NULL,
    PRIMARY KEY (id)
)
--;
CREATE TABLE attempt (
    id INTEGER NOT NULL,
    peer BLOB NOT NULL,
    at BIGINT NOT NULL,
    ms INTEGER NOT NULL,
    sent INTEGER NOT NULL,
    received INTEGER NOT NULL,
    ok INTEGER NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (id)
)
--;
CREATE INDEX attempt_peer ON attempt (peer, id)
--;
CREATE TABLE acked (
    peer BLOB NOT NULL,
    chain INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (peer, chain)
)
--;
CREATE TABLE "cursor" (
    peer BLOB NOT NULL,
    scope BLOB NOT NULL,
    seq INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (peer, scope)
)
--;
CREATE TABLE signature (
    scope BLOB NOT NULL,
    dev BLOB NOT NULL,
    n INTEGER NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (scope, dev, n)
)
--;
CREATE TABLE card (
    dev BLOB NOT NULL,
    hub BLOB NOT NULL,
    body BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (dev)
)
--;
CREATE TABLE refused (
    scope BLOB NOT NULL,
    dev BLOB NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rec BLOB NOT NULL,
    body BLOB NOT NULL,
    sentence TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (scope, dev, n)
)
--;
DROP TABLE departed
--;
CREATE TABLE departed (
    rec BLOB NOT NULL,
    scope BLOB NOT NULL,
    to_scope BLOB NOT NULL,
    PRIMARY KEY (rec, scope, to_scope)
)
