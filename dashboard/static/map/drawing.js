// Drawing an area on the map: by pointer or by keys. What is drawn travels as points or cells; the page checks it.

const TOOLS = ["polygon", "box", "circle", "cells"];
const STILL_PIXELS = 5;
const CLOSE_PIXELS = 12;
const MOST_POINTS = 300;
const MOST_CELLS = 150;
const STEP_PIXELS = 12;
const EARTH_M = 6_371_000;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function metresBetween([x, y], [u, v]) {
  const [a, b, c] = [y, v, u - x].map((degrees) => (degrees * Math.PI) / 180);
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(c / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

export class Drawing {
  constructor(map) {
    this.map = map;
    this.tool = null;
    this.points = [];
    this.cells = new Set();
    this.canvas = map.box.querySelector(".canvas");
    this.tools = map.box.querySelector(".tools");
    this.hint = map.box.querySelector(".hint");
    this.cross = map.box.querySelector(".cross");
    for (const tool of TOOLS) this.button(tool).addEventListener("click", () => this.start(this.tool === tool ? null : tool));
    this.button("finish").addEventListener("click", () => this.finish());
    this.button("cancel").addEventListener("click", () => this.start(null));
    this.listen();
  }

  button(name) {
    return this.tools.querySelector(`.${name}`);
  }

  get isOn() {
    return this.tool !== null;
  }

  listen() {
    let pressed;
    this.canvas.addEventListener("pointerdown", (event) => (pressed = this.spot(event)));
    this.canvas.addEventListener("pointerup", (event) => {
      const spot = this.spot(event);
      const isClick = pressed && Math.hypot(spot[0] - pressed[0], spot[1] - pressed[1]) < STILL_PIXELS;
      if (this.isOn && isClick && event.button === 0) this.put(spot);
    });
    this.canvas.addEventListener("pointermove", (event) => this.isOn && this.point(this.spot(event), { byKeys: false }));
    this.canvas.addEventListener("dblclick", () => this.tool === "polygon" && this.finish());
    this.map.box.addEventListener("keydown", (event) => this.isOn && this.press(event));
  }

  update({ drawing }) {
    this.tools.hidden = !drawing;
    if (!drawing) return;
    this.given = drawing;
    this.tools.setAttribute("aria-label", drawing.words.tools);
    // Without a role a box may have no name.
    this.canvas.setAttribute("role", "group");
    this.canvas.setAttribute("aria-label", drawing.words.keys);
    for (const name of [...TOOLS, "finish", "cancel"]) {
      this.button(name).title = drawing.words[name];
      this.button(name).setAttribute("aria-label", drawing.words[name]);
    }
    this.say();
  }

  /** Take up a tool, or lay it down. */
  start(tool) {
    Object.assign(this, { tool, points: [], at: null });
    this.cells = new Set(tool === "cells" ? this.given.cells : []);
    const isOn = this.isOn;
    this.map.box.classList.toggle("is-drawing", isOn);
    this.map.hold(isOn);
    if (isOn) {
      this.canvas.tabIndex = 0;
      this.canvas.focus({ preventScroll: true });
      this.point([this.canvas.clientWidth / 2, this.canvas.clientHeight / 2], { byKeys: true });
    } else this.canvas.removeAttribute("tabindex");
    this.show();
  }

  press(event) {
    const isOnCanvas = this.canvas.contains(event.composedPath()[0]);
    const step = ARROWS[event.key];
    if (event.key === "Escape") this.start(null);
    else if (!isOnCanvas) return;
    else if (step) this.point(this.at.map((value, axis) => value + step[axis] * STEP_PIXELS * (event.shiftKey ? 5 : 1)), { byKeys: true });
    else if (event.key === "Enter" || event.key === " ") this.put(this.at);
    else if (event.key === "Backspace") this.points.pop();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.show();
  }

  /** Where the pointer is, or the cross that keys move. */
  point([x, y], { byKeys }) {
    this.at = [Math.min(Math.max(x, 0), this.canvas.clientWidth), Math.min(Math.max(y, 0), this.canvas.clientHeight)];
    this.cross.hidden = !byKeys;
    Object.assign(this.cross.style, { left: `${this.at[0]}px`, top: `${this.at[1]}px` });
    this.show();
  }

  /** A corner, a middle, an edge or a cell at a spot of the screen. */
  put(spot) {
    const place = this.place(spot);
    if (this.tool === "cells") this.toggle(h3.latLngToCell(place[1], place[0], this.given.resolution));
    else if (this.tool === "polygon" && this.points.length > 2 && this.isAt(spot, this.points[0])) this.finish();
    else if (!this.points.length || !this.isAt(spot, this.points.at(-1), STILL_PIXELS)) {
      if (this.points.length < MOST_POINTS) this.points.push(place);
      if (this.tool !== "polygon" && this.points.length === 2) this.finish();
    }
    this.show();
  }

  toggle(cell) {
    if (!this.cells.delete(cell) && this.cells.size < MOST_CELLS) this.cells.add(cell);
  }

  get isWhole() {
    return this.tool === "cells" ? this.cells.size > 0 : this.points.length >= (this.tool === "polygon" ? 3 : 2);
  }

  finish() {
    if (!this.isOn || !this.isWhole) return;
    this.endedAt = performance.now();
    this.map.tell("drawn", { kind: this.tool, points: this.points, cells: [...this.cells] });
    this.start(null);
    this.button("polygon").focus({ preventScroll: true });
  }

  spot(event) {
    const box = this.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  get viewport() {
    return new deck.WebMercatorViewport({ ...this.map.view, width: this.canvas.clientWidth, height: this.canvas.clientHeight });
  }

  place(spot) {
    const [longitude, latitude] = this.viewport.unproject(spot);
    return [((((longitude + 180) % 360) + 360) % 360) - 180, latitude];
  }

  isAt(spot, place, pixels = CLOSE_PIXELS) {
    const [x, y] = this.viewport.project(place);
    return Math.hypot(x - spot[0], y - spot[1]) < pixels;
  }

  show() {
    if (!this.given) return;
    for (const tool of TOOLS) this.button(tool).setAttribute("aria-pressed", String(this.tool === tool));
    for (const name of ["finish", "cancel"]) this.button(name).hidden = !this.isOn;
    this.button("finish").disabled = !this.isWhole;
    if (!this.isOn) this.cross.hidden = true;
    this.say();
    this.map.drawLayers();
  }

  say() {
    const { words } = this.given;
    const parts = this.isOn ? [words[`hint-${this.tool}`]] : [];
    if (this.tool === "circle" && this.points.length && this.at) {
      parts.push(`${(metresBetween(this.points[0], this.place(this.at)) / 1000).toFixed(1)} ${this.map.data.words.kilometres}`);
    }
    if (this.tool === "cells") parts.push(`${this.cells.size}`);
    const text = parts.join(" · ");
    if (this.hint.textContent !== text) this.hint.textContent = text;
  }

  /** What is drawn so far, over everything. */
  layers() {
    if (!this.isOn) return [];
    const colour = this.given.colour;
    const shared = { getFillColor: [...colour, 45], getLineColor: [...colour, 255], getLineWidth: 2, lineWidthUnits: "pixels", stroked: true };
    const ends = this.at && this.points.length ? [...this.points, this.place(this.at)] : this.points;
    const dots = new deck.ScatterplotLayer({
      id: "drawing-points", data: this.points, getPosition: (point) => point, getRadius: 5, radiusUnits: "pixels", getFillColor: [...colour, 255],
    });
    if (this.tool === "cells") {
      return [new deck.H3HexagonLayer({ id: "drawing-cells", data: [...this.cells], getHexagon: (cell) => cell, extruded: false, highPrecision: true, ...shared })];
    }
    if (this.tool === "circle" && ends.length > 1) {
      const metres = metresBetween(ends[0], ends[1]);
      return [new deck.ScatterplotLayer({ id: "drawing-circle", data: [ends[0]], getPosition: (point) => point, getRadius: metres, ...shared }), dots];
    }
    return [new deck.PolygonLayer({ id: "drawing-area", data: ends.length > 1 ? [this.ring(ends)] : [], getPolygon: (ring) => ring, ...shared }), dots];
  }

  ring(ends) {
    if (this.tool !== "box") return ends;
    const [[west, south], [east, north]] = ends;
    return [[west, south], [east, south], [east, north], [west, north]];
  }
}
