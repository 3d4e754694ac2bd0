// The map of a briefing of one file: the one map, in the place of its picture, with names as text over it.

const VERSION = new URL(import.meta.url).search;
const { BorderMap, BY_HAND } = await import(`../map/map.js${VERSION}`);
const { enlarged } = await import(`../map/layers.js${VERSION}`);
const { pinPlaces, setNames } = await import(`../wall/names.js${VERSION}`);

const SETTLE_MS = 160;
const MOST_NAMES = 40;
const FARTHEST_ZOOM = 4.2;
const CLOSEST_ZOOM = 14;
// The file holds no ground far from Thailand's borders.
const MIDDLE = { longitude: [92, 110], latitude: [3, 26] };

const within = (value, [least, most]) => Math.min(Math.max(value, least), most);

export class BriefMap extends BorderMap {
  /**
   * @param {Element} root holds `.map` with its parts.
   * @param {string} name of the map.
   * @param {object} data as `BorderMap` takes it; `scale` is how many times larger than on an ordinary screen.
   * @param {{small: number, drawn: function, said: function}} told size of small type, and whom to tell that the map
   * is drawn, and what was clicked.
   */
  constructor(root, name, data, told) {
    super(root, name, BriefMap.scaled(data));
    this.names = root.querySelector(".names");
    this.told = told;
    this.opening();
    this.update(this.data);
  }

  static scaled(data) {
    const grown = (layers) => layers.map((one) => enlarged(one, data.scale));
    return { ...data, areas: grown(data.areas), marks: grown(data.marks) };
  }

  /** The wheel scrolls the page, until the map is clicked. */
  get controls() {
    return { ...BY_HAND, scrollZoom: Boolean(this.isHeld), keyboard: true };
  }

  get hasNames() {
    return false;
  }

  holdWheel(isHeld) {
    if (this.isHeld === isHeld) return;
    this.isHeld = isHeld;
    this.deck.setProps({ controller: this.controls });
  }

  opening() {
    const whole = super.opening();
    const grown = Math.log2(this.data.scale);
    Object.assign(this.view ?? {}, { minZoom: Math.min(whole.zoom, FARTHEST_ZOOM + grown), maxZoom: CLOSEST_ZOOM + grown });
    return whole;
  }

  move(view) {
    const { longitude, latitude } = view;
    super.move({ ...view, longitude: within(longitude, MIDDLE.longitude), latitude: within(latitude, MIDDLE.latitude) });
    if (!this.names) return;
    this.carryNames();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.setNames(), SETTLE_MS);
  }

  get viewport() {
    const { clientWidth: width, clientHeight: height } = this.box;
    const { longitude, latitude, zoom } = this.view;
    return new deck.WebMercatorViewport({ width, height, longitude, latitude, zoom });
  }

  /** Names go with the ground until they are set anew. */
  carryNames() {
    if (!this.set) return;
    const { viewport } = this;
    const [x, y] = viewport.project([this.set.longitude, this.set.latitude]);
    const { width, height } = viewport;
    const grown = 2 ** (this.view.zoom - this.set.zoom);
    this.names.style.transform = `translate(${x - width / 2}px, ${y - height / 2}px) scale(${grown})`;
  }

  setNames() {
    const { longitude, latitude, zoom } = this.view;
    this.set = { longitude, latitude, zoom };
    this.names.style.transform = "";
    const { viewport } = this;
    const pins = pinPlaces(this.data.marks, viewport);
    const box = this.box.getBoundingClientRect();
    const over = [...this.box.querySelectorAll(".buttons, .north, .foot")].map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return { left: left - box.left, right: right - box.left, top: top - box.top, bottom: bottom - box.top };
    });
    setNames(this.names, {
      viewport,
      plainZoom: this.plainZoom,
      language: this.data.language,
      small: this.told.small,
      most: MOST_NAMES,
      taken: [...over, ...pins.map(({ box: around }) => around)],
      pins,
      onArrival: () => this.setNames(),
    });
  }

  update(data) {
    super.update(data);
    this.setNames();
  }

  /** Another size of type: everything grows with it. */
  grow(data, small) {
    this.told.small = small;
    this.update(BriefMap.scaled(data));
  }

  click(info) {
    this.told.said(this.tip(info)?.text ?? "");
  }

  tellDrawn() {
    super.tellDrawn();
    if (this.box.dataset.drawn) this.told?.drawn();
  }

  end() {
    clearTimeout(this.settling);
    super.end();
  }
}
