// The border chronogram: border kilometres down, months across, events as light, interventions and moves marked.

const VERSION = new URL(import.meta.url).search;
const { node, shape } = await import(`./panes.js${VERSION}`);

const KM_STEP = 500;
const MOST_KEY_LINES = 4;
// Where the place is narrower than so many sizes of small type, an entry of the key and the classes take two lines each.
const NARROW = 44;

/** Where things lie in the drawing, in pixels. */
class Plot {
  constructor({ rows, months }, width, height) {
    Object.assign(this, { rows, width, height });
    this.column = width / months.length;
    this.row = height / rows.length;
    this.lastKm = rows.at(-1).to_km;
  }

  x(month) {
    return month * this.column;
  }

  y(km) {
    return (Math.min(Math.max(km, 0), this.lastKm) / this.lastKm) * this.height;
  }
}

/** Squares with an event; hollow where their row holds too few to tell anything. */
function cells(plot, { rows, breaks, colours }) {
  return rows.flatMap((row, y) => row.counts.flatMap((count, x) => {
    if (!count) return [];
    const colour = `rgb(${colours[breaks.findLastIndex((least) => count >= least)].join(" ")})`;
    const [width, height] = [Math.max(plot.column - 1, 1), Math.max(plot.row - 0.5, 2)];
    const paint = row.is_too_few ? { fill: "none", class: "few" } : { fill: colour };
    return [shape("rect", { x: plot.x(x) + 0.5, y: y * plot.row, width, height, ...paint })];
  }));
}

/** The years' first months, so that no name touches the next. */
function yearMarks({ first_month: first, months }, language) {
  const [year, month] = first.split("-").map(Number);
  const era = language === "th" ? 543 : 0;
  return months.flatMap((_, place) => ((month - 1 + place) % 12 ? [] : [{ place, text: String(year + era + Math.floor((month - 1 + place) / 12)) }]));
}

function grid(plot, years) {
  const lines = years.map(({ place }) => shape("line", { x1: plot.x(place), x2: plot.x(place), y1: 0, y2: plot.height, class: "grid" }));
  for (let km = 0; km < plot.lastKm; km += KM_STEP) {
    lines.push(shape("line", { x1: 0, x2: plot.width, y1: plot.y(km), y2: plot.y(km), class: "grid" }));
  }
  return lines;
}

/** A reported move: from a dot to an arrowhead, dark round it so that it stands off the squares. */
function arrow(plot, { from_km: from, to_km: to, month_index: month }, small) {
  const x = plot.x(month + 0.5);
  const [start, end] = [plot.y(from), plot.y(to)];
  const head = small * 0.5;
  const way = Math.sign(end - start) || 1;
  const isShort = Math.abs(end - start) < head;
  const line = isShort ? "" : `M${x} ${start}V${end - way * head}`;
  const point = `M${x} ${end}L${x - head * 0.6} ${end - way * head}H${x + head * 0.6}Z`;
  return [
    shape("path", { d: `${line}${point}`, class: "move-under" }),
    shape("path", { d: line, class: "move" }),
    shape("path", { d: point, class: "move-head" }),
    ...(isShort ? [] : [shape("circle", { cx: x, cy: start, r: small * 0.2, class: "move-head" })]),
  ];
}

function intervention(plot, { month_index: month }) {
  return shape("line", { x1: plot.x(month), x2: plot.x(month), y1: 0, y2: plot.height, class: "intervention" });
}

/** Names of rows that have one; one that would touch the one above moves down, as far as there is room. */
function rowLabels(plot, language, line) {
  let free = 0;
  return plot.rows.flatMap((row, place) => {
    const text = row.label[language];
    const middle = Math.max(plot.row * (place + 0.5), free + line / 2);
    if (!text || middle + line / 2 > plot.height + line) return [];
    free = middle + line / 2;
    return [node("span", { style: `top:${middle.toFixed(1)}px` }, text)];
  });
}

