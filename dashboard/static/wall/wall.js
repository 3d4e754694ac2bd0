// The wall: one picture that turns through its scenes by the clock. The page sends facts; all movement is here.

const VERSION = new URL(import.meta.url).search;
const at = (name) => import(`./${name}${VERSION}`);
const [{ typeSizes }, { Rotation }, { Pane, mark, node }, { tile }, { scaleOf, shiftRow }, { chronogramNodes }] =
  await Promise.all(["type.js", "rotation.js", "panes.js", "tiles.js", "shifts.js", "chronogram.js"].map(at));
const [{ Watch }, { timeWords, dateWords }, { WallMap }, { Foot }] =
  await Promise.all(["health.js", "clock.js", "map.js", "foot.js"].map(at));

const TICK_MS = 250;
const BEAT_MS = 10_000;
const POINTER_MS = 3_000;
// Small type on the wall, against an ordinary screen's: marks and lines of the map grow by as much.
const ORDINARY_TYPE = 13;
const NARROW = 1.15;

const walls = new WeakMap();

/** Show the wall, or give new facts to the one that stands. */
export function show({ parentElement, data }) {
  let wall = walls.get(parentElement);
  if (wall) wall.update(data);
  else walls.set(parentElement, (wall = new Wall(parentElement, data)));
  return () => {
    walls.delete(parentElement);
    wall.end();
  };
}

class Wall {
  constructor(root, data) {
    this.box = root.querySelector(".wall");
    this.data = data;
    this.ending = new AbortController();
    this.rotation = new Rotation(data.settings);
    this.panes = {};
    this.foot = new Foot((selector) => this.find(selector), (selector) => this.pane(selector));
    this.map = null;
    this.shown = {};
    this.take(data);
    this.openScene();
    this.listen();
    this.watch = new Watch({ onLost: (seenAt) => this.lose(seenAt), onBack: () => location.reload() });
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.layout();
    this.tick();
    // Type is measured; what was measured before its font came is wrong.
    document.fonts.ready.then(() => this.timer && this.layout());
  }

  find(selector) {
    return this.box.querySelector(selector);
  }

  pane(selector) {
    return (this.panes[selector] ??= new Pane(this.find(selector)));
  }

  /** The scene that the address asks for. */
  openScene() {
    const { start, hold } = this.data.settings;
    const index = this.data.scenes.findIndex((scene) => scene.id === start);
    const now = Date.now();
    if (index >= 0 || this.data.notices.length) this.rotation.goTo(Math.max(index, 0), now);
    if (hold) this.rotation.toggle(now);
  }

  listen() {
    const { signal } = this.ending;
    addEventListener("keydown", (event) => this.press(event), { signal });
    addEventListener("pointermove", () => this.showPointer(), { signal });
    addEventListener("resize", () => this.layout(), { signal });
  }

  take(data) {
    this.data = data;
    this.fingerprint = JSON.stringify(data);
    this.rotation.setSeconds(data.scenes.map((scene) => scene.seconds));
    this.figures = new Map(data.figures.map((figure) => [figure.id, figure]));
    this.box.dataset.build = data.build_id;
    this.box.dataset.level = data.level.replace(/^TLP:/, "").replace("+", "-");
    this.find(".band").hidden = !data.is_synthetic;
  }

  update(data) {
    if (JSON.stringify(data) === this.fingerprint) return;
    this.take(data);
    this.shown = {};
    this.layout();
    this.tick();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = Date.now();
    const digit = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : -1;
    if (event.key === " ") this.rotation.toggle(now);
    else if (event.key === "ArrowRight") this.rotation.step(1, now);
    else if (event.key === "ArrowLeft") this.rotation.step(-1, now);
    else if (event.key === "f" || event.key === "F") this.toggleFullScreen();
    else if (digit >= 0 && digit < this.data.scenes.length) this.rotation.goTo(digit, now);
    else return;
    event.preventDefault();
    this.lastTurn = this.rotation.at(now).turn;
    this.tick();
  }

  toggleFullScreen() {
    const wish = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
    wish.catch((error) => console.warn(`wall: ${error.message}`));
  }

  showPointer() {
    this.box.classList.add("is-pointing");
    clearTimeout(this.pointing);
    this.pointing = setTimeout(() => this.box.classList.remove("is-pointing"), POINTER_MS);
  }

