CREATE TABLE early (
    scope BLOB NOT NULL,
    dev BLOB NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    rec BLOB NOT NULL,
    at BIGINT NOT NULL,
    dead BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (scope, dev, n)
)
--;
CREATE INDEX early_rec ON early (rec)
--;
CREATE TABLE coming (
    scope BLOB NOT NULL,
    peer BLOB NOT NULL,
    place BLOB NOT NULL,
    chains BLOB NOT NULL,
    PRIMARY KEY (scope)
)