/** Border kilometres beside the drawing. */
function kmLabels(plot, words) {
  const marks = [];
  for (let km = 0; km < plot.lastKm; km += KM_STEP) {
    marks.push(node("span", { style: `top:${plot.y(km).toFixed(1)}px` }, km ? String(km) : words));
  }
  return marks;
}

/** Numbers over the lines of interventions; one that would touch the one before is left to the key. */
function signs(plot, { interventions }, small) {
  let free = -Infinity;
  return interventions
    .map(({ month_index: month }, place) => ({ x: plot.x(month), text: `${place + 1}` }))
    .sort((a, b) => a.x - b.x)
    .map(({ x, text }) => {
      if (x - free < 0) return null;
      free = x + small * (0.7 + 0.65 * text.length);
      return node("span", { style: `left:${x.toFixed(1)}px` }, text);
    });
}

/** Signs of interventions and moves, with what they stand for; as many as there is room for, the others in turn. */
function key({ months, interventions, moves }, language, turn, room) {
  const named = (sign, { label, month_index: month }, kind) =>
    node("li", {}, node("b", { class: kind }, sign), node("span", {}, `${months[month]?.[language] ?? ""}: ${label[language]}`));
  const entries = [
    ...interventions.map((one, place) => named(`${place + 1}`, one, "intervention")),
    ...moves.map((one) => named(one.to_km >= one.from_km ? "↓" : "↑", one, "moved")),
  ];
  const pages = Math.max(Math.ceil(entries.length / room), 1);
  const first = (turn % pages) * room;
  return entries.slice(first, first + room);
}

/** Classes of events, and what a hollow square says. */
function scale({ classes, colours }, words, language) {
  const swatches = classes.map((text, place) =>
    node("span", {}, node("i", { style: `--sign:rgb(${colours[place].join(" ")})` }), text));
  const hollow = node("span", {}, node("i", { class: "hollow" }), words["too-few"][language]);
  return [node("b", {}, words["chronogram-classes"][language]), ...swatches, hollow];
}

/**
 * The chronogram as elements.
 * @param {object} chronogram as the payload has it.
 * @param {object} words of the payload, each in both languages.
 * @param {string} language th or en.
 * @param {object} room width and height of the place, and the size of small type, in pixels.
 * @param {number} turn which part of the key is shown, where it doesn't fit.
 */
export function chronogramNodes(chronogram, words, language, { width, height, small }, turn) {
  const line = small * 1.35;
  const entries = chronogram.interventions.length + chronogram.moves.length;
  const keyLines = Math.max(Math.min(entries, height > 24 * line ? MOST_KEY_LINES : 2), 1);
  const isNarrow = width < NARROW * small;
  const labels = Math.min(small * 14.5, width * 0.45);
  const km = small * 3.2;
  const plot = new Plot(chronogram, width - labels - km, Math.max(height - (keyLines + 4.6) * line, line));
  const years = yearMarks(chronogram, language);
  const drawing = shape(
    "svg",
    { viewBox: `0 0 ${plot.width} ${plot.height}`, "aria-hidden": "true" },
    ...grid(plot, years),
    ...cells(plot, chronogram),
    ...chronogram.interventions.map((one) => intervention(plot, one)),
    ...chronogram.moves.flatMap((one) => arrow(plot, one, small)),
  );
  return node(
    "div",
    { class: isNarrow ? "chart is-slim" : "chart", style: `--labels:${labels}px; --km:${km}px; --plot:${plot.height}px` },
    node("div", { class: "signs" }, ...signs(plot, chronogram, small).filter(Boolean)),
    node("div", { class: "rows" }, ...rowLabels(plot, language, line)),
    drawing,
    node("div", { class: "kilometres" }, ...kmLabels(plot, words.kilometres[language])),
    node("div", { class: "months" }, ...years.map(({ place, text }) => node("span", { style: `left:${plot.x(place)}px` }, text))),
    node("div", { class: "classes" }, ...scale(chronogram, words, language)),
    node("ol", { class: "key" }, ...key(chronogram, language, turn, isNarrow ? Math.ceil(keyLines / 2) : keyLines)),
  );
}
