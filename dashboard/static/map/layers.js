// Layers as pydeck describes them, made into deck.gl's own. deck.gl stands on the page before this.

const NAME = /^\w+$/;
// Sizes that a description gives in pixels of an ordinary screen.
const IN_PIXELS = ["lineWidthMinPixels", "radiusMinPixels", "widthMinPixels"];
// Sizes that are in pixels by their unit: of the layer's kind where the description doesn't say.
const SCALED = [["widthUnits", "widthScale"], ["radiusUnits", "radiusScale"], ["lineWidthUnits", "lineWidthScale"], ["sizeUnits", "sizeScale"]];
const UNITS = { LineLayer: { widthUnits: "pixels" }, ArcLayer: { widthUnits: "pixels" }, IconLayer: { sizeUnits: "pixels" } };
const made = new Map();
const grown = new WeakMap();

/** The columns that an accessor of a description names: all that it may ask for; no expression is evaluated. */
export function columnsOf(text) {
  const list = /^\[(.*)\]$/.exec(text);
  const names = (list ? list[1].split(",") : [text]).map((name) => name.trim());
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined) throw new Error(`a layer may name columns only: found ${JSON.stringify(wrong)}`);
  return { names, isList: list !== null };
}

/** A row's value by its column, or a list of them. */
function accessor(text) {
  const { names, isList } = columnsOf(text);
  return isList ? (row) => names.map((name) => row[name]) : (row) => row[names[0]];
}

/** The properties of a described layer; the same objects for the same description, so that deck.gl keeps its buffers. */
function properties(owner, description) {
  const key = `${owner} ${description.id}`;
  if (made.get(key)?.description === description) return made.get(key).properties;
  // The version of a table stands for its rows.
  const text = JSON.stringify(description.version ? { ...description, data: undefined } : description);
  if (made.get(key)?.text !== text) {
    const read = Object.entries(description).map(([name, value]) => [
      name,
      typeof value === "string" && value.startsWith("@@=") ? accessor(value.slice(3)) : value,
    ]);
    made.set(key, { text, properties: Object.fromEntries(read) });
  }
  made.get(key).description = description;
  return made.get(key).properties;
}

/**
 * A deck.gl layer.
 * @param {string} owner name of the map, as layers of two maps may share an id.
 * @param {object} description "@@type", id, data, and properties; "@@=column" stands for a row's value.
 * @param {object} chosen layer and id of the chosen thing, or nothing.
 * @param {object} columns layer id -> the column that tells its rows apart.
 * @param {object} more properties that the view sets.
 */
export function layer(owner, description, chosen, columns, more = {}) {
  const { "@@type": type, version: _, ...given } = properties(owner, description);
  if (!(type in deck)) throw new Error(`no layer of this kind: found ${JSON.stringify(type)}`);
  const column = columns[description.id];
  const isChosen = column !== undefined && chosen?.layer === description.id;
  const place = isChosen ? given.data.findIndex((row) => row[column] === chosen.id) : -1;
  return new deck[type]({ ...given, ...more, highlightedObjectIndex: place < 0 ? null : place });
}

/** A description with its pixels so many times larger; the same object for the same one. */
export function enlarged(description, scale) {
  const known = grown.get(description);
  if (known?.scale === scale) return known.made;
  const made = { ...description };
  const units = { ...UNITS[description["@@type"]], ...description };
  for (const name of IN_PIXELS) if (typeof made[name] === "number") made[name] *= scale;
  for (const [unit, name] of SCALED) if (units[unit] === "pixels") made[name] = (made[name] ?? 1) * scale;
  grown.set(description, { scale, made });
  return made;
}
