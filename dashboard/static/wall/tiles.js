// Key figures: the number, what it counts, its change, its run, and as of when.

const VERSION = new URL(import.meta.url).search;
const { mark, node, shape } = await import(`./panes.js${VERSION}`);

const NUMBER = /^(\D*?)([\d.,]*\d)(.*)$/s;
const WIDTH = 120;
const HEIGHT = 40;

/** The number large, the words beside it as large as a sentence. */
function value(text) {
  const [, before, number, after] = NUMBER.exec(text) ?? [null, text, "", ""];
  const words = (part) => (part.trim() ? node("span", {}, part.trim()) : null);
  return node("div", { class: "value" }, words(before), number ? node("b", {}, number) : null, words(after));
}

/** The run of a figure, the last point marked; nothing where there is no run. */
export function spark(numbers) {
  if (numbers.length < 2) return null;
  const most = Math.max(...numbers, 1);
  const least = Math.min(...numbers, 0);
  const x = (place) => 4 + (place / (numbers.length - 1)) * (WIDTH - 10);
  const y = (number) => HEIGHT - 5 - ((number - least) / (most - least)) * (HEIGHT - 10);
  const points = numbers.map((number, place) => `${x(place).toFixed(1)},${y(number).toFixed(1)}`);
  const last = numbers.length - 1;
  return shape(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "spark", preserveAspectRatio: "xMaxYMid meet", "aria-hidden": "true" },
    shape("line", { x1: 0, x2: WIDTH, y1: y(least), y2: y(least), class: "ground" }),
    shape("polyline", { points: points.join(" ") }),
    shape("circle", { cx: x(last), cy: y(numbers[last]), r: 3.4 }),
  );
}

/**
 * What one tile shows.
 * @param {object} figure as the payload has it.
 * @param {string} language th or en.
 */
export function tile(figure, language) {
  const silent = figure.silent?.[language];
  const change = figure.change?.[language] ?? "";
  return [
    node("div", { class: "label" }, figure.label[language]),
    node("div", { class: "middle" }, value(figure.value[language]), spark(figure.spark ?? [])),
    node(
      "div",
      { class: "meta" },
      change
        ? node("span", { class: "change" }, figure.direction === "none" ? null : mark(figure.direction), change)
        : null,
      silent ? node("span", { class: "silent" }, silent) : node("span", { class: "asof" }, figure.as_of[language]),
    ),
  ];
}
