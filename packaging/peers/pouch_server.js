// express-pouchdb over leveldb: the server of the PouchDB rounds. node pouch_server.js FOLDER PORT
"use strict";
const path = require("node:path");
const { createRequire } = require("node:module");

const [folder, port] = process.argv.slice(2);
const installed = createRequire(path.join(process.env.PEER_HOME, "package.json"));
const PouchDB = installed("pouchdb").defaults({ prefix: path.join(folder, "server-") });
const app = installed("express")();
const options = {
  mode: "minimumForPouchDB",
  logPath: path.join(folder, "log.txt"),
  configPath: path.join(folder, "config.json"),
};
app.use("/", installed("express-pouchdb")(PouchDB, options));
app.listen(Number(port), "127.0.0.1");
