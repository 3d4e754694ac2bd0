// Plays the frames of a replay over one layer of the map, in the browser alone: the page sends them once.

const SPEEDS = [1, 2, 4, 8];
const OPACITY = 205;
// A step is told once the reader has stood on it for so long.
const STAND_MS = 600;

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
   * @param {function} tell called with the first day of the step that the reader stands on.
   */
  constructor(box, redraw, tell) {
    this.redraw = redraw;
    this.tell = tell;
    this.at = 0;
    this.controls = document.createElement("div");
    this.controls.className = "replay";
    this.controls.hidden = true;
    this.play = button("play", () => this.toggle());
    this.slider = document.createElement("input");
    this.slider.type = "range";
    this.slider.min = 0;
    this.slider.addEventListener("input", () => this.step(Number(this.slider.value)));
    this.speed = document.createElement("select");
    for (const speed of SPEEDS) this.speed.add(new Option(`${speed}×`, speed));
    this.words = document.createElement("output");
    this.controls.append(
      this.play, button("back", () => this.step(this.at - 1)), button("on", () => this.step(this.at + 1)),
      this.slider, this.words, this.speed,
    );
    box.append(this.controls);
  }

  /** Take over the page's replay, or end it; a new one, or one that another address names, starts there, still. */
  update(given, words, moment) {
    const text = JSON.stringify(given ?? null);
    const isNamed = Boolean(moment) && moment.id !== this.momentId;
    this.momentId = moment?.id;
    if (text === this.text) {
      if (given && isNamed) this.stand(moment.day);
      return;
    }
    this.text = text;
    clearTimeout(this.telling);
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
    this.stand(moment?.day);
  }

  /** Stand still on the step that holds a day; on the last where none is named, or none holds it. */
  stand(day) {
    const { frames } = this.given;
    const at = day ? frames.findLastIndex((frame) => frame.day <= day) : -1;
    this.pause();
    this.show(at < 0 ? frames.length - 1 : at);
  }

  named(element, words) {
    element.title = words;
    element.setAttribute("aria-label", words);
  }

  toggle() {
    if (this.timer) return this.rest();
    if (this.at === this.given.frames.length - 1) this.show(0);
    this.controls.classList.add("is-playing");
    this.named(this.play, this.labels.pause);
    this.next();
  }

  next() {
    this.timer = setTimeout(() => {
      if (this.at >= this.given.frames.length - 1) return this.rest();
      this.show(this.at + 1);
      this.next();
    }, 1000 / Number(this.speed.value));
  }

  rest() {
    this.pause();
    this.stood();
  }

  step(frame) {
    this.show(frame);
    this.stood();
  }

  /** Tell where the reader stands; while it plays, nobody does. */
  stood() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => {
      const day = this.given?.frames[this.at].day;
      if (day && !this.timer) this.tell(day);
    }, STAND_MS);
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
    clearTimeout(this.telling);
  }
}
