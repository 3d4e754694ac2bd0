// The one map: deck.gl in a box of its own, kept between reruns of the page, which send only descriptions of layers.
// A still map has no buttons, answers no hand, and writes no names: who extends it moves it (see `wall/map.js`).

const VERSION = new URL(import.meta.url).search;
const { basemap } = await import(`./basemap.js${VERSION}`);
const { layer } = await import(`./layers.js${VERSION}`);
const { Drawing } = await import(`./drawing.js${VERSION}`);
const { ViewTeller, shownView } = await import(`./view.js${VERSION}`);
const { Replay } = await import(`./replay.js${VERSION}`);
const { withRows } = await import(`./tables.js${VERSION}`);
const { shadedProvinces } = await import(`./shades.js${VERSION}`);

const MIN_ZOOM = 3;
const MAX_ZOOM = 17;
const FLIGHT_MS = 900;
const STEP_MS = 250;
const LOOK_MS = 300;
const MARGIN = 28;
const SCALE_PIXELS = 130;
const NICE = [1, 2, 5];
const EQUATOR_M = 40_075_017;
export const BY_HAND = { inertia: 250, touchRotate: false, dragRotate: false };
// deck.gl moves a view smoothly only where there is a controller.
const STILL = {
  dragPan: false, dragRotate: false, scrollZoom: false, doubleClickZoom: false, touchZoom: false, touchRotate: false, keyboard: false,
};

