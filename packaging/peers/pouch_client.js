// PouchDB over leveldb, two copies that meet through a server. node pouch_client.js FOLDER URL RECORDS.json
"use strict";
const path = require("node:path");
const { createRequire } = require("node:module");
const { records, step, finish } = require("./steps.js");

const [folder, url, file] = process.argv.slice(2);
const PouchDB = createRequire(path.join(process.env.PEER_HOME, "package.json"))("pouchdb");
const AT_ONCE = 1000;
const BATCHES = { batch_size: AT_ONCE, batches_limit: 4 };

async function main() {
  const docs = records(file).map(({ id, ...fields }) => ({ _id: id, ...fields }));
  const a = new PouchDB(path.join(folder, "a"));
  const b = new PouchDB(path.join(folder, "b"));
  const server = url + "/eoc";
  const write = async () => {
    const told = [];
    for (let at = 0; at < docs.length; at += AT_ONCE) told.push(...(await a.bulkDocs(docs.slice(at, at + AT_ONCE))));
    docs.forEach((doc, at) => (doc._rev = told[at].rev));
  };
  const push = () => a.replicate.to(server, BATCHES);
  const pull = () => b.replicate.from(server, BATCHES);
  await step("ready", 0, () => {});
  await step("write", docs.length, write);
  await step("push", docs.length, push);
  await step("pull", docs.length, pull);
  docs.forEach((doc) => (doc.status = "closed"));
  await step("edit", docs.length, write);
  await step("edit push", docs.length, push);
  await step("edit pull", docs.length, pull);
  await step("no-op", 1, pull);
  const held = (await b.allDocs({ include_docs: true })).rows.filter((row) => row.doc.title !== undefined);
  await finish(held.length, held.filter((row) => row.doc.status === "closed").length);
  process.exit(0);
}

main();
