// The wall's map: the one map, still, flying from scene to scene; what lies on it fades out before and in after.

const VERSION = new URL(import.meta.url).search;
const { BorderMap } = await import(`../map/map.js${VERSION}`);
const { setNames } = await import(`./names.js${VERSION}`);

const FLIGHT_MS = 2600;
const FADE_MS = 500;
// Sizes that a description gives in pixels of an ordinary screen.
const IN_PIXELS = ["lineWidthMinPixels", "radiusMinPixels", "widthMinPixels"];
// Sizes that are in pixels by their unit: of the layer's kind where the description doesn't say.
const SCALED = [["widthUnits", "widthScale"], ["radiusUnits", "radiusScale"], ["lineWidthUnits", "lineWidthScale"], ["sizeUnits", "sizeScale"]];
const UNITS = { LineLayer: { widthUnits: "pixels" }, ArcLayer: { widthUnits: "pixels" }, IconLayer: { sizeUnits: "pixels" } };

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const grown = new WeakMap();

/** A description with its pixels as large as the wall needs them; the same object for the same one. */
function enlarged(description, scale) {
  const known = grown.get(description);
  if (known?.scale === scale) return known.made;
  const made = { ...description };
  const units = { ...UNITS[description["@@type"]], ...description };
  for (const name of IN_PIXELS) if (typeof made[name] === "number") made[name] *= scale;
  for (const [unit, name] of SCALED) if (units[unit] === "pixels") made[name] = (made[name] ?? 1) * scale;
  grown.set(description, { scale, made });
  return made;
}

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
    const pins = this.pins(viewport);
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

  /** Where pins stand on the screen. */
  pins(viewport) {
    const layers = this.data.marks.filter((one) => one["@@type"] === "IconLayer");
    return layers.flatMap(({ data, sizeScale, iconMapping }) =>
      data.map((row) => {
        const [x, y] = viewport.project([row.longitude, row.latitude]);
        const { width, height } = iconMapping[row.icon];
        const [high, wide] = [row.size * sizeScale, (row.size * sizeScale * width) / height];
        const count = [...row.icon.matchAll(/-(\d+)/g)].reduce((sum, [, number]) => sum + Number(number), 0);
        return { x, y: y - high + wide / 2, radius: wide / 2, count, box: { left: x - wide / 2, right: x + wide / 2, top: y - high, bottom: y } };
      }),
    );
  }

  end() {
    this.turn = -1;
    super.end();
  }
}
