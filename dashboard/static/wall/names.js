// Names on the wall's map: real text over the map, few, none over another or over a pin.

const VERSION = new URL(import.meta.url).search;
const { labelRows } = await import(`../map/basemap.js${VERSION}`);
const { node } = await import(`./panes.js${VERSION}`);

const MOST = 14;
const KINDS = new Set(["country", "capital", "town", "crossing"]);
const GAP = 6;

const isApart = (a, b) => a.right + GAP < b.left || b.right + GAP < a.left || a.bottom + GAP < b.top || b.bottom + GAP < a.top;

/** The boxes in which a name may stand: beside its point, the better side first. */
function places({ x, y, width, height, isPoint }) {
  const box = (left, top) => ({ left, top, right: left + width, bottom: top + height });
  if (!isPoint) return [box(x - width / 2, y - height / 2)];
  const off = height * 0.35;
  return [
    box(x + off, y - height / 2), box(x - off - width, y - height / 2),
    box(x - width / 2, y + off), box(x - width / 2, y - off - height),
  ];
}

/**
 * Set the names of a view.
 * @param {Element} element where they stand.
 * @param {object} view deck.gl's viewport, plainZoom (as on an ordinary screen), language, small (size of type), most (names), taken
 * (boxes that are not free), pins (those of several compounds get their number), onArrival.
 */
export function setNames(element, { viewport, plainZoom, language, small, taken, pins, most = MOST, onArrival }) {
  const rows = labelRows(language, onArrival);
  if (!rows) return;
  const measure = node("span", { class: "measure" });
  element.replaceChildren(measure);
  const { width, height } = viewport;
  const used = [...taken];
  const made = [];
  const candidates = rows
    .filter(({ kind, min_zoom: least }) => KINDS.has(kind) && least <= plainZoom)
    .map((row) => ({ ...row, at: viewport.project([row.longitude, row.latitude]) }))
    .filter(({ at: [x, y] }) => x > 0 && y > 0 && x < width && y < height)
    .sort((a, b) => a.rank - b.rank);
  for (const { name, kind, at: [x, y] } of candidates) {
    if (made.length >= most) break;
    measure.textContent = name;
    const { width: wide, height: high } = measure.getBoundingClientRect();
    const isPoint = kind !== "country";
    const box = places({ x, y, width: wide, height: high, isPoint }).find(
      (one) => one.left > GAP && one.top > GAP && one.right < width - GAP && one.bottom < height - GAP && used.every((other) => isApart(one, other)),
    );
    if (!box) continue;
    used.push(box);
    if (isPoint) used.push({ left: x - small / 4, right: x + small / 4, top: y - small / 4, bottom: y + small / 4 });
    made.push(node("span", { class: `name ${kind}`, style: `left:${box.left.toFixed(1)}px;top:${box.top.toFixed(1)}px` }, name));
    if (isPoint) made.push(node("i", { style: `left:${x.toFixed(1)}px;top:${y.toFixed(1)}px` }));
  }
  element.replaceChildren(...numbers(pins, width, height), ...made);
}

/** Where the pins of some layers stand on the screen. */
export function pinPlaces(marks, viewport) {
  return marks.filter((one) => one["@@type"] === "IconLayer").flatMap(({ data, sizeScale, iconMapping }) =>
    data.map((row) => {
      const [x, y] = viewport.project([row.longitude, row.latitude]);
      const { width, height } = iconMapping[row.icon];
      const [high, wide] = [row.size * sizeScale, (row.size * sizeScale * width) / height];
      const count = [...row.icon.matchAll(/-(\d+)/g)].reduce((sum, [, number]) => sum + Number(number), 0);
      return { x, y: y - high + wide / 2, radius: wide / 2, count, box: { left: x - wide / 2, right: x + wide / 2, top: y - high, bottom: y } };
    }),
  );
}

/** How many compounds a pin stands for, on pins whose head no later pin covers. */
function numbers(pins, width, height) {
  const isFree = (pin, place) => pins.slice(place + 1).every((other) => Math.hypot(pin.x - other.x, pin.y - other.y) > pin.radius * 0.5 + other.radius);
  const isIn = ({ x, y, radius }) => x > radius && y > radius && x < width - radius && y < height - radius;
  return pins
    .filter((pin, place) => pin.count > 1 && isIn(pin) && isFree(pin, place))
    .map(({ x, y, count }) => node("b", { style: `left:${x.toFixed(1)}px;top:${y.toFixed(1)}px` }, `${count}`));
}
