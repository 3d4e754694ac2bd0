// Provinces of which records tell no more than the province: shaded, from outlines that the browser fetches once.

const URL_OF_AREAS = new URL(`../basemap/province_areas.geojson${new URL(import.meta.url).search}`, import.meta.url).href;
let areas;
/** Rows of what was shaded, so that the same shades are the same rows to deck.gl, which else cuts them up at each move. */
const made = new WeakMap();

/** Outlines by province; asked for only once a map shades any. */
async function fetched(onArrival) {
  const answer = await fetch(URL_OF_AREAS);
  if (!answer.ok) throw new Error(`province areas: ${answer.status}`);
  areas = new Map((await answer.json()).features.map((feature) => [feature.properties.province_id, feature]));
  onArrival();
}

/**
 * Layers of shaded provinces: none, or one.
 * @param {object} shades province id -> {colour, tip}, or nothing.
 * @param {object} chosen layer and id of the chosen thing, or nothing.
 * @param {function} onArrival called when the outlines have come.
 */
export function shadedProvinces(shades, chosen, { lineWidth, onArrival }) {
  if (!shades || !Object.keys(shades).length) return [];
  if (areas === undefined) {
    areas = null;
    fetched(onArrival).catch((error) => console.error(`map: ${error.message}`));
  }
  if (!areas) return [];
  if (!made.has(shades)) {
    made.set(shades, Object.entries(shades).filter(([id]) => areas.has(id))
      .map(([id, shade]) => ({ ...areas.get(id), province_id: id, ...shade })));
  }
  const rows = made.get(shades);
  const place = chosen?.layer === "shades" ? rows.findIndex((row) => row.province_id === chosen.id) : -1;
  return [new deck.GeoJsonLayer({
    id: "shades",
    data: rows,
    getFillColor: (row) => row.colour,
    getLineColor: (row) => [...row.colour.slice(0, 3), 255],
    lineWidthUnits: "pixels",
    getLineWidth: lineWidth,
    pickable: true,
    autoHighlight: true,
    highlightedObjectIndex: place < 0 ? null : place,
  })];
}
