ALTER TABLE summary ADD COLUMN code TEXT
--;
ALTER TABLE summary ADD COLUMN title TEXT
--;
ALTER TABLE summary ADD COLUMN stage TEXT
--;
ALTER TABLE summary ADD COLUMN form BLOB
--;
ALTER TABLE summary ADD COLUMN changed TEXT
--;
ALTER TABLE summary ADD COLUMN digest TEXT
--;
ALTER TABLE summary ADD COLUMN content TEXT
--;
UPDATE summary SET code = 'situation', title = '', stage = 'update', changed = '', digest = '', content = ''
--;
CREATE VIRTUAL TABLE summary_search USING fts5(title, digest, content='summary', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER summary_search_add AFTER INSERT ON summary BEGIN INSERT INTO summary_search (rowid, title, digest) VALUES (new.row, new.title, new.digest); END
--;
CREATE TRIGGER summary_search_drop AFTER DELETE ON summary BEGIN INSERT INTO summary_search (summary_search, rowid, title, digest) VALUES ('delete', old.row, old.title, old.digest); END
--;
CREATE TRIGGER summary_search_set AFTER UPDATE ON summary WHEN old.title IS NOT new.title OR old.digest IS NOT new.digest BEGIN INSERT INTO summary_search (summary_search, rowid, title, digest) VALUES ('delete', old.row, old.title, old.digest); INSERT INTO summary_search (rowid, title, digest) VALUES (new.row, new.title, new.digest); END
--;
INSERT INTO summary_search (summary_search) VALUES ('rebuild')
--;
CREATE TABLE form (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    scope BLOB NOT NULL,
    heads BLOB NOT NULL,
    extra BLOB,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_on BLOB NOT NULL,
    received BIGINT NOT NULL,
    event BLOB,
    marking TEXT,
    audience TEXT,
    struck BOOLEAN,
    code TEXT,
    number TEXT,
    title TEXT,
    state TEXT,
    stage TEXT,
    period BLOB,
    incident BLOB,
    person TEXT,
    position TEXT,
    since BIGINT,
    until BIGINT,
    corrects BLOB,
    changed TEXT,
    prepared_by TEXT,
    prepared_as TEXT,
    prepared_at BIGINT,
    approved_by TEXT,
    approved_as TEXT,
    approved_at BIGINT,
    taken_by TEXT,
    taken_as TEXT,
    taken_at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX form_code ON form (event, code)
--;
CREATE VIRTUAL TABLE form_search USING fts5(code, number, title, person, position, changed, prepared_by, approved_by, taken_by, content='form', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER form_search_add AFTER INSERT ON form BEGIN INSERT INTO form_search (rowid, code, number, title, person, position, changed, prepared_by, approved_by, taken_by) VALUES (new.row, new.code, new.number, new.title, new.person, new.position, new.changed, new.prepared_by, new.approved_by, new.taken_by); END
--;
CREATE TRIGGER form_search_drop AFTER DELETE ON form BEGIN INSERT INTO form_search (form_search, rowid, code, number, title, person, position, changed, prepared_by, approved_by, taken_by) VALUES ('delete', old.row, old.code, old.number, old.title, old.person, old.position, old.changed, old.prepared_by, old.approved_by, old.taken_by); END
--;
CREATE TRIGGER form_search_set AFTER UPDATE ON form WHEN old.code IS NOT new.code OR old.number IS NOT new.number OR old.title IS NOT new.title OR old.person IS NOT new.person OR old.position IS NOT new.position OR old.changed IS NOT new.changed OR old.prepared_by IS NOT new.prepared_by OR old.approved_by IS NOT new.approved_by OR old.taken_by IS NOT new.taken_by BEGIN INSERT INTO form_search (form_search, rowid, code, number, title, person, position, changed, prepared_by, approved_by, taken_by) VALUES ('delete', old.row, old.code, old.number, old.title, old.person, old.position, old.changed, old.prepared_by, old.approved_by, old.taken_by); INSERT INTO form_search (rowid, code, number, title, person, position, changed, prepared_by, approved_by, taken_by) VALUES (new.row, new.code, new.number, new.title, new.person, new.position, new.changed, new.prepared_by, new.approved_by, new.taken_by); END
--;
CREATE TABLE block (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    scope BLOB NOT NULL,
    heads BLOB NOT NULL,
    extra BLOB,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_on BLOB NOT NULL,
    received BIGINT NOT NULL,
    event BLOB,
    marking TEXT,
    audience TEXT,
    struck BOOLEAN,
    form BLOB,
    "key" TEXT,
    place BIGINT,
    text TEXT,
    unchanged BOOLEAN,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX block_form ON block (form)
--;
CREATE VIRTUAL TABLE block_search USING fts5(text, content='block', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER block_search_add AFTER INSERT ON block BEGIN INSERT INTO block_search (rowid, text) VALUES (new.row, new.text); END
--;
CREATE TRIGGER block_search_drop AFTER DELETE ON block BEGIN INSERT INTO block_search (block_search, rowid, text) VALUES ('delete', old.row, old.text); END
--;
CREATE TRIGGER block_search_set AFTER UPDATE ON block WHEN old.text IS NOT new.text BEGIN INSERT INTO block_search (block_search, rowid, text) VALUES ('delete', old.row, old.text); INSERT INTO block_search (rowid, text) VALUES (new.row, new.text); END
--;
CREATE TABLE access (
    "row" INTEGER NOT NULL,
    id BLOB NOT NULL,
    scope BLOB NOT NULL,
    heads BLOB NOT NULL,
    extra BLOB,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_on BLOB NOT NULL,
    received BIGINT NOT NULL,
    event BLOB,
    marking TEXT,
    audience TEXT,
    struck BOOLEAN,
    way TEXT,
    what TEXT,
    code TEXT,
    form BLOB,
    summary BLOB,
    product BLOB,
    released TEXT,
    withheld BIGINT,
    pages BIGINT,
    digest TEXT,
    sent_to TEXT,
    author TEXT,
    position TEXT,
    written BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX access_written ON access (event, written)
--;
CREATE VIRTUAL TABLE access_search USING fts5(what, code, digest, sent_to, author, position, content='access', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER access_search_add AFTER INSERT ON access BEGIN INSERT INTO access_search (rowid, what, code, digest, sent_to, author, position) VALUES (new.row, new.what, new.code, new.digest, new.sent_to, new.author, new.position); END
--;
CREATE TRIGGER access_search_drop AFTER DELETE ON access BEGIN INSERT INTO access_search (access_search, rowid, what, code, digest, sent_to, author, position) VALUES ('delete', old.row, old.what, old.code, old.digest, old.sent_to, old.author, old.position); END
--;
CREATE TRIGGER access_search_set AFTER UPDATE ON access WHEN old.what IS NOT new.what OR old.code IS NOT new.code OR old.digest IS NOT new.digest OR old.sent_to IS NOT new.sent_to OR old.author IS NOT new.author OR old.position IS NOT new.position BEGIN INSERT INTO access_search (access_search, rowid, what, code, digest, sent_to, author, position) VALUES ('delete', old.row, old.what, old.code, old.digest, old.sent_to, old.author, old.position); INSERT INTO access_search (rowid, what, code, digest, sent_to, author, position) VALUES (new.row, new.what, new.code, new.digest, new.sent_to, new.author, new.position); END
