// The border chronogram: border kilometres down, months across, activity as light, interventions and moves marked.

const VERSION = new URL(import.meta.url).search;
const { node, shape } = await import(`./panes.js${VERSION}`);

const CELL = 10;
const RAMP = [[33, 44, 58], [33, 84, 120], [30, 120, 165], [48, 160, 205], [112, 200, 232], [205, 240, 252]];

/** The colour of a share of the greatest activity: none is the ground. */
function colour(shade) {
  if (!(shade > 0)) return "#141e2b";
  const place = Math.min(Math.max(shade, 0), 1) * (RAMP.length - 1);
  const below = Math.min(Math.floor(place), RAMP.length - 2);
  const mixed = RAMP[below].map((part, i) => Math.round(part + (RAMP[below + 1][i] - part) * (place - below)));
  return `rgb(${mixed.join(" ")})`;
}

/** Where a border kilometre lies, in rows from the top. */
function rowOf(rows, km) {
  const place = rows.findIndex((row) => km >= row.from_km && km <= row.to_km);
  if (place < 0) return km < rows[0].from_km ? 0 : rows.length;
  const { from_km: from, to_km: to } = rows[place];
  return place + (to > from ? (km - from) / (to - from) : 0.5);
}

function cells(rows) {
  return rows.flatMap((row, y) =>
    row.shades.map((shade, x) =>
      shape("rect", {
        x: x * CELL + 0.4, y: y * CELL + 0.4, width: CELL - 0.8, height: CELL - 0.8, fill: colour(shade),
        class: row.is_too_few ? "few" : "",
      }),
    ),
  );
}

function arrow({ from_km: from, to_km: to, month_index: month }, rows) {
  const x = (month + 0.5) * CELL;
  const [y1, y2] = [rowOf(rows, from) * CELL, rowOf(rows, to) * CELL];
  const way = Math.sign(y2 - y1) || 1;
  const d = `M${x} ${y1}V${y2}M${x - 3} ${y2 - 5 * way}L${x} ${y2}L${x + 3} ${y2 - 5 * way}`;
  return [shape("path", { d, class: "move-under" }), shape("path", { d, class: "move" }),
    shape("circle", { cx: x, cy: y1, r: 2.2, class: "move-start" })];
}

/** Signs of interventions and moves, with what they stand for; as many lines as there is room for. */
function key(chronogram, language, turn, room) {
  const months = chronogram.months;
  const entries = [
    ...chronogram.interventions.map((one, place) => [`${place + 1}`, one, "intervention"]),
    ...chronogram.moves.map((one) => ["↕", one, "moved"]),
  ];
  const pages = Math.max(Math.ceil(entries.length / room), 1);
  const first = (turn % pages) * room;
  return entries.slice(first, first + room).map(([sign, { label, month_index: month }, kind]) =>
    node("li", {}, node("b", { class: kind }, sign), node("span", {}, `${months[month]?.[language] ?? ""}: ${label[language]}`)),
  );
}

/** Months that are written out: as few as stay apart. */
function monthMarks(months, language, width, small) {
  const apart = Math.max(Math.ceil((small * 9) / (width / months.length)), 1);
  return months
    .map((month, place) => ({ text: month[language], place }))
    .filter(({ place }) => place % apart === 0 && place + apart <= months.length)
    .map(({ text, place }) => node("span", { style: `left:${(100 * place) / months.length}%` }, text));
}

/**
 * The chronogram as elements.
 * @param {object} chronogram as the payload has it.
 * @param {string} language th or en.
 * @param {object} room width and height of the place, and the size of small type, in pixels.
 * @param {number} turn which part of the key is shown, where it doesn't fit.
 */
export function chronogramNodes(chronogram, language, { width, height, small }, turn) {
  const { rows, months } = chronogram;
  const line = small * 1.35;
  const keyLines = Math.max(Math.min(chronogram.interventions.length + chronogram.moves.length, height > 26 * line ? 4 : 2), 0);
  const labels = Math.min(small * 15, width * 0.3);
  const plot = height - (keyLines + 3.6) * line;
  const drawing = shape("svg", {
    viewBox: `0 0 ${months.length * CELL} ${rows.length * CELL}`, preserveAspectRatio: "none", "aria-hidden": "true",
  }, ...cells(rows));
  for (const { month_index: month } of chronogram.interventions) {
    drawing.append(shape("line", { x1: month * CELL, x2: month * CELL, y1: 0, y2: rows.length * CELL, class: "intervention" }));
  }
  for (const move of chronogram.moves) drawing.append(...arrow(move, rows));
  return node(
    "div",
    { class: "chart", style: `--labels:${labels}px; --plot:${plot}px` },
    node("div", { class: "signs" }, ...signs(chronogram, months.length, width - labels, small)),
    node("div", { class: "rows" }, ...rowLabels(rows, language, plot, line)),
    drawing,
    node("div", { class: "months" }, ...monthMarks(months, language, width - labels, small)),
    node("ol", { class: "key" }, ...key(chronogram, language, turn, Math.max(keyLines, 1))),
  );
}

/** Names of rows that have one; one that would touch the one above moves down, as far as there is room. */
function rowLabels(rows, language, plot, line) {
  let free = 0;
  return rows.flatMap((row, place) => {
    const text = row.label[language];
    const middle = Math.max((plot * (place + 0.5)) / rows.length, free + line / 2);
    if (!text || middle + line / 2 > plot + line) return [];
    free = middle + line / 2;
    return [node("span", { style: `top:${middle.toFixed(1)}px` }, text)];
  });
}

/** Numbers over the lines of interventions; one that would touch the one before is left to the key. */
function signs(chronogram, months, width, small) {
  let free = -Infinity;
  return chronogram.interventions
    .map(({ month_index: month }, place) => ({ x: (month / months) * width, text: `${place + 1}` }))
    .sort((a, b) => a.x - b.x)
    .map(({ x, text }) => {
      if (x - free < 0) return null;
      free = x + small * (0.7 + 0.65 * text.length);
      return node("span", { style: `left:${x.toFixed(1)}px` }, text);
    });
}
