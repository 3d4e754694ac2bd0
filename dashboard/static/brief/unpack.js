// What stands packed in the file: libraries as text, the basemap as whole numbers in steps.

const STEPS = 10_000;

/** The text that an element of the page holds packed. */
export async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

/** Points of a line of steps, in degrees. */
function line(steps) {
  const points = new Array(steps.length / 2);
  for (let at = 0, x = 0, y = 0; at < points.length; at += 1) {
    x += steps[2 * at];
    y += steps[2 * at + 1];
    points[at] = [x / STEPS, y / STEPS];
  }
  return points;
}

const points = {
  Point: ([x, y]) => [x / STEPS, y / STEPS],
  LineString: line,
  MultiLineString: (lines) => lines.map(line),
  Polygon: (rings) => rings.map(line),
  MultiPolygon: (parts) => parts.map((rings) => rings.map(line)),
};

/** Files of the basemap, as the map's modules know them. */
export function groundFiles(told) {
  return Object.fromEntries(Object.entries(told).map(([name, rows]) => [
    name,
    name.startsWith("labels") ? { labels: rows } : {
      type: "FeatureCollection",
      features: rows.map(([properties, type, steps]) => ({
        type: "Feature", properties, geometry: { type, coordinates: points[type](steps) },
      })),
    },
  ]));
}

/** A layer whose rows came by columns, some with each value once, as rows. */
export function withRows(layer) {
  const { names, columns } = layer.data;
  const whole = columns.map(({ values, rows }) => rows?.map((place) => values[place]) ?? values);
  const rows = (whole[0] ?? []).map((_, row) => Object.fromEntries(names.map((name, place) => [name, whole[place][row]])));
  return { ...layer, data: rows };
}
