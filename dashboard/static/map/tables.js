// Rows of layers, which come as binary columns under a name that says what they hold, and are kept by that name.

const MOST_KEPT = 96;
const kept = new Map();

/** A value of an Arrow column as deck.gl takes it: lists as arrays, whole numbers as numbers. */
function plain(value) {
  if (typeof value === "bigint") return Number(value);
  if (value && typeof value === "object" && typeof value.toArray === "function") return Array.from(value, plain);
  return value;
}

function rowsOf(table) {
  const columns = table.schema.fields.map(({ name }) => [name, table.getChild(name)]);
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(columns.map(([name, column]) => [name, plain(column.get(row))])));
}

/** Keep the tables that came with the page's data; the oldest go when there are many. */
function keep(data) {
  for (const [name, table] of Object.entries(data)) {
    if (!name.includes("@") || !table?.schema || kept.has(name)) continue;
    kept.set(name, rowsOf(table));
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }
}

/**
 * Data whose layers hold their rows, or the names of tables that this browser lacks.
 * @param {object} data as the page sends it: `areas`, `marks`, and tables by name.
 * @returns {{data: object, lacking: string[]}}
 */
export function withRows(data) {
  keep(data);
  const lacking = [];
  const filled = (layers) => layers.map((one) => {
    const name = one.data?.table;
    if (name === undefined) return one;
    if (!kept.has(name)) lacking.push(name);
    return { ...one, data: kept.get(name) ?? [], version: name };
  });
  return { data: { ...data, areas: filled(data.areas), marks: filled(data.marks) }, lacking };
}
