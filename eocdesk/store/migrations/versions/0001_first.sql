-- The first shape. Released: never changes. Statements end at a line of dashes and a semicolon.
CREATE TABLE acknowledgement (
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
    entry BLOB,
    addressee TEXT,
    acknowledged_by TEXT,
    at BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX acknowledgement_entry ON acknowledgement (entry, struck)
--;
CREATE TABLE agency (
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
    name TEXT,
    short TEXT,
    sector TEXT,
    role TEXT,
    esf TEXT,
    ca_esf TEXT,
    country TEXT,
    phone TEXT,
    email TEXT,
    address TEXT,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX agency_name ON agency (event, name)
--;
CREATE TABLE chain (
    id INTEGER NOT NULL,
    scope BLOB NOT NULL,
    dev BLOB NOT NULL,
    n INTEGER NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT chain_once UNIQUE (scope, dev)
)
--;
CREATE TABLE change (
    seq INTEGER NOT NULL,
    chain INTEGER NOT NULL,
    n INTEGER NOT NULL,
    rec BLOB NOT NULL,
    act BLOB NOT NULL,
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    hash BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (seq),
    CONSTRAINT change_once UNIQUE (chain, n)
)
--;
CREATE INDEX change_act ON change (act)
--;
CREATE INDEX change_rec ON change (rec)
--;
CREATE TABLE "conflict" (
    rec BLOB NOT NULL,
    field TEXT NOT NULL,
    scope BLOB NOT NULL,
    dev BLOB NOT NULL,
    n INTEGER NOT NULL,
    kind TEXT NOT NULL,
    hlc BIGINT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (rec, field, scope, dev, n)
)
--;
CREATE INDEX conflict_kind ON "conflict" (kind)
--;
CREATE TABLE contact (
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
    name TEXT,
    agency BLOB,
    organisation TEXT,
    role TEXT,
    venue BLOB,
    phones TEXT,
    emails TEXT,
    radio TEXT,
    call_sign TEXT,
    languages TEXT,
    availability TEXT,
    address TEXT,
    call_order BIGINT,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX contact_agency ON contact (agency)
--;
CREATE INDEX contact_name ON contact (event, name)
--;
CREATE TABLE dead (
    rec BLOB NOT NULL,
    field TEXT NOT NULL,
    scope BLOB NOT NULL,
    dev BLOB NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (rec, field, scope, dev, n)
)
--;
CREATE TABLE departed (
    rec BLOB NOT NULL,
    scope BLOB NOT NULL,
    PRIMARY KEY (rec, scope)
)
--;
CREATE TABLE device (
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
    name TEXT,
    since BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE TABLE document (
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
    name TEXT,
    mime TEXT,
    size BIGINT,
    sha256 TEXT,
    entry BLOB,
    incident BLOB,
    caption TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX document_entry ON document (entry)
--;
CREATE TABLE draft (
    "key" TEXT NOT NULL,
    at BIGINT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY ("key")
)
--;
CREATE TABLE duty (
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
    contact BLOB,
    position TEXT,
    venue BLOB,
    starts BIGINT,
    ends BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX duty_starts ON duty (event, starts)
--;
CREATE TABLE entry (
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
    number TEXT,
    kind TEXT,
    text TEXT,
    amends BLOB,
    reason TEXT,
    severity INTEGER,
    priority TEXT,
    happened BIGINT,
    written BIGINT,
    author TEXT,
    position TEXT,
    reported_by TEXT,
    channel TEXT,
    venue BLOB,
    incident BLOB,
    session BLOB,
    place TEXT,
    lat FLOAT,
    lon FLOAT,
    addressees TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX entry_addressed ON entry (event, happened) WHERE addressees IS NOT NULL
--;
CREATE INDEX entry_amends ON entry (amends, kind)
--;
CREATE INDEX entry_happened ON entry (event, happened)
--;
CREATE INDEX entry_incident ON entry (incident, happened)
--;
CREATE INDEX entry_number ON entry (number)
--;
CREATE INDEX entry_priority ON entry (event, priority, happened)
--;
CREATE INDEX entry_severity ON entry (event, severity, happened)
--;
CREATE INDEX entry_venue ON entry (venue, happened)
--;
CREATE TABLE event (
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
    name TEXT,
    zone TEXT,
    starts TEXT,
    ends TEXT,
    rating TEXT,
    exercise BOOLEAN,
    partner_zone TEXT,
    partner_name TEXT,
    place TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE TABLE feature (
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
    name TEXT,
    kind TEXT,
    venue BLOB,
    geometry TEXT,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX feature_venue ON feature (event, venue)
--;
CREATE TABLE incident (
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
    number TEXT,
    title TEXT,
    type TEXT,
    severity INTEGER,
    status TEXT,
    venue BLOB,
    session BLOB,
    lat FLOAT,
    lon FLOAT,
    place TEXT,
    lead BLOB,
    owner TEXT,
    opened BIGINT,
    closed BIGINT,
    reason TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX incident_number ON incident (number)
--;
CREATE INDEX incident_opened ON incident (event, opened)
--;
CREATE INDEX incident_status ON incident (event, status, severity)
--;
CREATE INDEX incident_venue ON incident (venue, status)
--;
CREATE TABLE local (
    "key" TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY ("key")
)
--;
CREATE TABLE period (
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
    number BIGINT,
    name TEXT,
    starts BIGINT,
    ends BIGINT,
    objectives TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX period_starts ON period (event, starts)
--;
CREATE TABLE person (
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
    name TEXT,
    position TEXT,
    agency TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE TABLE posture (
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
    level INTEGER,
    since BIGINT,
    reason TEXT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX posture_since ON posture (event, since)
--;
CREATE TABLE scope (
    id BLOB NOT NULL,
    event BLOB NOT NULL,
    marking TEXT NOT NULL,
    audience TEXT NOT NULL,
    PRIMARY KEY (id)
)
--;
CREATE TABLE seat (
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
    name TEXT,
    agency BLOB,
    status TEXT,
    since BIGINT,
    holder BLOB,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX seat_event ON seat (event)
--;
CREATE TABLE session (
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
    title TEXT,
    kind TEXT,
    sport TEXT,
    stage TEXT,
    venue BLOB,
    venue_words TEXT,
    day TEXT,
    starts BIGINT,
    ends BIGINT,
    actual_start BIGINT,
    actual_end BIGINT,
    status TEXT,
    reason TEXT,
    crowd BIGINT,
    dignitaries TEXT,
    risk INTEGER,
    note TEXT,
    source TEXT,
    source_key TEXT,
    sequence BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX session_starts ON session (event, starts)
--;
CREATE INDEX session_venue ON session (venue, starts)
--;
CREATE TABLE summary (
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
    number BIGINT,
    version BIGINT,
    as_of BIGINT,
    highlights TEXT,
    remarks TEXT,
    prepared_by TEXT,
    approved_by TEXT,
    approved_at BIGINT,
    sha256 TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX summary_number ON summary (event, number)
--;
CREATE TABLE task (
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
    number TEXT,
    title TEXT,
    incident BLOB,
    venue BLOB,
    owner TEXT,
    due BIGINT,
    done BIGINT,
    done_by TEXT,
    checklist TEXT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX task_due ON task (event, done, due)
--;
CREATE TABLE venue (
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
    name TEXT,
    short TEXT,
    aliases TEXT,
    lat FLOAT,
    lon FLOAT,
    address TEXT,
    city TEXT,
    cluster TEXT,
    zone TEXT,
    capacity BIGINT,
    access TEXT,
    sports TEXT,
    note TEXT,
    geometry TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX venue_name ON venue (event, name)
--;
CREATE VIRTUAL TABLE event_search USING fts5(code, name, content='event', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER event_search_add AFTER INSERT ON event BEGIN INSERT INTO event_search (rowid, code, name) VALUES (new.row, new.code, new.name); END
--;
CREATE TRIGGER event_search_drop AFTER DELETE ON event BEGIN INSERT INTO event_search (event_search, rowid, code, name) VALUES ('delete', old.row, old.code, old.name); END
--;
CREATE TRIGGER event_search_set AFTER UPDATE ON event WHEN old.code IS NOT new.code OR old.name IS NOT new.name BEGIN INSERT INTO event_search (event_search, rowid, code, name) VALUES ('delete', old.row, old.code, old.name); INSERT INTO event_search (rowid, code, name) VALUES (new.row, new.code, new.name); END
--;
CREATE VIRTUAL TABLE session_search USING fts5(title, sport, stage, venue_words, dignitaries, note, source_key, content='session', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER session_search_add AFTER INSERT ON session BEGIN INSERT INTO session_search (rowid, title, sport, stage, venue_words, dignitaries, note, source_key) VALUES (new.row, new.title, new.sport, new.stage, new.venue_words, new.dignitaries, new.note, new.source_key); END
--;
CREATE TRIGGER session_search_drop AFTER DELETE ON session BEGIN INSERT INTO session_search (session_search, rowid, title, sport, stage, venue_words, dignitaries, note, source_key) VALUES ('delete', old.row, old.title, old.sport, old.stage, old.venue_words, old.dignitaries, old.note, old.source_key); END
--;
CREATE TRIGGER session_search_set AFTER UPDATE ON session WHEN old.title IS NOT new.title OR old.sport IS NOT new.sport OR old.stage IS NOT new.stage OR old.venue_words IS NOT new.venue_words OR old.dignitaries IS NOT new.dignitaries OR old.note IS NOT new.note OR old.source_key IS NOT new.source_key BEGIN INSERT INTO session_search (session_search, rowid, title, sport, stage, venue_words, dignitaries, note, source_key) VALUES ('delete', old.row, old.title, old.sport, old.stage, old.venue_words, old.dignitaries, old.note, old.source_key); INSERT INTO session_search (rowid, title, sport, stage, venue_words, dignitaries, note, source_key) VALUES (new.row, new.title, new.sport, new.stage, new.venue_words, new.dignitaries, new.note, new.source_key); END
--;
CREATE VIRTUAL TABLE venue_search USING fts5(name, short, aliases, address, city, cluster, sports, note, content='venue', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER venue_search_add AFTER INSERT ON venue BEGIN INSERT INTO venue_search (rowid, name, short, aliases, address, city, cluster, sports, note) VALUES (new.row, new.name, new.short, new.aliases, new.address, new.city, new.cluster, new.sports, new.note); END
--;
CREATE TRIGGER venue_search_drop AFTER DELETE ON venue BEGIN INSERT INTO venue_search (venue_search, rowid, name, short, aliases, address, city, cluster, sports, note) VALUES ('delete', old.row, old.name, old.short, old.aliases, old.address, old.city, old.cluster, old.sports, old.note); END
--;
CREATE TRIGGER venue_search_set AFTER UPDATE ON venue WHEN old.name IS NOT new.name OR old.short IS NOT new.short OR old.aliases IS NOT new.aliases OR old.address IS NOT new.address OR old.city IS NOT new.city OR old.cluster IS NOT new.cluster OR old.sports IS NOT new.sports OR old.note IS NOT new.note BEGIN INSERT INTO venue_search (venue_search, rowid, name, short, aliases, address, city, cluster, sports, note) VALUES ('delete', old.row, old.name, old.short, old.aliases, old.address, old.city, old.cluster, old.sports, old.note); INSERT INTO venue_search (rowid, name, short, aliases, address, city, cluster, sports, note) VALUES (new.row, new.name, new.short, new.aliases, new.address, new.city, new.cluster, new.sports, new.note); END
--;
CREATE VIRTUAL TABLE feature_search USING fts5(name, content='feature', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER feature_search_add AFTER INSERT ON feature BEGIN INSERT INTO feature_search (rowid, name) VALUES (new.row, new.name); END
--;
CREATE TRIGGER feature_search_drop AFTER DELETE ON feature BEGIN INSERT INTO feature_search (feature_search, rowid, name) VALUES ('delete', old.row, old.name); END
--;
CREATE TRIGGER feature_search_set AFTER UPDATE ON feature WHEN old.name IS NOT new.name BEGIN INSERT INTO feature_search (feature_search, rowid, name) VALUES ('delete', old.row, old.name); INSERT INTO feature_search (rowid, name) VALUES (new.row, new.name); END
--;
CREATE VIRTUAL TABLE incident_search USING fts5(number, title, type, place, source_key, content='incident', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER incident_search_add AFTER INSERT ON incident BEGIN INSERT INTO incident_search (rowid, number, title, type, place, source_key) VALUES (new.row, new.number, new.title, new.type, new.place, new.source_key); END
--;
CREATE TRIGGER incident_search_drop AFTER DELETE ON incident BEGIN INSERT INTO incident_search (incident_search, rowid, number, title, type, place, source_key) VALUES ('delete', old.row, old.number, old.title, old.type, old.place, old.source_key); END
--;
CREATE TRIGGER incident_search_set AFTER UPDATE ON incident WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.type IS NOT new.type OR old.place IS NOT new.place OR old.source_key IS NOT new.source_key BEGIN INSERT INTO incident_search (incident_search, rowid, number, title, type, place, source_key) VALUES ('delete', old.row, old.number, old.title, old.type, old.place, old.source_key); INSERT INTO incident_search (rowid, number, title, type, place, source_key) VALUES (new.row, new.number, new.title, new.type, new.place, new.source_key); END
--;
CREATE VIRTUAL TABLE entry_search USING fts5(number, text, reason, author, position, reported_by, place, content='entry', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER entry_search_add AFTER INSERT ON entry BEGIN INSERT INTO entry_search (rowid, number, text, reason, author, position, reported_by, place) VALUES (new.row, new.number, new.text, new.reason, new.author, new.position, new.reported_by, new.place); END
--;
CREATE TRIGGER entry_search_drop AFTER DELETE ON entry BEGIN INSERT INTO entry_search (entry_search, rowid, number, text, reason, author, position, reported_by, place) VALUES ('delete', old.row, old.number, old.text, old.reason, old.author, old.position, old.reported_by, old.place); END
--;
CREATE TRIGGER entry_search_set AFTER UPDATE ON entry WHEN old.number IS NOT new.number OR old.text IS NOT new.text OR old.reason IS NOT new.reason OR old.author IS NOT new.author OR old.position IS NOT new.position OR old.reported_by IS NOT new.reported_by OR old.place IS NOT new.place BEGIN INSERT INTO entry_search (entry_search, rowid, number, text, reason, author, position, reported_by, place) VALUES ('delete', old.row, old.number, old.text, old.reason, old.author, old.position, old.reported_by, old.place); INSERT INTO entry_search (rowid, number, text, reason, author, position, reported_by, place) VALUES (new.row, new.number, new.text, new.reason, new.author, new.position, new.reported_by, new.place); END
--;
CREATE VIRTUAL TABLE task_search USING fts5(number, title, owner, content='task', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER task_search_add AFTER INSERT ON task BEGIN INSERT INTO task_search (rowid, number, title, owner) VALUES (new.row, new.number, new.title, new.owner); END
--;
CREATE TRIGGER task_search_drop AFTER DELETE ON task BEGIN INSERT INTO task_search (task_search, rowid, number, title, owner) VALUES ('delete', old.row, old.number, old.title, old.owner); END
--;
CREATE TRIGGER task_search_set AFTER UPDATE ON task WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.owner IS NOT new.owner BEGIN INSERT INTO task_search (task_search, rowid, number, title, owner) VALUES ('delete', old.row, old.number, old.title, old.owner); INSERT INTO task_search (rowid, number, title, owner) VALUES (new.row, new.number, new.title, new.owner); END
--;
CREATE VIRTUAL TABLE agency_search USING fts5(name, short, role, esf, ca_esf, phone, email, note, content='agency', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER agency_search_add AFTER INSERT ON agency BEGIN INSERT INTO agency_search (rowid, name, short, role, esf, ca_esf, phone, email, note) VALUES (new.row, new.name, new.short, new.role, new.esf, new.ca_esf, new.phone, new.email, new.note); END
--;
CREATE TRIGGER agency_search_drop AFTER DELETE ON agency BEGIN INSERT INTO agency_search (agency_search, rowid, name, short, role, esf, ca_esf, phone, email, note) VALUES ('delete', old.row, old.name, old.short, old.role, old.esf, old.ca_esf, old.phone, old.email, old.note); END
--;
CREATE TRIGGER agency_search_set AFTER UPDATE ON agency WHEN old.name IS NOT new.name OR old.short IS NOT new.short OR old.role IS NOT new.role OR old.esf IS NOT new.esf OR old.ca_esf IS NOT new.ca_esf OR old.phone IS NOT new.phone OR old.email IS NOT new.email OR old.note IS NOT new.note BEGIN INSERT INTO agency_search (agency_search, rowid, name, short, role, esf, ca_esf, phone, email, note) VALUES ('delete', old.row, old.name, old.short, old.role, old.esf, old.ca_esf, old.phone, old.email, old.note); INSERT INTO agency_search (rowid, name, short, role, esf, ca_esf, phone, email, note) VALUES (new.row, new.name, new.short, new.role, new.esf, new.ca_esf, new.phone, new.email, new.note); END
--;
CREATE VIRTUAL TABLE contact_search USING fts5(name, organisation, role, phones, emails, radio, call_sign, note, content='contact', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER contact_search_add AFTER INSERT ON contact BEGIN INSERT INTO contact_search (rowid, name, organisation, role, phones, emails, radio, call_sign, note) VALUES (new.row, new.name, new.organisation, new.role, new.phones, new.emails, new.radio, new.call_sign, new.note); END
--;
CREATE TRIGGER contact_search_drop AFTER DELETE ON contact BEGIN INSERT INTO contact_search (contact_search, rowid, name, organisation, role, phones, emails, radio, call_sign, note) VALUES ('delete', old.row, old.name, old.organisation, old.role, old.phones, old.emails, old.radio, old.call_sign, old.note); END
--;
CREATE TRIGGER contact_search_set AFTER UPDATE ON contact WHEN old.name IS NOT new.name OR old.organisation IS NOT new.organisation OR old.role IS NOT new.role OR old.phones IS NOT new.phones OR old.emails IS NOT new.emails OR old.radio IS NOT new.radio OR old.call_sign IS NOT new.call_sign OR old.note IS NOT new.note BEGIN INSERT INTO contact_search (contact_search, rowid, name, organisation, role, phones, emails, radio, call_sign, note) VALUES ('delete', old.row, old.name, old.organisation, old.role, old.phones, old.emails, old.radio, old.call_sign, old.note); INSERT INTO contact_search (rowid, name, organisation, role, phones, emails, radio, call_sign, note) VALUES (new.row, new.name, new.organisation, new.role, new.phones, new.emails, new.radio, new.call_sign, new.note); END
--;
CREATE VIRTUAL TABLE seat_search USING fts5(name, content='seat', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER seat_search_add AFTER INSERT ON seat BEGIN INSERT INTO seat_search (rowid, name) VALUES (new.row, new.name); END
--;
CREATE TRIGGER seat_search_drop AFTER DELETE ON seat BEGIN INSERT INTO seat_search (seat_search, rowid, name) VALUES ('delete', old.row, old.name); END
--;
CREATE TRIGGER seat_search_set AFTER UPDATE ON seat WHEN old.name IS NOT new.name BEGIN INSERT INTO seat_search (seat_search, rowid, name) VALUES ('delete', old.row, old.name); INSERT INTO seat_search (rowid, name) VALUES (new.row, new.name); END
--;
CREATE VIRTUAL TABLE duty_search USING fts5(position, content='duty', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER duty_search_add AFTER INSERT ON duty BEGIN INSERT INTO duty_search (rowid, position) VALUES (new.row, new.position); END
--;
CREATE TRIGGER duty_search_drop AFTER DELETE ON duty BEGIN INSERT INTO duty_search (duty_search, rowid, position) VALUES ('delete', old.row, old.position); END
--;
CREATE TRIGGER duty_search_set AFTER UPDATE ON duty WHEN old.position IS NOT new.position BEGIN INSERT INTO duty_search (duty_search, rowid, position) VALUES ('delete', old.row, old.position); INSERT INTO duty_search (rowid, position) VALUES (new.row, new.position); END
--;
CREATE VIRTUAL TABLE document_search USING fts5(name, caption, content='document', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER document_search_add AFTER INSERT ON document BEGIN INSERT INTO document_search (rowid, name, caption) VALUES (new.row, new.name, new.caption); END
--;
CREATE TRIGGER document_search_drop AFTER DELETE ON document BEGIN INSERT INTO document_search (document_search, rowid, name, caption) VALUES ('delete', old.row, old.name, old.caption); END
--;
CREATE TRIGGER document_search_set AFTER UPDATE ON document WHEN old.name IS NOT new.name OR old.caption IS NOT new.caption BEGIN INSERT INTO document_search (document_search, rowid, name, caption) VALUES ('delete', old.row, old.name, old.caption); INSERT INTO document_search (rowid, name, caption) VALUES (new.row, new.name, new.caption); END
--;
CREATE VIRTUAL TABLE person_search USING fts5(name, position, content='person', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER person_search_add AFTER INSERT ON person BEGIN INSERT INTO person_search (rowid, name, position) VALUES (new.row, new.name, new.position); END
--;
CREATE TRIGGER person_search_drop AFTER DELETE ON person BEGIN INSERT INTO person_search (person_search, rowid, name, position) VALUES ('delete', old.row, old.name, old.position); END
--;
CREATE TRIGGER person_search_set AFTER UPDATE ON person WHEN old.name IS NOT new.name OR old.position IS NOT new.position BEGIN INSERT INTO person_search (person_search, rowid, name, position) VALUES ('delete', old.row, old.name, old.position); INSERT INTO person_search (rowid, name, position) VALUES (new.row, new.name, new.position); END
--;
CREATE VIRTUAL TABLE device_search USING fts5(code, name, content='device', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER device_search_add AFTER INSERT ON device BEGIN INSERT INTO device_search (rowid, code, name) VALUES (new.row, new.code, new.name); END
--;
CREATE TRIGGER device_search_drop AFTER DELETE ON device BEGIN INSERT INTO device_search (device_search, rowid, code, name) VALUES ('delete', old.row, old.code, old.name); END
--;
CREATE TRIGGER device_search_set AFTER UPDATE ON device WHEN old.code IS NOT new.code OR old.name IS NOT new.name BEGIN INSERT INTO device_search (device_search, rowid, code, name) VALUES ('delete', old.row, old.code, old.name); INSERT INTO device_search (rowid, code, name) VALUES (new.row, new.code, new.name); END
