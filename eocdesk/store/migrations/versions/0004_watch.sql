CREATE TABLE alert (
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
    hazard TEXT,
    state TEXT,
    status TEXT,
    message TEXT,
    urgency TEXT,
    severity TEXT,
    certainty TEXT,
    category TEXT,
    response TEXT,
    headline TEXT,
    description TEXT,
    instruction TEXT,
    sender TEXT,
    identifier TEXT,
    sent BIGINT,
    onset BIGINT,
    ends BIGINT,
    expires BIGINT,
    area TEXT,
    codes TEXT,
    geometry TEXT,
    replaces TEXT,
    retired_by TEXT,
    signature TEXT,
    url TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX alert_identifier ON alert (event, identifier)
--;
CREATE INDEX alert_state ON alert (event, state, ends)
--;
CREATE VIRTUAL TABLE alert_search USING fts5(title, headline, description, instruction, sender, identifier, area, content='alert', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER alert_search_add AFTER INSERT ON alert BEGIN INSERT INTO alert_search (rowid, title, headline, description, instruction, sender, identifier, area) VALUES (new.row, new.title, new.headline, new.description, new.instruction, new.sender, new.identifier, new.area); END
--;
CREATE TRIGGER alert_search_drop AFTER DELETE ON alert BEGIN INSERT INTO alert_search (alert_search, rowid, title, headline, description, instruction, sender, identifier, area) VALUES ('delete', old.row, old.title, old.headline, old.description, old.instruction, old.sender, old.identifier, old.area); END
--;
CREATE TRIGGER alert_search_set AFTER UPDATE ON alert WHEN old.title IS NOT new.title OR old.headline IS NOT new.headline OR old.description IS NOT new.description OR old.instruction IS NOT new.instruction OR old.sender IS NOT new.sender OR old.identifier IS NOT new.identifier OR old.area IS NOT new.area BEGIN INSERT INTO alert_search (alert_search, rowid, title, headline, description, instruction, sender, identifier, area) VALUES ('delete', old.row, old.title, old.headline, old.description, old.instruction, old.sender, old.identifier, old.area); INSERT INTO alert_search (rowid, title, headline, description, instruction, sender, identifier, area) VALUES (new.row, new.title, new.headline, new.description, new.instruction, new.sender, new.identifier, new.area); END
--;
CREATE TABLE observation (
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
    hazard TEXT,
    measure TEXT,
    value FLOAT,
    series TEXT,
    forecast BOOLEAN,
    observed BIGINT,
    starts BIGINT,
    ends BIGINT,
    venue BLOB,
    lat FLOAT,
    lon FLOAT,
    geometry TEXT,
    place TEXT,
    status TEXT,
    contained FLOAT,
    note TEXT,
    url TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX observation_measure ON observation (event, measure, observed)
--;
CREATE INDEX observation_venue ON observation (venue)
--;
CREATE VIRTUAL TABLE observation_search USING fts5(title, place, note, content='observation', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER observation_search_add AFTER INSERT ON observation BEGIN INSERT INTO observation_search (rowid, title, place, note) VALUES (new.row, new.title, new.place, new.note); END
--;
CREATE TRIGGER observation_search_drop AFTER DELETE ON observation BEGIN INSERT INTO observation_search (observation_search, rowid, title, place, note) VALUES ('delete', old.row, old.title, old.place, old.note); END
--;
CREATE TRIGGER observation_search_set AFTER UPDATE ON observation WHEN old.title IS NOT new.title OR old.place IS NOT new.place OR old.note IS NOT new.note BEGIN INSERT INTO observation_search (observation_search, rowid, title, place, note) VALUES ('delete', old.row, old.title, old.place, old.note); INSERT INTO observation_search (rowid, title, place, note) VALUES (new.row, new.title, new.place, new.note); END
--;
CREATE TABLE threshold (
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
    venue BLOB,
    measure TEXT,
    value FLOAT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX threshold_venue ON threshold (event, venue)
--;
CREATE TABLE "plan" (
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
    version TEXT,
    state TEXT,
    hazard TEXT,
    owner TEXT,
    summary TEXT,
    venues TEXT,
    reviewed BIGINT,
    replaces BLOB,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX plan_event ON "plan" (event, state)
--;
CREATE VIRTUAL TABLE plan_search USING fts5(name, owner, summary, note, content='plan', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER plan_search_add AFTER INSERT ON plan BEGIN INSERT INTO plan_search (rowid, name, owner, summary, note) VALUES (new.row, new.name, new.owner, new.summary, new.note); END
--;
CREATE TRIGGER plan_search_drop AFTER DELETE ON plan BEGIN INSERT INTO plan_search (plan_search, rowid, name, owner, summary, note) VALUES ('delete', old.row, old.name, old.owner, old.summary, old.note); END
--;
CREATE TRIGGER plan_search_set AFTER UPDATE ON plan WHEN old.name IS NOT new.name OR old.owner IS NOT new.owner OR old.summary IS NOT new.summary OR old.note IS NOT new.note BEGIN INSERT INTO plan_search (plan_search, rowid, name, owner, summary, note) VALUES ('delete', old.row, old.name, old.owner, old.summary, old.note); INSERT INTO plan_search (rowid, name, owner, summary, note) VALUES (new.row, new.name, new.owner, new.summary, new.note); END
--;
CREATE TABLE "trigger" (
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
    "plan" BLOB,
    kind TEXT,
    measure TEXT,
    value FLOAT,
    distance FLOAT,
    hazard TEXT,
    severity TEXT,
    level TEXT,
    words TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX trigger_plan ON "trigger" ("plan")
--;
CREATE TABLE action (
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
    "plan" BLOB,
    phase TEXT,
    place BIGINT,
    kind TEXT,
    text TEXT,
    position TEXT,
    partner BLOB,
    minutes BIGINT,
    points TEXT,
    resource TEXT,
    quantity BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX action_plan ON action ("plan")
--;
CREATE TABLE activation (
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
    "plan" BLOB,
    state TEXT,
    version TEXT,
    rehearsal BOOLEAN,
    reason TEXT,
    started BIGINT,
    started_by TEXT,
    ended BIGINT,
    ended_by TEXT,
    outcome TEXT,
    until BIGINT,
    crossed TEXT,
    tasks TEXT,
    entries TEXT,
    venues TEXT,
    incident BLOB,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX activation_plan ON activation (event, "plan", started)
--;
CREATE TABLE resource (
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
    name TEXT,
    category TEXT,
    kind TEXT,
    type TEXT,
    quantity BIGINT,
    capacity TEXT,
    agency BLOB,
    nation TEXT,
    languages TEXT,
    credentials TEXT,
    valid_until TEXT,
    liaison BLOB,
    status TEXT,
    venue BLOB,
    place TEXT,
    lat FLOAT,
    lon FLOAT,
    offer BLOB,
    assigned_to TEXT,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX resource_status ON resource (event, status)
--;
CREATE VIRTUAL TABLE resource_search USING fts5(number, name, category, capacity, nation, languages, credentials, place, assigned_to, note, content='resource', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER resource_search_add AFTER INSERT ON resource BEGIN INSERT INTO resource_search (rowid, number, name, category, capacity, nation, languages, credentials, place, assigned_to, note) VALUES (new.row, new.number, new.name, new.category, new.capacity, new.nation, new.languages, new.credentials, new.place, new.assigned_to, new.note); END
--;
CREATE TRIGGER resource_search_drop AFTER DELETE ON resource BEGIN INSERT INTO resource_search (resource_search, rowid, number, name, category, capacity, nation, languages, credentials, place, assigned_to, note) VALUES ('delete', old.row, old.number, old.name, old.category, old.capacity, old.nation, old.languages, old.credentials, old.place, old.assigned_to, old.note); END
--;
CREATE TRIGGER resource_search_set AFTER UPDATE ON resource WHEN old.number IS NOT new.number OR old.name IS NOT new.name OR old.category IS NOT new.category OR old.capacity IS NOT new.capacity OR old.nation IS NOT new.nation OR old.languages IS NOT new.languages OR old.credentials IS NOT new.credentials OR old.place IS NOT new.place OR old.assigned_to IS NOT new.assigned_to OR old.note IS NOT new.note BEGIN INSERT INTO resource_search (resource_search, rowid, number, name, category, capacity, nation, languages, credentials, place, assigned_to, note) VALUES ('delete', old.row, old.number, old.name, old.category, old.capacity, old.nation, old.languages, old.credentials, old.place, old.assigned_to, old.note); INSERT INTO resource_search (rowid, number, name, category, capacity, nation, languages, credentials, place, assigned_to, note) VALUES (new.row, new.number, new.name, new.category, new.capacity, new.nation, new.languages, new.credentials, new.place, new.assigned_to, new.note); END
--;
CREATE TABLE request (
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
    state TEXT,
    priority TEXT,
    level TEXT,
    mission TEXT,
    category TEXT,
    kind TEXT,
    type TEXT,
    quantity BIGINT,
    detail TEXT,
    substitutes TEXT,
    languages TEXT,
    needed BIGINT,
    eta BIGINT,
    venue BLOB,
    place TEXT,
    incident BLOB,
    activation BLOB,
    asked BIGINT,
    asked_by TEXT,
    asked_as TEXT,
    approvals TEXT,
    supplier TEXT,
    cost FLOAT,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX request_incident ON request (incident)
--;
CREATE INDEX request_state ON request (event, state, priority, asked)
--;
CREATE VIRTUAL TABLE request_search USING fts5(number, title, mission, category, detail, place, asked_by, supplier, note, content='request', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER request_search_add AFTER INSERT ON request BEGIN INSERT INTO request_search (rowid, number, title, mission, category, detail, place, asked_by, supplier, note) VALUES (new.row, new.number, new.title, new.mission, new.category, new.detail, new.place, new.asked_by, new.supplier, new.note); END
--;
CREATE TRIGGER request_search_drop AFTER DELETE ON request BEGIN INSERT INTO request_search (request_search, rowid, number, title, mission, category, detail, place, asked_by, supplier, note) VALUES ('delete', old.row, old.number, old.title, old.mission, old.category, old.detail, old.place, old.asked_by, old.supplier, old.note); END
--;
CREATE TRIGGER request_search_set AFTER UPDATE ON request WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.mission IS NOT new.mission OR old.category IS NOT new.category OR old.detail IS NOT new.detail OR old.place IS NOT new.place OR old.asked_by IS NOT new.asked_by OR old.supplier IS NOT new.supplier OR old.note IS NOT new.note BEGIN INSERT INTO request_search (request_search, rowid, number, title, mission, category, detail, place, asked_by, supplier, note) VALUES ('delete', old.row, old.number, old.title, old.mission, old.category, old.detail, old.place, old.asked_by, old.supplier, old.note); INSERT INTO request_search (rowid, number, title, mission, category, detail, place, asked_by, supplier, note) VALUES (new.row, new.number, new.title, new.mission, new.category, new.detail, new.place, new.asked_by, new.supplier, new.note); END
--;
CREATE TABLE offer (
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
    state TEXT,
    agency BLOB,
    nation TEXT,
    category TEXT,
    kind TEXT,
    type TEXT,
    quantity BIGINT,
    capacity TEXT,
    languages TEXT,
    conditions TEXT,
    starts BIGINT,
    ends BIGINT,
    contact BLOB,
    offered BIGINT,
    note TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX offer_state ON offer (event, state)
--;
CREATE VIRTUAL TABLE offer_search USING fts5(number, title, nation, category, capacity, languages, conditions, note, content='offer', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER offer_search_add AFTER INSERT ON offer BEGIN INSERT INTO offer_search (rowid, number, title, nation, category, capacity, languages, conditions, note) VALUES (new.row, new.number, new.title, new.nation, new.category, new.capacity, new.languages, new.conditions, new.note); END
--;
CREATE TRIGGER offer_search_drop AFTER DELETE ON offer BEGIN INSERT INTO offer_search (offer_search, rowid, number, title, nation, category, capacity, languages, conditions, note) VALUES ('delete', old.row, old.number, old.title, old.nation, old.category, old.capacity, old.languages, old.conditions, old.note); END
--;
CREATE TRIGGER offer_search_set AFTER UPDATE ON offer WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.nation IS NOT new.nation OR old.category IS NOT new.category OR old.capacity IS NOT new.capacity OR old.languages IS NOT new.languages OR old.conditions IS NOT new.conditions OR old.note IS NOT new.note BEGIN INSERT INTO offer_search (offer_search, rowid, number, title, nation, category, capacity, languages, conditions, note) VALUES ('delete', old.row, old.number, old.title, old.nation, old.category, old.capacity, old.languages, old.conditions, old.note); INSERT INTO offer_search (rowid, number, title, nation, category, capacity, languages, conditions, note) VALUES (new.row, new.number, new.title, new.nation, new.category, new.capacity, new.languages, new.conditions, new.note); END
--;
CREATE TABLE fill (
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
    request BLOB,
    offer BLOB,
    resource BLOB,
    words TEXT,
    quantity BIGINT,
    state TEXT,
    eta BIGINT,
    arrived BIGINT,
    checked_in_at TEXT,
    released BIGINT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX fill_request ON fill (request)
--;
CREATE TABLE report (
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
    title TEXT,
    text TEXT,
    state TEXT,
    happened BIGINT,
    reported BIGINT,
    told_by TEXT,
    reliability TEXT,
    credibility INTEGER,
    venue BLOB,
    session BLOB,
    incident BLOB,
    place TEXT,
    lat FLOAT,
    lon FLOAT,
    predicate TEXT,
    identifying TEXT,
    review TEXT,
    purge TEXT,
    purged BIGINT,
    threat BLOB,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX report_state ON report (event, state, reported)
--;
CREATE VIRTUAL TABLE report_search USING fts5(number, title, text, told_by, place, content='report', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER report_search_add AFTER INSERT ON report BEGIN INSERT INTO report_search (rowid, number, title, text, told_by, place) VALUES (new.row, new.number, new.title, new.text, new.told_by, new.place); END
--;
CREATE TRIGGER report_search_drop AFTER DELETE ON report BEGIN INSERT INTO report_search (report_search, rowid, number, title, text, told_by, place) VALUES ('delete', old.row, old.number, old.title, old.text, old.told_by, old.place); END
--;
CREATE TRIGGER report_search_set AFTER UPDATE ON report WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.text IS NOT new.text OR old.told_by IS NOT new.told_by OR old.place IS NOT new.place BEGIN INSERT INTO report_search (report_search, rowid, number, title, text, told_by, place) VALUES ('delete', old.row, old.number, old.title, old.text, old.told_by, old.place); INSERT INTO report_search (rowid, number, title, text, told_by, place) VALUES (new.row, new.number, new.title, new.text, new.told_by, new.place); END
--;
CREATE TABLE threat (
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
    nature TEXT,
    state TEXT,
    level TEXT,
    likelihood TEXT,
    confidence TEXT,
    summary TEXT,
    venues TEXT,
    sessions TEXT,
    lead BLOB,
    assessed BIGINT,
    assessed_by TEXT,
    lat FLOAT,
    lon FLOAT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX threat_state ON threat (event, state)
--;
CREATE VIRTUAL TABLE threat_search USING fts5(number, title, summary, source_key, content='threat', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER threat_search_add AFTER INSERT ON threat BEGIN INSERT INTO threat_search (rowid, number, title, summary, source_key) VALUES (new.row, new.number, new.title, new.summary, new.source_key); END
--;
CREATE TRIGGER threat_search_drop AFTER DELETE ON threat BEGIN INSERT INTO threat_search (threat_search, rowid, number, title, summary, source_key) VALUES ('delete', old.row, old.number, old.title, old.summary, old.source_key); END
--;
CREATE TRIGGER threat_search_set AFTER UPDATE ON threat WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.summary IS NOT new.summary OR old.source_key IS NOT new.source_key BEGIN INSERT INTO threat_search (threat_search, rowid, number, title, summary, source_key) VALUES ('delete', old.row, old.number, old.title, old.summary, old.source_key); INSERT INTO threat_search (rowid, number, title, summary, source_key) VALUES (new.row, new.number, new.title, new.summary, new.source_key); END
--;
CREATE TABLE product (
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
    title TEXT,
    version BIGINT,
    text TEXT,
    state TEXT,
    threat BLOB,
    document BLOB,
    replaces BLOB,
    sent BIGINT,
    sent_by TEXT,
    due BIGINT,
    recalled BIGINT,
    reason TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX product_state ON product (event, state)
--;
CREATE VIRTUAL TABLE product_search USING fts5(number, title, text, reason, source_key, content='product', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER product_search_add AFTER INSERT ON product BEGIN INSERT INTO product_search (rowid, number, title, text, reason, source_key) VALUES (new.row, new.number, new.title, new.text, new.reason, new.source_key); END
--;
CREATE TRIGGER product_search_drop AFTER DELETE ON product BEGIN INSERT INTO product_search (product_search, rowid, number, title, text, reason, source_key) VALUES ('delete', old.row, old.number, old.title, old.text, old.reason, old.source_key); END
--;
CREATE TRIGGER product_search_set AFTER UPDATE ON product WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.text IS NOT new.text OR old.reason IS NOT new.reason OR old.source_key IS NOT new.source_key BEGIN INSERT INTO product_search (product_search, rowid, number, title, text, reason, source_key) VALUES ('delete', old.row, old.number, old.title, old.text, old.reason, old.source_key); INSERT INTO product_search (rowid, number, title, text, reason, source_key) VALUES (new.row, new.number, new.title, new.text, new.reason, new.source_key); END
--;
CREATE TABLE dissemination (
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
    product BLOB,
    agency BLOB,
    sent BIGINT,
    way TEXT,
    acknowledged BIGINT,
    acknowledged_by TEXT,
    chased BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX dissemination_product ON dissemination (product)
--;
CREATE TABLE inquiry (
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
    question TEXT,
    agency BLOB,
    threat BLOB,
    asked BIGINT,
    asked_by TEXT,
    due BIGINT,
    answer TEXT,
    answered BIGINT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX inquiry_event ON inquiry (event, answered, due)
--;
CREATE VIRTUAL TABLE inquiry_search USING fts5(number, question, answer, content='inquiry', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER inquiry_search_add AFTER INSERT ON inquiry BEGIN INSERT INTO inquiry_search (rowid, number, question, answer) VALUES (new.row, new.number, new.question, new.answer); END
--;
CREATE TRIGGER inquiry_search_drop AFTER DELETE ON inquiry BEGIN INSERT INTO inquiry_search (inquiry_search, rowid, number, question, answer) VALUES ('delete', old.row, old.number, old.question, old.answer); END
--;
CREATE TRIGGER inquiry_search_set AFTER UPDATE ON inquiry WHEN old.number IS NOT new.number OR old.question IS NOT new.question OR old.answer IS NOT new.answer BEGIN INSERT INTO inquiry_search (inquiry_search, rowid, number, question, answer) VALUES ('delete', old.row, old.number, old.question, old.answer); INSERT INTO inquiry_search (rowid, number, question, answer) VALUES (new.row, new.number, new.question, new.answer); END
--;
CREATE TABLE indicator (
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
    kind TEXT,
    value TEXT,
    name TEXT,
    pattern TEXT,
    note TEXT,
    vendor TEXT,
    product TEXT,
    due TEXT,
    ransomware BOOLEAN,
    starts BIGINT,
    ends BIGINT,
    revoked BOOLEAN,
    confidence BIGINT,
    threat BLOB,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX indicator_kind ON indicator (event, kind, value)
--;
CREATE VIRTUAL TABLE indicator_search USING fts5(value, name, note, vendor, product, source_key, content='indicator', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER indicator_search_add AFTER INSERT ON indicator BEGIN INSERT INTO indicator_search (rowid, value, name, note, vendor, product, source_key) VALUES (new.row, new.value, new.name, new.note, new.vendor, new.product, new.source_key); END
--;
CREATE TRIGGER indicator_search_drop AFTER DELETE ON indicator BEGIN INSERT INTO indicator_search (indicator_search, rowid, value, name, note, vendor, product, source_key) VALUES ('delete', old.row, old.value, old.name, old.note, old.vendor, old.product, old.source_key); END
--;
CREATE TRIGGER indicator_search_set AFTER UPDATE ON indicator WHEN old.value IS NOT new.value OR old.name IS NOT new.name OR old.note IS NOT new.note OR old.vendor IS NOT new.vendor OR old.product IS NOT new.product OR old.source_key IS NOT new.source_key BEGIN INSERT INTO indicator_search (indicator_search, rowid, value, name, note, vendor, product, source_key) VALUES ('delete', old.row, old.value, old.name, old.note, old.vendor, old.product, old.source_key); INSERT INTO indicator_search (rowid, value, name, note, vendor, product, source_key) VALUES (new.row, new.value, new.name, new.note, new.vendor, new.product, new.source_key); END
--;
CREATE TABLE system (
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
    vendor TEXT,
    product TEXT,
    version TEXT,
    use TEXT,
    agency BLOB,
    venue BLOB,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX system_event ON system (event)
--;
CREATE VIRTUAL TABLE system_search USING fts5(name, vendor, product, use, note, content='system', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER system_search_add AFTER INSERT ON system BEGIN INSERT INTO system_search (rowid, name, vendor, product, use, note) VALUES (new.row, new.name, new.vendor, new.product, new.use, new.note); END
--;
CREATE TRIGGER system_search_drop AFTER DELETE ON system BEGIN INSERT INTO system_search (system_search, rowid, name, vendor, product, use, note) VALUES ('delete', old.row, old.name, old.vendor, old.product, old.use, old.note); END
--;
CREATE TRIGGER system_search_set AFTER UPDATE ON system WHEN old.name IS NOT new.name OR old.vendor IS NOT new.vendor OR old.product IS NOT new.product OR old.use IS NOT new.use OR old.note IS NOT new.note BEGIN INSERT INTO system_search (system_search, rowid, name, vendor, product, use, note) VALUES ('delete', old.row, old.name, old.vendor, old.product, old.use, old.note); INSERT INTO system_search (rowid, name, vendor, product, use, note) VALUES (new.row, new.name, new.vendor, new.product, new.use, new.note); END
--;
CREATE TABLE committee (
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
    purpose TEXT,
    chair BLOB,
    members TEXT,
    agencies TEXT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE VIRTUAL TABLE committee_search USING fts5(name, purpose, note, content='committee', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER committee_search_add AFTER INSERT ON committee BEGIN INSERT INTO committee_search (rowid, name, purpose, note) VALUES (new.row, new.name, new.purpose, new.note); END
--;
CREATE TRIGGER committee_search_drop AFTER DELETE ON committee BEGIN INSERT INTO committee_search (committee_search, rowid, name, purpose, note) VALUES ('delete', old.row, old.name, old.purpose, old.note); END
--;
CREATE TRIGGER committee_search_set AFTER UPDATE ON committee WHEN old.name IS NOT new.name OR old.purpose IS NOT new.purpose OR old.note IS NOT new.note BEGIN INSERT INTO committee_search (committee_search, rowid, name, purpose, note) VALUES ('delete', old.row, old.name, old.purpose, old.note); INSERT INTO committee_search (rowid, name, purpose, note) VALUES (new.row, new.name, new.purpose, new.note); END
--;
CREATE TABLE capability (
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
    area TEXT,
    goal TEXT,
    present BIGINT,
    target BIGINT,
    owner TEXT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX capability_event ON capability (event)
--;
CREATE VIRTUAL TABLE capability_search USING fts5(name, goal, owner, note, content='capability', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER capability_search_add AFTER INSERT ON capability BEGIN INSERT INTO capability_search (rowid, name, goal, owner, note) VALUES (new.row, new.name, new.goal, new.owner, new.note); END
--;
CREATE TRIGGER capability_search_drop AFTER DELETE ON capability BEGIN INSERT INTO capability_search (capability_search, rowid, name, goal, owner, note) VALUES ('delete', old.row, old.name, old.goal, old.owner, old.note); END
--;
CREATE TRIGGER capability_search_set AFTER UPDATE ON capability WHEN old.name IS NOT new.name OR old.goal IS NOT new.goal OR old.owner IS NOT new.owner OR old.note IS NOT new.note BEGIN INSERT INTO capability_search (capability_search, rowid, name, goal, owner, note) VALUES ('delete', old.row, old.name, old.goal, old.owner, old.note); INSERT INTO capability_search (rowid, name, goal, owner, note) VALUES (new.row, new.name, new.goal, new.owner, new.note); END
--;
CREATE TABLE gap (
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
    text TEXT,
    state TEXT,
    weight TEXT,
    goal TEXT,
    capability BLOB,
    committee BLOB,
    incident BLOB,
    entry BLOB,
    engagement BLOB,
    found BIGINT,
    found_by TEXT,
    carried_from TEXT,
    closed BIGINT,
    outcome TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX gap_state ON gap (event, state)
--;
CREATE VIRTUAL TABLE gap_search USING fts5(number, title, text, goal, carried_from, outcome, content='gap', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER gap_search_add AFTER INSERT ON gap BEGIN INSERT INTO gap_search (rowid, number, title, text, goal, carried_from, outcome) VALUES (new.row, new.number, new.title, new.text, new.goal, new.carried_from, new.outcome); END
--;
CREATE TRIGGER gap_search_drop AFTER DELETE ON gap BEGIN INSERT INTO gap_search (gap_search, rowid, number, title, text, goal, carried_from, outcome) VALUES ('delete', old.row, old.number, old.title, old.text, old.goal, old.carried_from, old.outcome); END
--;
CREATE TRIGGER gap_search_set AFTER UPDATE ON gap WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.text IS NOT new.text OR old.goal IS NOT new.goal OR old.carried_from IS NOT new.carried_from OR old.outcome IS NOT new.outcome BEGIN INSERT INTO gap_search (gap_search, rowid, number, title, text, goal, carried_from, outcome) VALUES ('delete', old.row, old.number, old.title, old.text, old.goal, old.carried_from, old.outcome); INSERT INTO gap_search (rowid, number, title, text, goal, carried_from, outcome) VALUES (new.row, new.number, new.title, new.text, new.goal, new.carried_from, new.outcome); END
--;
CREATE TABLE recommendation (
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
    text TEXT,
    gap BLOB,
    state TEXT,
    owner TEXT,
    agency BLOB,
    due BIGINT,
    resources TEXT,
    progress BIGINT,
    done BIGINT,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX recommendation_due ON recommendation (event, state, due)
--;
CREATE INDEX recommendation_gap ON recommendation (gap)
--;
CREATE VIRTUAL TABLE recommendation_search USING fts5(number, title, text, owner, note, content='recommendation', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER recommendation_search_add AFTER INSERT ON recommendation BEGIN INSERT INTO recommendation_search (rowid, number, title, text, owner, note) VALUES (new.row, new.number, new.title, new.text, new.owner, new.note); END
--;
CREATE TRIGGER recommendation_search_drop AFTER DELETE ON recommendation BEGIN INSERT INTO recommendation_search (recommendation_search, rowid, number, title, text, owner, note) VALUES ('delete', old.row, old.number, old.title, old.text, old.owner, old.note); END
--;
CREATE TRIGGER recommendation_search_set AFTER UPDATE ON recommendation WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.text IS NOT new.text OR old.owner IS NOT new.owner OR old.note IS NOT new.note BEGIN INSERT INTO recommendation_search (recommendation_search, rowid, number, title, text, owner, note) VALUES ('delete', old.row, old.number, old.title, old.text, old.owner, old.note); INSERT INTO recommendation_search (rowid, number, title, text, owner, note) VALUES (new.row, new.number, new.title, new.text, new.owner, new.note); END
--;
CREATE TABLE evidence (
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
    gap BLOB,
    recommendation BLOB,
    entry BLOB,
    incident BLOB,
    engagement BLOB,
    document BLOB,
    words TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX evidence_gap ON evidence (gap)
--;
CREATE INDEX evidence_recommendation ON evidence (recommendation)
--;
CREATE TABLE agreement (
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
    partners TEXT,
    scope_words TEXT,
    signed TEXT,
    expires TEXT,
    document BLOB,
    note TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX agreement_expires ON agreement (event, expires)
--;
CREATE VIRTUAL TABLE agreement_search USING fts5(name, scope_words, note, content='agreement', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER agreement_search_add AFTER INSERT ON agreement BEGIN INSERT INTO agreement_search (rowid, name, scope_words, note) VALUES (new.row, new.name, new.scope_words, new.note); END
--;
CREATE TRIGGER agreement_search_drop AFTER DELETE ON agreement BEGIN INSERT INTO agreement_search (agreement_search, rowid, name, scope_words, note) VALUES ('delete', old.row, old.name, old.scope_words, old.note); END
--;
CREATE TRIGGER agreement_search_set AFTER UPDATE ON agreement WHEN old.name IS NOT new.name OR old.scope_words IS NOT new.scope_words OR old.note IS NOT new.note BEGIN INSERT INTO agreement_search (agreement_search, rowid, name, scope_words, note) VALUES ('delete', old.row, old.name, old.scope_words, old.note); INSERT INTO agreement_search (rowid, name, scope_words, note) VALUES (new.row, new.name, new.scope_words, new.note); END
--;
CREATE TABLE engagement (
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
    starts BIGINT,
    ends BIGINT,
    place TEXT,
    partners TEXT,
    people TEXT,
    committee BLOB,
    shared TEXT,
    products TEXT,
    minutes TEXT,
    source TEXT,
    source_key TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX engagement_starts ON engagement (event, starts)
--;
CREATE VIRTUAL TABLE engagement_search USING fts5(title, place, shared, minutes, content='engagement', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER engagement_search_add AFTER INSERT ON engagement BEGIN INSERT INTO engagement_search (rowid, title, place, shared, minutes) VALUES (new.row, new.title, new.place, new.shared, new.minutes); END
--;
CREATE TRIGGER engagement_search_drop AFTER DELETE ON engagement BEGIN INSERT INTO engagement_search (engagement_search, rowid, title, place, shared, minutes) VALUES ('delete', old.row, old.title, old.place, old.shared, old.minutes); END
--;
CREATE TRIGGER engagement_search_set AFTER UPDATE ON engagement WHEN old.title IS NOT new.title OR old.place IS NOT new.place OR old.shared IS NOT new.shared OR old.minutes IS NOT new.minutes BEGIN INSERT INTO engagement_search (engagement_search, rowid, title, place, shared, minutes) VALUES ('delete', old.row, old.title, old.place, old.shared, old.minutes); INSERT INTO engagement_search (rowid, title, place, shared, minutes) VALUES (new.row, new.title, new.place, new.shared, new.minutes); END
--;
CREATE TABLE lesson (
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
    observed TEXT,
    observed_at TEXT,
    taken TEXT,
    adoption TEXT,
    reason TEXT,
    decided BIGINT,
    decided_by TEXT,
    agency BLOB,
    engagement BLOB,
    gap BLOB,
    owner TEXT,
    PRIMARY KEY ("row"),
    UNIQUE (id)
)
--;
CREATE INDEX lesson_adoption ON lesson (event, adoption)
--;
CREATE VIRTUAL TABLE lesson_search USING fts5(number, title, observed, observed_at, taken, reason, owner, content='lesson', content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3')
--;
CREATE TRIGGER lesson_search_add AFTER INSERT ON lesson BEGIN INSERT INTO lesson_search (rowid, number, title, observed, observed_at, taken, reason, owner) VALUES (new.row, new.number, new.title, new.observed, new.observed_at, new.taken, new.reason, new.owner); END
--;
CREATE TRIGGER lesson_search_drop AFTER DELETE ON lesson BEGIN INSERT INTO lesson_search (lesson_search, rowid, number, title, observed, observed_at, taken, reason, owner) VALUES ('delete', old.row, old.number, old.title, old.observed, old.observed_at, old.taken, old.reason, old.owner); END
--;
CREATE TRIGGER lesson_search_set AFTER UPDATE ON lesson WHEN old.number IS NOT new.number OR old.title IS NOT new.title OR old.observed IS NOT new.observed OR old.observed_at IS NOT new.observed_at OR old.taken IS NOT new.taken OR old.reason IS NOT new.reason OR old.owner IS NOT new.owner BEGIN INSERT INTO lesson_search (lesson_search, rowid, number, title, observed, observed_at, taken, reason, owner) VALUES ('delete', old.row, old.number, old.title, old.observed, old.observed_at, old.taken, old.reason, old.owner); INSERT INTO lesson_search (rowid, number, title, observed, observed_at, taken, reason, owner) VALUES (new.row, new.number, new.title, new.observed, new.observed_at, new.taken, new.reason, new.owner); END
