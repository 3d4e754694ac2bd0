// A briefing of one file: its maps come to move once they are in sight, and its charts say what is pointed at.

const VERSION = new URL(import.meta.url).search;
const { groundFiles, unpacked, withRows } = await import(`./unpack.js${VERSION}`);
const { node } = await import(`../wall/panes.js${VERSION}`);

// Browsers keep a page to some sixteen; each takes memory of the graphics card.
const MOST_MAPS = 6;
const PLAIN_PIXELS = 16;
const standing = new Map();
let told;

/** How large small type is here, in pixels. */
const typeSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

/** Whether this browser may draw a map: whether it does is known once it has; until then the picture stands. */
const canDraw = () => typeof DecompressionStream === "function" && typeof WebGL2RenderingContext === "function";

/** A library that stands packed in the file, run as it is: the page's policy knows it by its hash. */
async function library(id) {
  const script = document.createElement("script");
  script.textContent = await unpacked(id);
  document.head.append(script);
}

export async function begin(inFile) {
  document.querySelectorAll("figure.is-chart").forEach(pointAt);
  told = JSON.parse(document.getElementById("maps").textContent);
  const pictures = Object.keys(told.maps).map((number) => document.getElementById(`picture-${number}`));
  if (!pictures.length || !canDraw()) return;
  const [ground] = await Promise.all([unpacked("ground"), library("h3")]);
  await library("deck");
  Object.assign(inFile, groundFiles(JSON.parse(ground)));
  const { BriefMap } = await import(`./map.js${VERSION}`);
  const watch = new IntersectionObserver(
    (seen) => seen.forEach(({ isIntersecting, target }) => isIntersecting && stand(target, BriefMap)),
    { rootMargin: "25% 0%" },
  );
  pictures.forEach((one) => watch.observe(one));
  addEventListener("resize", grow);
}

/** What all maps of a map's language share. */
const frameOf = (number) => told.frames[told.maps[number].language];

function scaled(number) {
  return { ...frameOf(number), ...told.maps[number], scale: typeSize() / PLAIN_PIXELS };
}

/** Put a map where its picture is; those least lately in sight are pictures again. */
function stand(figure, BriefMap) {
  const known = standing.get(figure);
  if (known) {
    standing.delete(figure);
    standing.set(figure, known);
    return;
  }
  const number = figure.id.split("-")[1];
  const map = told.maps[number];
  for (const layers of ["areas", "marks"]) map[layers] = map[layers].map((one) => (Array.isArray(one.data) ? one : withRows(one)));
  const root = live(figure.querySelector("svg.still, img.still"), frameOf(number));
  figure.querySelector(".picture").append(root);
  const said = figure.querySelector(".said");
  try {
    standing.set(figure, new BriefMap(root, figure.id, scaled(number), {
      small: typeSize(),
      drawn: () => figure.classList.add("is-live"),
      said: (words) => (said.textContent = words),
    }));
  } catch (error) {
    console.error(`briefing: ${error.message}`);
    root.remove();
    return;
  }
  root.addEventListener("pointerdown", () => standing.get(figure)?.holdWheel(true));
  root.addEventListener("pointerleave", () => standing.get(figure)?.holdWheel(false));
  if (standing.size > MOST_MAPS) rest(standing.keys().next().value);
}

/** A map's elements. */
function live(still, { words }) {
  const button = (name, sign) => node("button", { type: "button", class: name }, sign);
  return node("div", { class: "live" },
    node("div", { class: "map", role: "figure", "aria-label": still.getAttribute("aria-label") ?? still.alt },
      node("div", { class: "canvas" }),
      node("div", { class: "names" }),
      node("div", { class: "buttons" }, button("closer", "+"), button("farther", "−"), button("whole", "⤢")),
      node("div", { class: "north" }, node("i", {}), words.north),
      node("div", { class: "foot" }, node("span", { class: "scale" }), node("span", { class: "credit" })),
    ));
}

function rest(figure) {
  standing.get(figure).end();
  standing.delete(figure);
  figure.classList.remove("is-live");
  figure.querySelector(".live").remove();
}

/** The window, or the type in it, is of another size. */
function grow() {
  standing.forEach((map, figure) => {
    if (map.data.scale !== typeSize() / PLAIN_PIXELS) map.grow(scaled(figure.id.split("-")[1]), typeSize());
  });
}

/** A chart says what is pointed at, or tapped. */
function pointAt(figure) {
  const tip = node("p", { class: "tip", hidden: "" });
  figure.append(tip);
  const said = figure.querySelector(".said");
  figure.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const words = target.closest?.("[role=graphics-symbol][aria-label]")?.getAttribute("aria-label") ?? "";
    tip.hidden = !words;
    tip.textContent = words;
    const box = figure.getBoundingClientRect();
    const left = Math.min(clientX - box.left + 12, box.width - tip.offsetWidth);
    tip.style.cssText = `left:${Math.max(left, 0)}px;top:${clientY - box.top + 16}px`;
  });
  figure.addEventListener("pointerleave", () => (tip.hidden = true));
  figure.addEventListener("click", () => (said.textContent = tip.textContent));
}
