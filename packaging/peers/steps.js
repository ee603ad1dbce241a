// What the JavaScript drivers share: a step waits for a line on standard input, is timed, and answers with one of JSON.
"use strict";
const fs = require("node:fs");
const readline = require("node:readline");

const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** The records of this run: id, title, status, priority, owner, due. */
const records = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

const tell = (told) => process.stdout.write(JSON.stringify(told) + "\n");

/** Times `work` once the run asks for it; `prepare` is not timed. */
async function step(name, count, work) {
  if ((await lines.next()).done) process.exit(1);
  const begun = process.hrtime.bigint();
  const gave = await work();
  tell({ step: name, count, seconds: Number(process.hrtime.bigint() - begun) / 1e9 });
  return gave;
}

/** Ends the round with what the second copy holds. */
async function finish(held, edited) {
  if ((await lines.next()).done) process.exit(1);
  tell({ step: "check", held, edited });
}

module.exports = { records, step, finish, tell };
