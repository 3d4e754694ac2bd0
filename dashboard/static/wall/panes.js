// Places on the wall whose content changes: the new fades in over the old; what is the same stays untouched.

const FADE_MS = 700;

/** An element with attributes and children; text is always text. */
export function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    // Where a policy forbids the attribute, as in a briefing of one file, a style may still be set.
    if (key === "style") made.style.cssText = value;
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** An element of a drawing. */
export function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A place whose pages lie in one another's stead. */
export class Pane {
  constructor(element) {
    this.element = element;
    this.element.classList.add("pane");
    this.key = null;
    this.timer = null;
  }

  /** Show what `build` makes, unless what stands there was made from the same facts. */
  show(facts, build) {
    const key = JSON.stringify(facts);
    if (key === this.key) return;
    const isFirst = this.key === null;
    this.key = key;
    this.drop();
    for (const old of this.element.children) {
      old.classList.add("leaving");
      old.setAttribute("aria-hidden", "true");
    }
    const page = node("div", { class: isFirst ? "page" : "page entering" }, ...[build()].flat());
    this.element.append(page);
    this.timer = setTimeout(() => {
      this.drop();
      page.classList.remove("entering");
    }, FADE_MS);
  }

  /** Take away what has faded. */
  drop() {
    clearTimeout(this.timer);
    for (const old of this.element.querySelectorAll(":scope > .leaving")) old.remove();
  }
}

const LINES = {
  // Shape and colour both tell: a rise points up, a fall down, no change lies flat, what can't be told asks.
  rise: ["M12 3 22 20H2Z"],
  fall: ["M12 21 2 4H22Z"],
  no_change: ["M3 7H21V10.5H3ZM3 13.5H21V17H3Z"],
  cannot_tell: [],
};
const SAME_AS = { up: "rise", down: "fall", same: "no_change" };

/** The mark of a verdict or a direction. */
export function mark(verdict) {
  const kind = SAME_AS[verdict] ?? verdict;
  const drawn = shape("svg", { viewBox: "0 0 24 24", class: `mark ${kind}`, "aria-hidden": "true" });
  if (kind in LINES) for (const d of LINES[kind]) drawn.append(shape("path", { d }));
  else drawn.append(shape("circle", { cx: 12, cy: 12, r: 6 }));
  if (kind === "cannot_tell") {
    drawn.append(shape("circle", { cx: 12, cy: 12, r: 9, class: "open" }), shape("path", { d: "M6 18 18 6", class: "open" }));
  }
  return drawn;
}
