// Rows of layers, which come as binary columns under names that say what they hold, and are kept by these names.

const VERSION = new URL(import.meta.url).search;
const { columnsOf } = await import(`./layers.js${VERSION}`);

const MOST_KEPT = 480;
const columns = new Map();
/** A map's place on the page -> layer -> the rows that stand there, and the names of their columns. */
const standing = new WeakMap();

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
  const kind = String(type);
  if (kind === "Uint64") return { name, values: Array.from(column.toArray(), (cell) => cell.toString(16)) };
  if (/^FixedSizeList\[\d+\]<Uint8>$/.test(kind) && !column.nullCount) return { name, values: bytesOf(column, type.listSize) };
  return { name, values: Array.from({ length: table.numRows }, (_, row) => plain(column.get(row))) };
}

/** Lists of so many bytes each, as they stand one behind the other. */
function bytesOf(column, size) {
  const bytes = column.data.map(({ children: [all], offset, length }) => all.values.subarray(offset * size, (offset + length) * size));
  return bytes.flatMap((part) => Array.from({ length: part.length / size }, (_, row) => part.subarray(row * size, (row + 1) * size)));
}

function keep(name, column) {
  columns.set(name, column);
  if (columns.size > MOST_KEPT) columns.delete(columns.keys().next().value);
}

/**
 * The rows of a layer. Where one of its columns is as it was, the rows that stand are changed in their place: deck.gl then
 * works out anew only what is read from the other columns, and not the outlines of ten thousand cells.
 */
function rowsOf(place, id, names) {
  const layers = standing.get(place) ?? new Map();
  standing.set(place, layers);
  const told = names.map((name) => columns.get(name));
  const last = layers.get(id);
  const isSame = last?.rows.length === told[0].values.length && names.length === last.names.length
    && names.some((name) => last.names.includes(name));
  const rows = isSame ? last.rows : Array.from(told[0].values, () => ({}));
  told.forEach(({ name, values }, number) => {
    if (isSame && last.names.includes(names[number])) return;
    rows.forEach((row, index) => { row[name] = values[index]; });
  });
  layers.set(id, { names, rows });
  return rows;
}

/** What tells deck.gl which accessors read other values than before: the names of the columns that they read. */
function triggersOf(layer, names) {
  const versions = Object.fromEntries(names.map((name) => [columns.get(name).name, name]));
  return Object.fromEntries(Object.entries(layer)
    .filter(([, value]) => typeof value === "string" && value.startsWith("@@="))
    .map(([name, value]) => [name, columnsOf(value.slice(3)).names.map((column) => versions[column]).join(" ")]));
}

/**
 * Data whose layers hold their rows, or the names of tables that this browser lacks.
 * @param {object} data as the page sends it: `areas`, `marks`, and tables by name.
 * @param {object} place of the map that they are for, which keeps its rows.
 * @returns {{data: object, lacking: string[]}}
 */
export function withRows(data, place) {
  for (const [name, table] of Object.entries(data)) {
    if (name.includes("@") && table?.schema && !columns.has(name)) keep(name, columnOf(table));
  }
  const lacking = [];
  const filled = (layers) => layers.map((one) => {
    const names = one.data?.tables;
    if (names === undefined) return one;
    const missing = names.filter((name) => !columns.has(name));
    lacking.push(...missing);
    if (missing.length) return { ...one, data: [] };
    return { ...one, data: rowsOf(place, one.id, names), version: names.join(" "), updateTriggers: triggersOf(one, names) };
  });
  return { data: { ...data, areas: filled(data.areas), marks: filled(data.marks) }, lacking };
}
