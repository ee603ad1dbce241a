// cr-sqlite in WebAssembly: two copies in memory, changes read and applied, no network. node crsqlite.js FOLDER - RECORDS.json
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { records, step, finish } = require("./steps.js");

const file = process.argv[4];
const at = (...parts) => path.join(process.env.PEER_HOME, "node_modules", "@vlcn.io", ...parts);
const COLUMNS = '"table", pk, cid, val, col_version, db_version, site_id, cl, seq';
const SINCE = `SELECT ${COLUMNS} FROM crsql_changes WHERE db_version > `;
const APPLY = `INSERT INTO crsql_changes (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const TABLE = "CREATE TABLE task (id TEXT PRIMARY KEY NOT NULL, title TEXT, status TEXT, priority INT, owner TEXT, due INT)";

async function main() {
  globalThis.self ??= globalThis; // its loader expects a browser's worker
  const { default: load } = await import(pathToFileURL(at("crsqlite-wasm", "dist", "crsqlite.mjs")));
  const sqlite = await import(pathToFileURL(at("wa-sqlite", "src", "sqlite-api.js")));
  const wasmBinary = fs.readFileSync(at("crsqlite-wasm", "dist", "crsqlite.wasm"));
  const engine = sqlite.Factory(await load({ wasmBinary, locateFile: (name) => name }));

  const read = async (db, sql) => {
    const rows = [];
    for await (const statement of engine.statements(db, sql)) {
      while ((await engine.step(statement)) === 100) rows.push(engine.row(statement)); // 100: a row
    }
    return rows;
  };
  const write = async (db, sql, rows) => {
    await read(db, "BEGIN");
    for await (const statement of engine.statements(db, sql)) {
      for (const row of rows) {
        engine.bind_collection(statement, row);
        await engine.step(statement);
        await engine.reset(statement);
      }
    }
    await read(db, "COMMIT");
  };
  const opened = async () => {
    const db = await engine.open_v2(":memory:", 0x6); // read, write, create
    await read(db, TABLE);
    await read(db, "SELECT crsql_as_crr('task')");
    return db;
  };

  const given = records(file);
  const n = given.length;
  const [a, b] = [await opened(), await opened()];
  const rows = given.map((r) => [r.id, r.title, r.status, r.priority, r.owner, r.due]);
  await step("ready", 0, () => {});
  await step("write", n, () => write(a, "INSERT INTO task VALUES (?, ?, ?, ?, ?, ?)", rows));
  let changes = await step("push", n, () => read(a, SINCE + "0"));
  await step("pull", n, () => write(b, APPLY, changes));
  const [[version]] = await read(a, "SELECT max(db_version) FROM crsql_changes");
  const edits = given.map((r) => ["closed", r.id]);
  await step("edit", n, () => write(a, "UPDATE task SET status = ? WHERE id = ?", edits));
  changes = await step("edit push", n, () => read(a, SINCE + version));
  await step("edit pull", n, () => write(b, APPLY, changes));
  await step("no-op", 1, async () => write(b, APPLY, await read(a, SINCE + (Number(version) + 1))));
  const [[held]] = await read(b, "SELECT count(*) FROM task");
  const [[edited]] = await read(b, "SELECT count(*) FROM task WHERE status = 'closed'");
  await finish(Number(held), Number(edited));
  process.exit(0);
}

main();