// h3-js first: deck.gl looks for it once, as it starts. What stands on the page already isn't asked for.
for (const [name, library] of [["h3-js.umd.js", "h3"], ["deck.gl.min.js", "deck"]]) {
  if (globalThis[library]) continue;
  await new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(`../vendor/${name}${VERSION}`, import.meta.url).href;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${name} is missing`));
    document.head.append(script);
  });
}
const { Stills } = await import(`./stills.js${VERSION}`);

const maps = new WeakMap();
/** Maps that stand on the page: those of one `group` move together. */
const standing = new Set();

/** Draw a map, or change the one that stands in this place already. */
export function draw({ parentElement, data: told, name, setTriggerValue }) {
  let map = maps.get(parentElement);
  const { data, lacking } = withRows(told, parentElement);
  if (lacking.length) {
    // The page believes that they were sent; until they come, what stands stays.
    setTriggerValue("lacking", lacking);
    if (map) return () => end(parentElement);
  }
  if (!map) {
    map = new BorderMap(parentElement, name, data);
    maps.set(parentElement, map);
  }
  map.tell = setTriggerValue;
  map.update(data);
  return () => end(parentElement);
}

function end(parentElement) {
  maps.get(parentElement)?.end();
  maps.delete(parentElement);
}

export class BorderMap {
  constructor(root, name, data, { isStill = false } = {}) {
    this.name = name;
    this.data = data;
    this.isStill = isStill;
    this.opacity = 1;
    this.box = root.querySelector(".map");
    this.scaleBar = root.querySelector(".scale");
    this.isMoved = false;
    this.teller = new ViewTeller(this);
    this.viewId = data.view?.id;
    this.view = { ...this.opening(), minZoom: MIN_ZOOM, maxZoom: MAX_ZOOM, pitch: 0, bearing: 0 };
    this.focusId = data.focus?.id;
    this.layers = [];
    this.stills = new Stills();
    this.deck = new deck.Deck({
      parent: this.box.querySelector(".canvas"),
      views: new deck.MapView({ repeat: true }),
      viewState: this.view,
      controller: this.controls,
      pickingRadius: 3,
      layers: [],
      effects: [this.stills],
      layerFilter: (drawn) => this.stills.draws(drawn),
      ...(isStill ? {} : { getTooltip: (info) => this.tip(info), onClick: (info, { srcEvent }) => this.click(info, srcEvent) }),
      onViewStateChange: ({ viewState }) => {
        // deck.gl says this too of its own flights, and of a box that grew.
        if (this.isByHand) {
          this.isMoved = true;
          this.teller.moved();
        }
        this.move(viewState);
        this.lead();
      },
      onResize: () => this.isMoved || this.fly(this.opening(), 0),
      onAfterRender: () => this.tellDrawn(),
      onError: (error, layer) => {
        console.error(`map: ${layer?.id ?? ""} ${error.message}`);
        // Without a layer to blame, there is nothing to draw on.
        if (!layer) this.box.classList.add("is-failed");
      },
    });
    for (const event of isStill ? [] : ["pointerdown", "wheel", "keydown"]) {
      this.box.querySelector(".canvas").addEventListener(event, () => (this.isByHand = true), { capture: true, passive: true });
    }
    if (!isStill) this.drawButtons();
    if (!isStill && this.box.querySelector(".tools")) this.drawing = new Drawing(this);
    standing.add(this);
    this.replay = isStill ? undefined : new Replay(this.box, () => this.drawLayers(), (day) => this.tell("stepped", { day }));
  }

  /** What of a hand's doings moves the map. */
  get controls() {
    return this.isStill ? STILL : BY_HAND;
  }

  /** Whether deck.gl writes the names of places. */
  get hasNames() {
    return !this.isStill;
  }

  drawButtons() {
    this.button(".closer", () => this.step(1));
    this.button(".farther", () => this.step(-1));
    this.button(".whole", () => {
      this.isMoved = false;
      this.fly(this.whole(), FLIGHT_MS);
      this.teller.moved({ isWhole: true });
    });
  }

  button(selector, action) {
    this.box.querySelector(selector).addEventListener("click", action);
  }

  step(zooms) {
    this.isMoved = true;
    // Told again at the end: where frames come slowly, a flight outlasts the pause after which a view is told.
    this.fly({ zoom: this.view.zoom + zooms }, STEP_MS, () => this.teller.moved());
    this.teller.moved();
  }

  /** While something is drawn, a double click and the keys belong to it. */
  hold(isHeld) {
    this.deck.setProps({ controller: isHeld ? { ...BY_HAND, doubleClickZoom: false, keyboard: false } : BY_HAND });
  }

  /** The view of all borders, as large as the box lets them be. */
  whole() {
    return this.fit(this.data.bounds);
  }

  fit({ west, south, east, north }) {
    const { clientWidth: width, clientHeight: height } = this.box;
    const side = Math.min(MARGIN * this.data.scale, width / 4, height / 4);
    // A pin stands above its point.
    const padding = { left: side, right: side, bottom: side, top: 2 * side };
    const room = new deck.WebMercatorViewport({ width: Math.max(width, 1), height: Math.max(height, 1) });
    const { longitude, latitude, zoom } = room.fitBounds([[west, south], [east, north]], { padding });
    return { longitude, latitude, zoom };
  }

  focus() {
    if ("west" in this.data.focus) return this.fit(this.data.focus);
    const { longitude, latitude, zoom } = this.data.focus;
    return { longitude, latitude, zoom: zoom + Math.log2(this.data.scale) };
  }

  /** The view to open with, and to keep until the reader moves the map. */
  opening() {
    const told = this.teller.opening();
    if (told) return shownView(told, this.box);
    return this.data.focus ? this.focus() : this.whole();
  }

  update(data) {
    const grown = Math.log2(data.scale / this.data.scale);
    this.data = data;
    this.box.dataset.theme = data.theme;
    this.box.style.setProperty("--paper", `rgb(${data.basemap.colours.focus_land.join(" ")} / 85%)`);
    this.box.style.setProperty("--water", `rgb(${data.basemap.colours.water.join(" ")})`);
    this.box.style.setProperty("--ink", `rgb(${data.basemap.colours.ink.join(" ")})`);
    this.box.querySelector(".credit").textContent = data.basemap.credit;
    for (const name of this.isStill ? [] : ["closer", "farther", "whole"]) {
      const button = this.box.querySelector(`.${name}`);
      button.title = data.words[name];
      button.setAttribute("aria-label", data.words[name]);
    }
    this.drawing?.update(data);
    if (data.view?.id !== this.viewId) this.goTo(data.view);
    else if (data.focus && data.focus.id !== this.focusId) this.fly(this.focus(), FLIGHT_MS);
    else if (grown) this.fly(this.isMoved ? { zoom: this.view.zoom + grown } : this.opening(), 0);
    this.focusId = data.focus?.id;
    this.replay?.update(data.replay, data.words, data.moment);
    this.drawLayers();
  }

  /** The page names another view: a link, a step back, or none any more for the sake of what was found. */
  goTo(view) {
    this.teller.forget();
    this.viewId = view?.id;
    this.isMoved = false;
    this.fly(this.opening(), FLIGHT_MS);
  }

  fly(to, milliseconds, onTransitionEnd = () => {}) {
    this.isByHand = false;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const zoom = Math.min(Math.max(to.zoom, this.view.minZoom), this.view.maxZoom);
    const transition = isCalm || !milliseconds
      ? { transitionDuration: 0 }
      : { transitionDuration: milliseconds, onTransitionEnd, ...this.way() };
    this.move({ ...this.view, ...to, zoom, ...transition });
  }

  /** Take the other maps of the group along. */
  lead() {
    const { longitude, latitude, zoom } = this.view;
    for (const other of standing) {
      if (other === this || !this.data.group || other.data.group !== this.data.group) continue;
      other.isMoved = true;
      other.move({ ...other.view, longitude, latitude, zoom, transitionDuration: 0 });
    }
  }

  /** How the map gets from one view to another. */
  way() {
    return { transitionInterpolator: new deck.LinearInterpolator(["longitude", "latitude", "zoom"]) };
  }

  move(view) {
    this.view = view;
    this.deck.setProps({ viewState: view });
    this.drawLayers();
  }

  /** The zoom at which an ordinary screen shows as much. */
  get plainZoom() {
    return this.view.zoom - Math.log2(this.data.scale);
  }

  /** Areas are wide as one looks closer: then the ground has to be read through them. */
  get areaOpacity() {
    const opacity = 1 - 0.17 * (this.plainZoom - 7);
    return Math.round(20 * Math.min(Math.max(opacity, 0.4), 1)) / 20;
  }

  drawLayers() {
    const { areas, marks, chosen, columns, basemap: style, words, theme, language, scale } = this.data;
    // What was fetched is there for every map of the page.
    const onArrival = () => standing.forEach((map) => map.drawLayers());
    const { ground, border, labels } = basemap({
      ...style, words, theme, language, scale, zoom: this.plainZoom, hasNames: this.hasNames, onArrival,
    });
    const made = (described, more) => layer(this.name, described, chosen, columns, more);
    this.layers = [
      ...(style.tiles.length ? ground : this.stills.laid("ground", ground)),
      ...shadedProvinces(this.data.shades, chosen, { lineWidth: scale, onArrival }),
      ...areas.map((described) => made(this.replay?.described(described) ?? described, { opacity: this.areaOpacity * this.opacity })),
      ...this.stills.laid("border", border),
      ...marks.map((described) => made(described, this.opacity < 1 ? { opacity: this.opacity } : {})),
      ...labels,
      ...(this.drawing?.layers() ?? []),
    ];
    delete this.box.dataset.drawn;
    this.deck.setProps({ layers: this.layers });
    // Where nothing changed deck.gl draws no frame that would tell.
    clearTimeout(this.look);
    this.look = setTimeout(() => this.rest(), LOOK_MS);
    this.drawScale();
  }

  /** A round number of kilometres or metres, and how long it is here. */
  drawScale() {
    const metresPerPixel = (EQUATOR_M * Math.cos((this.view.latitude * Math.PI) / 180)) / (512 * 2 ** this.view.zoom);
    const room = metresPerPixel * SCALE_PIXELS * this.data.scale;
    const power = 10 ** Math.floor(Math.log10(room));
    const metres = power * NICE.findLast((n) => n * power <= room);
    this.scaleBar.style.width = `${metres / metresPerPixel}px`;
    const { kilometres, metres: unit } = this.data.words;
    this.scaleBar.textContent = metres >= 1000 ? `${metres / 1000} ${kilometres}` : `${metres} ${unit}`;
  }

  /** What is under the pointer, as text. */
  tip({ object, layer: hit }) {
    if (this.drawing?.isOn) return null;
    const text = object && (hit.props.tip ? hit.props.tip(object) : object.tip);
    return text ? { text, className: "deck-tooltip", style: { background: "", color: "", padding: "", font: "" } } : null;
  }

  click({ object, layer: hit, coordinate }, { timeStamp }) {
    // deck.gl may tell of the click that ended a drawing after its end.
    if (this.drawing && (this.drawing.isOn || timeStamp <= this.drawing.endedAt)) return;
    const column = this.data.columns[hit?.id];
    if (object && column === undefined) return;
    const at = { longitude: coordinate?.[0], latitude: coordinate?.[1] };
    this.tell("picked", object ? { layer: hit.id, id: String(object[column]), ...at } : { layer: "", id: "", ...at });
  }

  /** The map stands still: its pictures are made now, so that rows that change next wait for none. */
  rest() {
    if (!this.stills.isLaid) this.deck.redraw("stills");
    this.tellDrawn();
  }

  /** Say on the box what is shown, once all of it is. */
  tellDrawn() {
    const { longitude, latitude, zoom } = this.view;
    const labels = this.layers.find((one) => one.id === "labels")?.props.data.length ?? 0;
    const told = { longitude: longitude.toFixed(6), latitude: latitude.toFixed(6), zoom: zoom.toFixed(4), labels };
    Object.assign(this.box.dataset, told);
    if (this.layers.length && this.layers.every((one) => one.isLoaded)) this.box.dataset.drawn = "true";
  }

  end() {
    clearTimeout(this.look);
    standing.delete(this);
    this.teller.end();
    this.replay?.end();
    this.deck.finalize();
  }
}
