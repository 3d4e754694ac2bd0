// Plays the frames of a replay over one layer of the map, in the browser alone: the page sends them once.

const SPEEDS = [1, 2, 4, 8];
const OPACITY = 205;

function button(name, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = name;
  made.addEventListener("click", action);
  return made;
}

export class Replay {
  /**
   * @param {HTMLElement} box the map's box, into which the controls go.
   * @param {function} redraw called whenever another frame is to be drawn.
   */
  constructor(box, redraw) {
    this.redraw = redraw;
    this.at = 0;
    this.controls = document.createElement("div");
    this.controls.className = "replay";
    this.controls.hidden = true;
    this.play = button("play", () => this.toggle());
    this.slider = document.createElement("input");
    this.slider.type = "range";
    this.slider.min = 0;
    this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
    this.speed = document.createElement("select");
    for (const speed of SPEEDS) this.speed.add(new Option(`${speed}×`, speed));
    this.words = document.createElement("output");
    this.controls.append(
      this.play, button("back", () => this.show(this.at - 1)), button("on", () => this.show(this.at + 1)),
      this.slider, this.words, this.speed,
    );
    box.append(this.controls);
  }

  /** Take over the page's replay, or end it; a new one starts at its last frame, still. */
  update(given, words) {
    const text = JSON.stringify(given ?? null);
    if (text === this.text) return;
    this.text = text;
    this.given = given;
    this.drawn = new Map();
    this.pause();
    this.controls.hidden = !given;
    if (!given) return;
    for (const name of ["play", "back", "on"]) this.named(this.controls.querySelector(`.${name}`), words[`replay-${name}`]);
    this.named(this.slider, words["replay-step"]);
    this.named(this.speed, words["replay-speed"]);
    this.labels = { play: words["replay-play"], pause: words["replay-pause"] };
    this.slider.max = given.frames.length - 1;
    this.show(given.frames.length - 1);
  }

  named(element, words) {
    element.title = words;
    element.setAttribute("aria-label", words);
  }

  toggle() {
    if (this.timer) return this.pause();
    if (this.at === this.given.frames.length - 1) this.show(0);
    this.controls.classList.add("is-playing");
    this.named(this.play, this.labels.pause);
    this.next();
  }

  next() {
    this.timer = setTimeout(() => {
      if (this.at >= this.given.frames.length - 1) return this.pause();
      this.show(this.at + 1);
      this.next();
    }, 1000 / Number(this.speed.value));
  }

  pause() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.controls.classList.remove("is-playing");
    if (this.labels) this.named(this.play, this.labels.play);
  }

  show(frame) {
    this.at = Math.min(Math.max(frame, 0), this.given.frames.length - 1);
    this.slider.value = this.at;
    this.slider.setAttribute("aria-valuetext", this.given.frames[this.at].words);
    this.words.textContent = this.given.frames[this.at].words;
    this.redraw();
  }

  /** A layer as the frame has it; any other as it is. */
  described(layer) {
    if (!this.given || layer.id !== this.given.layer) return layer;
    const key = this.at;
    if (this.drawn.get(key)?.layer !== layer) this.drawn.set(key, { layer, made: { ...layer, data: this.rows() } });
    return this.drawn.get(key).made;
  }

  rows() {
    const { cells, breaks, colours, frames } = this.given;
    return frames[this.at].counts.map(([place, events]) => ({
      cell: cells[place],
      colour: [...colours[breaks.findLastIndex((least) => events >= least)], OPACITY],
      tip: `${frames[this.at].words}: ${events}`,
    }));
  }

  end() {
    clearTimeout(this.timer);
  }
}
