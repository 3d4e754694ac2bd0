// The extent of a map as an address tells it: the same on a small screen and on a large one.

// The zoom that is told is that of a map whose shorter side has so many pixels.
const SIDE = 640;
const HAND_MS = 600;
// Where each map was left: the page shows it again after a visit elsewhere, without asking the server.
const left = new Map();

/** What a map shows, as an address tells it. */
export function toldView({ longitude, latitude, zoom }, { clientWidth, clientHeight }) {
  const shorter = Math.max(Math.min(clientWidth, clientHeight), 1);
  return {
    longitude: ((((longitude + 180) % 360) + 360) % 360) - 180,
    latitude,
    zoom: zoom - Math.log2(shorter / SIDE),
    aspect: Math.max(clientWidth, 1) / Math.max(clientHeight, 1),
  };
}

/** The view of a box that holds all of what was told, as large as may be. */
export function shownView({ longitude, latitude, zoom, aspect }, { clientWidth, clientHeight }) {
  const wide = clientWidth / Math.max(aspect, 1);
  const high = clientHeight / Math.max(1 / aspect, 1);
  return { longitude, latitude, zoom: zoom + Math.log2(Math.max(Math.min(wide, high), 1) / SIDE) };
}

/** Tells the page where a reader moved the map to, once he has let go of it. */
export class ViewTeller {
  constructor(map) {
    this.map = map;
    this.timer = undefined;
  }

  /** Where the map was left, if the page hasn't named another view since; else what the page says. */
  opening() {
    const { name, data } = this.map;
    const before = left.get(name);
    return before && before.id === data.view?.id ? before.view : data.view?.at;
  }

  /** The reader moved the map, or `whole` took him back to the start. */
  moved({ isWhole = false } = {}) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.report(isWhole), HAND_MS);
  }

  report(isWhole) {
    const { map } = this;
    if (!map.data.view) return;
    const view = isWhole && !map.data.focus ? null : toldView(map.view, map.box);
    left.set(map.name, { id: map.data.view.id, view });
    map.tell("moved", view ?? {});
  }

  /** Another view was asked for: what was about to be told is over. */
  forget() {
    clearTimeout(this.timer);
    left.delete(this.map.name);
  }

  end() {
    clearTimeout(this.timer);
  }
}
