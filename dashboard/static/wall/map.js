// The wall's map: the one map, still, flying from scene to scene; what lies on it fades out before and in after.

const VERSION = new URL(import.meta.url).search;
const { BorderMap } = await import(`../map/map.js${VERSION}`);
const { enlarged } = await import(`../map/layers.js${VERSION}`);
const { pinPlaces, setNames } = await import(`./names.js${VERSION}`);

const FLIGHT_MS = 2600;
const FADE_MS = 500;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The map of the wall. */
export class WallMap extends BorderMap {
  /**
   * @param {Element} root holds `.map`, with `.canvas`, `.names`, `.scale` and `.credit` in it.
   * @param {object} frame what all scenes share: colours, words, language, theme, version.
   * @param {{small: number, taken: function}} room the size of small type, and boxes over the map that names leave free.
   */
  constructor(root, frame, scene, room) {
    super(root, "wall", { ...frame, ...WallMap.part(scene, frame.scale) }, { isStill: true });
    this.names = root.querySelector(".names");
    this.room = room;
    this.scene = scene;
    this.turn = 0;
    this.isFlying = false;
    this.update(this.data);
    this.setNames();
  }

  /** What a scene gives the map. */
  static part(scene, scale) {
    return {
      bounds: scene.bounds,
      areas: scene.areas.map((one) => enlarged(one, scale)),
      marks: scene.marks.map((one) => enlarged(one, scale)),
      columns: {},
      chosen: null,
      focus: null,
    };
  }

  way() {
    const easing = (t) => (t < 0.5 ? 4 * t ** 3 : 1 - (-2 * t + 2) ** 3 / 2);
    return { transitionInterpolator: new deck.FlyToInterpolator({ curve: 1.2 }), transitionEasing: easing };
  }

  /** Show a scene: at once where it is the same one or the map is out of sight. */
  async show(frame, scene, isInSight) {
    const isSame = scene.id === this.scene.id;
    const hasChanged = scene !== this.scene || frame !== this.frame;
    this.frame = frame;
    this.scene = scene;
    if (isSame && !hasChanged) return;
    const turn = ++this.turn;
    const data = { ...frame, ...WallMap.part(scene, frame.scale) };
    if (isSame || !isInSight || calm.matches) {
      this.opacity = 1;
      this.update(data);
      if (!isSame) this.fly(this.whole(), 0);
      this.land();
      return;
    }
    this.isFlying = true;
    this.names.classList.add("away");
    await this.fade(0, turn);
    if (turn !== this.turn) return;
    this.update(data);
    this.fly(this.whole(), FLIGHT_MS);
    await wait(FLIGHT_MS + 100);
    if (turn !== this.turn) return;
    this.land();
    await this.fade(1, turn);
  }

  land() {
    this.isFlying = false;
    this.setNames();
    this.names.classList.remove("away");
  }

  /** Bring what lies on the map to an opacity, little by little. */
  async fade(to, turn) {
    const from = this.opacity;
    const start = performance.now();
    while (turn === this.turn && this.opacity !== to) {
      const share = Math.min((performance.now() - start) / FADE_MS, 1);
      this.opacity = from + (to - from) * share;
      this.drawLayers();
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }

  /** After the window changed: the whole scene again. */
  refit(frame, room) {
    this.room = room;
    this.frame = frame;
    this.update({ ...frame, ...WallMap.part(this.scene, frame.scale) });
    this.fly(this.whole(), 0);
    if (!this.isFlying) this.setNames();
  }

  setNames() {
    const { clientWidth: width, clientHeight: height } = this.box;
    const { longitude, latitude, zoom } = this.view;
    const viewport = new deck.WebMercatorViewport({ width, height, longitude, latitude, zoom });
    const box = this.box.getBoundingClientRect();
    const pins = pinPlaces(this.data.marks, viewport);
    const over = this.room.taken().map((one) => ({
      left: one.left - box.left, right: one.right - box.left, top: one.top - box.top, bottom: one.bottom - box.top,
    }));
    setNames(this.names, {
      viewport,
      plainZoom: this.plainZoom,
      language: this.data.language,
      small: this.room.small,
      taken: [...over, ...pins.map(({ box: around }) => around)],
      pins,
      onArrival: () => this.turn >= 0 && this.setNames(),
    });
  }

  end() {
    this.turn = -1;
    super.end();
  }
}