  /** Sizes of type and places, from the window. */
  layout() {
    this.sizes = typeSizes(this.data.settings, innerHeight);
    for (const [name, size] of Object.entries(this.sizes)) this.box.style.setProperty(`--${name}`, `${size}px`);
    this.isNarrow = innerWidth / innerHeight < NARROW;
    this.box.classList.toggle("is-narrow", this.isNarrow);
    this.box.classList.toggle("is-tight", innerWidth < 70 * this.sizes.small);
    this.band();
    this.measureAll();
    this.frames = {};
    this.shown = {};
    this.tick();
    this.map?.refit(this.frame(this.language), this.room());
  }

  band() {
    const { is_synthetic: isSynthetic, words } = this.data;
    if (isSynthetic) this.find(".band").textContent = words.synthetic[this.language ?? this.languages[0]];
  }

  get languages() {
    const { language } = this.data.settings;
    return language === "both" ? ["th", "en"] : [language];
  }

  /**
   * Places are as high as the largest of what they will hold, in any scene and language: nothing moves as scenes change.
   * @param {string} name of a probe, an element as wide as the place.
   * @param {number} width of the place.
   * @param {Iterable} contents functions that fill the probe.
   */
  measure(name, width, contents) {
    const probe = this.find(`.probe-${name}`);
    probe.style.width = `${width}px`;
    let most = 0;
    for (const fill of contents) {
      fill(probe);
      most = Math.max(most, probe.getBoundingClientRect().height);
    }
    return Math.ceil(most);
  }

  measureAll() {
    const { scenes, figures, shifts } = this.data;
    const each = (things, fill) => things.flatMap((thing) => this.languages.map((language) => (probe) => fill(probe, thing, language)));
    const head = this.measure("head", this.find("header").clientWidth, each(scenes, (probe, scene, language) => {
      probe.querySelector(".sentence").textContent = scene.sentence[language];
    }));
    this.box.style.setProperty("--head", `${head}px`);
    const legend = this.measure("legend", this.find(".stage").clientWidth, each(scenes, (probe, scene, language) =>
      probe.replaceChildren(node("div", { class: "page" }, ...this.legendNodes(scene, language))),
    ));
    this.box.style.setProperty("--legend", `${legend}px`);
    const slots = this.find(".figures");
    const across = this.isNarrow ? Math.min(Math.max(Math.floor(slots.clientWidth / (this.sizes.figure * 5)), 1), 3) : 1;
    this.across = across;
    this.tileHeight = this.measure("tile", slots.clientWidth / across - (across - 1) * this.sizes.small, each(figures, (probe, figure, language) =>
      probe.replaceChildren(node("div", { class: "page" }, ...tile(figure, language).filter(Boolean))),
    ));
    const list = this.find(".watch .list").clientWidth;
    this.shiftHeights = shifts.map((one) => this.measure("shift", list, each([one], (probe, shift, language) =>
      probe.replaceChildren(node("ul", {}, shiftRow(shift, 1, language))),
    )));
    for (const name of ["tile", "shift", "legend"]) this.find(`.probe-${name}`).replaceChildren();
  }

  /** What all scenes' maps share, in a language. */
  frame(language) {
    const scale = this.sizes.small / ORDINARY_TYPE;
    return (this.frames[language] ??= { ...this.data.map[language], scale });
  }

  room() {
    const taken = () => [".scale", ".credit", ".notice:not(.is-empty)"].map((name) => this.find(name)?.getBoundingClientRect()).filter((box) => box?.width > 0);
    return { small: this.sizes.small, taken };
  }

  tick() {
    if (!this.timer && this.lastTurn !== undefined) return;
    const now = Date.now();
    let place = this.rotation.at(now);
    if (this.lastTurn !== undefined && place.turn !== this.lastTurn) {
      this.rotation.rejoin();
      place = this.rotation.at(now);
    }
    this.lastTurn = place.turn;
    this.index = place.index;
    this.language = this.languages[(place.index + place.round) % this.languages.length];
    this.box.lang = this.language;
    this.drawBar(place);
    this.drawScene(place);
    this.drawClock(new Date(now));
    this.drawNotice(now);
    this.drawPages(this.beat(place, now), place);
  }

  /** Counts the moments at which pages turn: as a scene comes, and at its half; while it is held, every ten seconds. */
  beat({ turn, share }, now) {
    const held = this.rotation.isHeld ? Math.floor((now - this.rotation.heldAt) / BEAT_MS) : 0;
    return 2 * turn + (share >= 0.5 ? 1 : 0) + held;
  }

