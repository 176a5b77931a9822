// Read a warehouse with DuckDB-Wasm, as a page in a browser would: `node read_wasm.cjs FILE`; prints JSON.
const fs = require("fs");
const path = require("path");
const duckdb = require("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");

const dist = path.dirname(require.resolve("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs"));
const bundle = (kind) => ({
  mainModule: path.join(dist, `duckdb-${kind}.wasm`),
  mainWorker: path.join(dist, `duckdb-node-${kind}.worker.cjs`),
});

async function main() {
  const bundles = { mvp: bundle("mvp"), eh: bundle("eh") };
  const db = await duckdb.createDuckDB(bundles, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await db.instantiate(() => {});
  db.registerFileBuffer("w.duckdb", new Uint8Array(fs.readFileSync(process.argv[2])));
  db.open({ path: "w.duckdb", accessMode: duckdb.DuckDBAccessMode.READ_ONLY });
  const con = db.connect();
  const rows = (sql) => con.query(sql).toArray().map((row) => row.toJSON());
  const counts = {};
  for (const { view_name } of rows("SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart'")) {
    counts[view_name] = rows(`SELECT count(*)::INTEGER AS n FROM mart."${view_name}"`)[0].n;
  }
  const [{ letters }] = rows("SELECT sum(length(text))::INTEGER AS letters FROM main.dim_article");
  console.log(JSON.stringify({ version: db.getVersion(), counts, letters }));
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
