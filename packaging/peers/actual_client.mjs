// Actual: two budgets that meet through its sync server. node actual_client.mjs FOLDER URL RECORDS.json
// A copy is a process of its own (its API holds one budget); this one starts both and passes the steps on.
import { fork } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const [folder, url, file, role] = process.argv.slice(2);
const WORD = "bench-word";
const DAY = "2028-07-14";
// What the program says while it works goes to standard error; standard output is the steps'.
for (const name of ["log", "info", "debug", "warn"]) console[name] = (...words) => console.error(...words);

async function copy() {
  const installed = createRequire(path.join(process.env.PEER_HOME, "package.json"));
  const api = await import(pathToFileURL(installed.resolve("@actual-app/api")));
  const reach = globalThis.fetch;
  const cut = () => Promise.reject(new TypeError("cut off on purpose"));
  const dataDir = path.join(folder, role);
  fs.mkdirSync(dataDir);
  await api.init({ dataDir, serverURL: url, password: WORD });
  let account, rows;
  const calls = {
    async make() {
      await api.runImport("bench", () => api.createAccount({ name: "gates", offbudget: true }, 0));
      [{ id: account }] = await api.getAccounts();
      await api.sync();
      return (await api.getBudgets()).find((budget) => budget.groupId).groupId;
    },
    async join(group) {
      await api.downloadBudget(group);
      [{ id: account }] = await api.getAccounts();
    },
    // It sends by itself while one writes; cut off meanwhile, it sends when it is asked to.
    async write(count) {
      const given = JSON.parse(fs.readFileSync(file, "utf8")).slice(0, count);
      rows = given.map((r) => ({ date: DAY, amount: r.due % 1e9, payee_name: r.owner, notes: r.title }));
      globalThis.fetch = cut;
      await api.addTransactions(account, rows, { learnCategories: false, runTransfers: false });
    },
    async edit() {
      const held = await api.getTransactions(account, DAY, DAY);
      globalThis.fetch = cut;
      await api.batchBudgetUpdates(async () => {
        for (const { id } of held) await api.updateTransaction(id, { notes: "closed" });
      });
    },
    async meet() {
      globalThis.fetch = reach;
      await api.sync();
    },
    async held() {
      const all = await api.getTransactions(account, DAY, DAY);
      return { held: all.length, edited: all.filter((one) => one.notes === "closed").length };
    },
  };
  process.on("message", async ([name, ...given]) => {
    try {
      process.send({ gave: await calls[name](...given) });
    } catch (error) {
      process.send({ failed: String(error?.stack ?? error?.message ?? JSON.stringify(error)) });
    }
  });
  process.on("disconnect", () => process.exit(0));
  process.send({ gave: "ready" });
}

function started(name) {
  const child = fork(fileURLToPath(import.meta.url), [folder, url, file, name], { stdio: ["ignore", 2, 2, "ipc"] });
  const answer = () =>
    new Promise((resolve, reject) => {
      child.once("message", ({ gave, failed }) => (failed ? reject(new Error(failed)) : resolve(gave)));
      child.once("exit", () => reject(new Error(`copy ${name} ended`)));
    });
  return { ready: answer(), call: (...asked) => (child.send(asked), answer()) };
}

async function round() {
  const { records, step, finish } = require("./steps.js");
  const count = records(file).length;
  const a = started("a");
  await a.ready;
  const group = await a.call("make");
  const b = started("b");
  await b.ready;
  await b.call("join", group);
  await step("ready", 0, () => {});
  await step("write", count, () => a.call("write", count));
  await step("push", count, () => a.call("meet"));
  await step("pull", count, () => b.call("meet"));
  await step("edit", count, () => a.call("edit"));
  await step("edit push", count, () => a.call("meet"));
  await step("edit pull", count, () => b.call("meet"));
  await step("no-op", 1, () => b.call("meet"));
  const { held, edited } = await b.call("held");
  await finish(held, edited);
  process.exit(0);
}

await (role ? copy() : round());