  drawBar({ index, share }) {
    const bar = this.find(".left");
    const count = this.data.scenes.length;
    if (bar.children.length !== count) bar.replaceChildren(...Array.from({ length: count }, () => node("i", {}, node("b"))));
    [...bar.children].forEach((one, place) => {
      one.classList.toggle("is-now", place === index);
      one.firstChild.style.transform = `scaleX(${place === index ? (1 - share).toFixed(4) : 0})`;
    });
    this.box.classList.toggle("is-held", this.rotation.isHeld);
  }

  drawScene() {
    const scene = this.data.scenes[this.index];
    const { language } = this;
    const isHeld = this.rotation.isHeld;
    if (this.shown.scene === scene && this.shown.language === language && this.shown.isHeld === isHeld) return;
    this.shown = { ...this.shown, scene, language, isHeld };
    this.box.dataset.scene = scene.id;
    this.band();
    const words = this.data.words;
    this.pane(".title").show([scene.title[language], isHeld], () => [
      node("span", {}, `${scene.title[language]}`),
      isHeld ? node("em", {}, words.held[language]) : null,
    ].filter(Boolean));
    this.pane(".headline").show([scene.sentence[language], scene.verdict], () => [
      ...(scene.verdict && scene.verdict !== "none" ? [mark(scene.verdict)] : []),
      node("p", { class: "sentence" }, scene.sentence[language]),
    ]);
    this.drawStage(scene);
  }

  drawStage(scene) {
    const isMap = scene.kind === "map";
    const wasMap = this.box.classList.contains("is-map");
    this.box.classList.toggle("is-map", isMap);
    const first = isMap ? scene : this.data.scenes.find((one) => one.kind === "map");
    if (!first) return;
    const frame = this.frame(this.language);
    this.find(".map").setAttribute("aria-label", `${frame.alt}: ${scene.title[this.language]}`);
    this.find(".failed").textContent = frame.words.failed;
    if (!this.map) this.map = new WallMap(this.find(".stage"), frame, first, this.room());
    else if (isMap) this.map.show(frame, scene, wasMap);
  }

  drawClock(now) {
    const { language, data } = this;
    this.pane(".time").show([timeWords(now, language)], () => timeWords(now, language));
    const date = `${dateWords(now, language)} · ${data.words.time[language]}`;
    this.pane(".date").show([date], () => date);
    this.pane(".until").show([data.as_of[language]], () => data.as_of[language]);
    this.pane(".level").show([data.level], () => node("span", {}, data.level));
  }

  /** One line over the picture: alerts, and what is wrong with the scenes' file or the address. */
  drawNotice(now) {
    const { alerts, notices } = this.data;
    const lines = [...alerts.map((alert) => ({ words: [alert.text, alert.since], isAlert: true })), ...notices.map((notice) => ({ words: [notice] }))];
    const line = lines[Math.floor(now / BEAT_MS) % Math.max(lines.length, 1)];
    const element = this.find(".notice");
    element.classList.toggle("is-empty", !line);
    element.classList.toggle("is-alert", Boolean(line?.isAlert));
    const words = (line?.words ?? []).map((one) => one[this.language]);
    this.pane(".notice").show(words, () => words.map((one) => node("span", {}, one)));
  }

  drawPages(beat, { turn }) {
    if (this.shown.beat === beat && this.shown.pagesOf === this.index && this.shown.pagesIn === this.language) return;
    this.shown = { ...this.shown, beat, pagesOf: this.index, pagesIn: this.language };
    this.drawFigures(beat);
    this.drawShifts(beat, turn);
    const figures = this.data.scenes[this.index].figures.map((id) => this.figures.get(id)).filter(Boolean);
    this.foot.draw({ ...this.data, figures, language: this.language, beat });
    this.drawChronogram(beat);
    this.drawLegend();
  }

  /** As many figures as leave room for the sectors below them; the others turn up at the half of the scene. */
  drawFigures(beat) {
    const wanted = this.data.scenes[this.index].figures.map((id) => this.figures.get(id)).filter(Boolean);
    const slots = this.find(".figures");
    const gap = parseFloat(getComputedStyle(slots).rowGap) || 0;
    const room = this.find("aside").clientHeight;
    const atMost = this.isNarrow ? this.across : Math.floor((room + gap) / (this.tileHeight + gap));
    const count = Math.min(atMost, 3, wanted.length);
    slots.style.setProperty("--tile", `${this.tileHeight}px`);
    slots.style.setProperty("--across", this.across);
    this.fill(slots, count, "article", "tile");
    const first = (beat % Math.max(Math.ceil(wanted.length / Math.max(count, 1)), 1)) * count;
    for (let place = 0; place < count; place++) {
      const figure = wanted[(first + place) % wanted.length];
      const element = slots.children[place];
      element.dataset.figure = figure.id;
      element.classList.toggle("is-silent", Boolean(figure.silent));
      (element.pane ??= new Pane(element)).show([figure, this.language], () => tile(figure, this.language).filter(Boolean));
    }
  }

