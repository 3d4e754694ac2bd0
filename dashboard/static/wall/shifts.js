// Shift watch: each sector's share before and now, how sure that is, and the verdict as a shape and in words.

const VERSION = new URL(import.meta.url).search;
const { mark, node, shape } = await import(`./panes.js${VERSION}`);

function percent(share, language) {
  return new Intl.NumberFormat(language === "th" ? "th-TH" : "en-GB", { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** The whisker from low to high, a disc for the share now, a dashed line for the share before. */
function whisker({ low, high, share, share_before: before }, most) {
  const x = (value) => `${(2 + 96 * (Math.min(Math.max(value, 0), most) / most)).toFixed(2)}%`;
  const line = (name, x1, x2, y1 = "50%", y2 = "50%") => shape("line", { class: name, x1, x2, y1, y2 });
  return shape(
    "svg",
    { class: "whisker", "aria-hidden": "true" },
    line("track", "0%", "100%"),
    line("range", x(low), x(high)),
    line("range", x(low), x(low), "22%", "78%"),
    line("range", x(high), x(high), "22%", "78%"),
    line("before", x(before), x(before), "4%", "96%"),
    shape("circle", { class: "now", cx: x(share), cy: "50%", r: "0.3em" }),
  );
}

/** The widest share on the scale that all rows have in common. */
export function scaleOf(shifts) {
  return Math.max(0.05, ...shifts.flatMap(({ high, share, share_before: before }) => [high, share, before]));
}

/** One sector. */
export function shiftRow(shift, most, language) {
  return node(
    "li",
    { class: `shift ${shift.verdict}` },
    node("div", { class: "sector" }, shift.sector[language]),
    whisker(shift, most),
    node(
      "div",
      { class: "said" },
      mark(shift.verdict),
      node("span", { "aria-label": shift.verdict_words[language] }, `${percent(shift.share_before, language)} → ${percent(shift.share, language)}`),
    ),
  );
}
