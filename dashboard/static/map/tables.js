// Rows of layers, which come as binary columns under names that say what they hold, and are kept by these names.

const MOST_KEPT = 480;
const MOST_ROWS_KEPT = 96;
const columns = new Map();
const rows = new Map();

/** A value of an Arrow column as deck.gl takes it: lists as arrays, whole numbers as numbers. */
function plain(value) {
  if (typeof value === "bigint") return Number(value);
  if (value && typeof value === "object" && typeof value.toArray === "function") return Array.from(value, plain);
  return value;
}

/** The name of a table's one column, and its values; a whole number of 64 bits without a sign is an H3 cell. */
function columnOf(table) {
  const [{ name, type }] = table.schema.fields;
  const column = table.getChild(name);
  const value = String(type) === "Uint64" ? (cell) => cell.toString(16) : plain;
  return { name, values: Array.from({ length: table.numRows }, (_, row) => value(column.get(row))) };
}

/** Keep a thing under a name; the oldest goes when there are many. */
function put(kept, name, value, most) {
  kept.set(name, value);
  if (kept.size > most) kept.delete(kept.keys().next().value);
}

/** The rows of some columns; the same ones for the same names, so that deck.gl keeps its buffers. */
function rowsOf(names, version) {
  if (!rows.has(version)) {
    const told = names.map((name) => columns.get(name));
    const made = Array.from(told[0].values, (_, row) =>
      Object.fromEntries(told.map(({ name, values }) => [name, values[row]])));
    put(rows, version, made, MOST_ROWS_KEPT);
  }
  return rows.get(version);
}

/**
 * Data whose layers hold their rows, or the names of tables that this browser lacks.
 * @param {object} data as the page sends it: `areas`, `marks`, and tables by name.
 * @returns {{data: object, lacking: string[]}}
 */
export function withRows(data) {
  for (const [name, table] of Object.entries(data)) {
    if (name.includes("@") && table?.schema && !columns.has(name)) put(columns, name, columnOf(table), MOST_KEPT);
  }
  const lacking = [];
  const filled = (layers) => layers.map((one) => {
    const names = one.data?.tables;
    if (names === undefined) return one;
    const version = names.join(" ");
    const missing = names.filter((name) => !columns.has(name));
    lacking.push(...missing);
    return { ...one, data: missing.length ? [] : rowsOf(names, version), version };
  });
  return { data: { ...data, areas: filled(data.areas), marks: filled(data.marks) }, lacking };
}