  fill(place, count, name, kind) {
    while (place.children.length > count) {
      place.lastChild.pane?.drop();
      place.lastChild.remove();
    }
    while (place.children.length < count) place.append(node(name, { class: kind }));
  }

  /** The sectors that changed most come with each scene; at its half the others, a page at a time. */
  drawShifts(beat, turn) {
    const { shifts, words } = this.data;
    const { language } = this;
    const element = this.find(".watch");
    const list = element.querySelector(".list");
    this.pane(".watch .heading").show([language], () => [node("b", {}, words.shifts[language]), ` ${words["shifts-months"][language]}`]);
    element.classList.remove("is-empty");
    const pages = this.isNarrow ? [] : this.shiftPages(list.clientHeight);
    element.classList.toggle("is-empty", !pages.length);
    if (!pages.length) return;
    const page = pages.length < 2 || beat % 2 === 0 ? 0 : 1 + (turn % (pages.length - 1));
    this.pane(".watch .list").show([pages[page], language], () => {
      const most = scaleOf(shifts);
      return node("ul", {}, ...pages[page].map((row) => shiftRow(row, most, language)));
    });
  }

  /** Sectors in order, as many a page as it holds; the last page is filled up with some of the one before. */
  shiftPages(height) {
    const rows = this.data.shifts.map((shift, place) => ({ shift, own: this.shiftHeights[place] })).filter(({ own }) => own <= height);
    const pages = [];
    for (let first = 0; first < rows.length; first += pages.at(-1).length) pages.push(this.fitting(rows.slice(first), height));
    if (pages.length > 1) pages[pages.length - 1] = this.fitting([...rows].reverse(), height).reverse();
    return pages.map((page) => page.map(({ shift }) => shift));
  }

  /** The first rows, as many as a height holds. */
  fitting(rows, height) {
    let left = height;
    const over = rows.findIndex(({ own }) => (left -= own) < 0);
    return over < 0 ? rows : rows.slice(0, over);
  }

  drawChronogram(beat) {
    const scene = this.data.scenes[this.index];
    if (scene.kind !== "chronogram" || !scene.chronogram) return;
    const element = this.find(".chronogram");
    const style = getComputedStyle(element);
    const room = {
      width: element.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
      height: element.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom),
      small: this.sizes.small,
    };
    this.pane(".chronogram").show([scene.id, this.data.build_id, this.language, beat, room], () =>
      chronogramNodes(scene.chronogram, this.data.words, this.language, room, beat),
    );
  }

  /** What the map's colours and marks stand for. */
  drawLegend() {
    const scene = this.data.scenes[this.index];
    if (scene.kind !== "map") return;
    this.pane(".legend").show([scene.layers, scene.map_days, scene.on_map, this.language], () => this.legendNodes(scene, this.language));
  }

  legendNodes(scene, language) {
    const onMap = scene.on_map?.[language];
    const groups = this.data.map[language].legend
      .filter(({ layer }) => scene.layers.includes(layer))
      .map(({ label, signs }) =>
        node(
          "span",
          { class: "group" },
          node("b", {}, label.replace("{days}", scene.map_days)),
          ...signs.map(({ sign, colour, words }) => node("span", {}, node("i", { class: sign, style: `--sign:${colour}` }), words)),
        ),
      );
    return onMap ? [...groups, node("span", { class: "on-map" }, onMap)] : groups;
  }

  /** The server is gone: say so over the last picture, since when. */
  lose(seenAt) {
    const gone = this.find(".gone");
    const words = this.data.words["server-gone"][this.language];
    gone.textContent = words.replace("{time}", timeWords(seenAt, this.language)).replace("{date}", dateWords(seenAt, this.language));
    gone.hidden = false;
    this.box.classList.add("is-lost");
  }

  end() {
    clearInterval(this.timer);
    clearTimeout(this.pointing);
    this.timer = null;
    for (const pane of Object.values(this.panes)) pane.drop();
    this.ending.abort();
    this.watch.end();
    this.map?.end();
  }
}
