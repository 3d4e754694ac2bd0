// The wall: one picture that turns through its scenes by the clock. The page sends facts; all movement is here.

const VERSION = new URL(import.meta.url).search;
const at = (name) => import(`./${name}${VERSION}`);
const [{ typeSizes }, { Rotation }, { Pane, mark, node }, { tile }, { scaleOf, shiftRow }, { chronogramNodes }] =
  await Promise.all(["type.js", "rotation.js", "panes.js", "tiles.js", "shifts.js", "chronogram.js"].map(at));
const [{ Watch }, { timeWords, dateWords }, { WallMap }] = await Promise.all(["health.js", "clock.js", "map.js"].map(at));

const TICK_MS = 250;
const BEAT_MS = 10_000;
const POINTER_MS = 3_000;
const NOTICE_MS = 12_000;
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

  /** The scene that the address asks for; where there is none of this name, the first, and a quiet line. */
  openScene() {
    const { start, hold } = this.data.settings;
    const index = this.data.scenes.findIndex((scene) => scene.id === start);
    const now = Date.now();
    if (start) this.rotation.goTo(Math.max(index, 0), now);
    if (start && index < 0) this.unknownUntil = now + NOTICE_MS;
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
    this.box.classList.toggle("is-narrow", innerWidth / innerHeight < NARROW);
    this.band();
    this.measureHead();
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

  /** The head is as high as the longest sentence needs: the map below must not move from scene to scene. */
  measureHead() {
    const probe = this.find(".probe-head");
    probe.style.width = `${this.find("header").clientWidth}px`;
    const sentence = this.find(".probe .sentence");
    let most = 0;
    for (const scene of this.data.scenes) {
      for (const language of this.languages) {
        sentence.textContent = scene.sentence[language];
        most = Math.max(most, probe.getBoundingClientRect().height);
      }
    }
    sentence.textContent = "";
    this.box.style.setProperty("--head", `${Math.ceil(most)}px`);
  }

  /** What all scenes' maps share, in a language. */
  frame(language) {
    const scale = this.sizes.small / ORDINARY_TYPE;
    return (this.frames[language] ??= { ...this.data.map[language], scale });
  }

  room() {
    const taken = () => [".scale", ".credit", ".notice", ".legend"].map((name) => this.find(name).getBoundingClientRect()).filter((box) => box.width > 0);
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
    const date = `${dateWords(now, language)} · ${data.words["thai-time"][language]}`;
    this.pane(".date").show([date], () => date);
    this.pane(".marking").show([data.level, data.as_of[language]], () => [
      node("span", { class: "level" }, data.level),
      node("span", { class: "until" }, data.as_of[language]),
    ]);
  }

  /** One line over the picture: an alert, or that the address named no scene. */
  drawNotice(now) {
    const { alerts, words, settings } = this.data;
    const isUnknown = this.unknownUntil > now;
    const alert = alerts.length ? alerts[Math.floor(now / BEAT_MS) % alerts.length] : null;
    const text = isUnknown
      ? [words["unknown-scene"][this.language].replace("{scene}", settings.start)]
      : alert && [alert.text[this.language], alert.since[this.language]];
    this.find(".notice").classList.toggle("is-empty", !text);
    this.find(".notice").classList.toggle("is-alert", Boolean(alert) && !isUnknown);
    this.pane(".notice").show(text ?? [], () => (text ?? []).map((one) => node("span", {}, one)));
  }

  drawPages(beat, { turn }) {
    if (this.shown.beat === beat && this.shown.pagesOf === this.index && this.shown.pagesIn === this.language) return;
    this.shown = { ...this.shown, beat, pagesOf: this.index, pagesIn: this.language };
    this.drawFigures(beat);
    this.drawShifts(beat, turn);
    this.drawTicker(beat);
    this.drawSources(beat);
    this.drawChronogram(beat);
    this.drawLegend();
  }

  drawFigures(beat) {
    const wanted = this.data.scenes[this.index].figures.map((id) => this.figures.get(id)).filter(Boolean);
    const slots = this.find(".figures");
    const fit = this.fitting(slots, this.find(".probe .tile"), 3);
    const count = Math.min(fit, wanted.length);
    this.fill(slots, count, "article", "tile");
    const first = (Math.floor(beat) % Math.max(Math.ceil(wanted.length / Math.max(count, 1)), 1)) * count;
    for (let place = 0; place < count; place++) {
      const figure = wanted[(first + place) % wanted.length];
      const element = slots.children[place];
      element.dataset.figure = figure.id;
      element.classList.toggle("is-silent", Boolean(figure.silent));
      (element.pane ??= new Pane(element)).show([figure, this.language], () => tile(figure, this.language).filter(Boolean));
    }
  }

  /** How many like a probe find room in a place. */
  fitting(place, probe, most) {
    const style = getComputedStyle(place);
    const gap = parseFloat(style.rowGap) || 0;
    const { width, height } = probe.getBoundingClientRect();
    const isRow = style.gridAutoFlow.startsWith("column");
    const [room, size] = isRow ? [place.clientWidth, width] : [place.clientHeight, height];
    return Math.max(Math.min(Math.floor((room + gap + 1) / (size + gap)), most), 0);
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
    const fit = this.fitting(element.querySelector(".list"), this.find(".probe .shift"), 8);
    element.classList.toggle("is-empty", !shifts.length || fit < 1);
    if (!shifts.length || fit < 1) return;
    const pages = Math.ceil(shifts.length / fit);
    const page = pages < 2 || beat % 2 === 0 ? 0 : 1 + (turn % (pages - 1));
    const rows = shifts.slice(page * fit, page * fit + fit);
    this.pane(".watch .heading").show([language], () => words["shift-watch"][language]);
    this.pane(".watch .list").show([rows, language, fit], () => {
      const most = scaleOf(shifts);
      return node("ul", { style: `--rows:${fit}` }, ...rows.map((row) => shiftRow(row, most, language)));
    });
  }

  drawTicker(beat) {
    const { ticker } = this.data;
    if (!ticker.length) return;
    const item = ticker[beat % ticker.length];
    const { language } = this;
    this.pane(".ticker").show([item, language], () => {
      const head = [item.date, item.place, item.what].map((one) => one?.[language]).filter(Boolean).join(" · ");
      return [
        node("div", { class: "line" }, node("b", {}, head)),
        node("div", { class: "line" }, node("span", { class: "text", lang: "en" }, item.text), node("cite", {}, item.publisher)),
      ];
    });
    this.cut(this.find(".ticker .page:last-child .text"));
  }

  /** Cut a text at a word so that it fits its line. */
  cut(element) {
    const words = element.textContent.split(" ");
    let [fits, fails] = [0, words.length + 1];
    if (element.scrollWidth <= element.clientWidth) return;
    while (fails - fits > 1) {
      const middle = (fits + fails) >> 1;
      element.textContent = `${words.slice(0, middle).join(" ")} …`;
      if (element.scrollWidth <= element.clientWidth) fits = middle;
      else fails = middle;
    }
    element.textContent = fits ? `${words.slice(0, fits).join(" ").replace(/[\s,;:.]+$/, "")} …` : "";
  }

  drawSources(beat) {
    const { sources } = this.data;
    if (!sources.length) return;
    const { language } = this;
    // What is silent comes first: it is what the room has to know.
    const sorted = [...sources.filter((one) => one.silent), ...sources.filter((one) => !one.silent)];
    const source = sorted[beat % sorted.length];
    this.find(".sources").classList.toggle("is-silent", Boolean(source.silent));
    this.pane(".sources").show([source, language], () => [
      node("div", { class: "line" }, node("b", {}, source.name[language])),
      node("div", { class: "line" }, source.silent?.[language] ?? source.age[language]),
    ]);
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
      chronogramNodes(scene.chronogram, this.language, this.data.words, room, beat),
    );
  }

  /** What the map's colours and marks stand for. */
  drawLegend() {
    const legend = this.data.map[this.language].legend;
    this.pane(".legend").show([legend], () =>
      legend.map(({ label, classes }) =>
        node("span", {}, node("b", {}, label), ...classes.map(([colour, words]) => node("span", {}, node("i", { style: `background:${colour}` }), words))),
      ),
    );
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
