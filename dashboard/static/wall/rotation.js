// Which scene stands, and for how long: told by the clock alone, so that several screens agree and a reload changes nothing.

/**
 * The scenes' order in time. Moments are milliseconds since 1970.
 *
 * All screens change at the same moments, screen 2 one scene ahead of screen 1, and so on: no two show the same. A hand
 * on the keys shifts this screen's own time; where there are several, it falls in with the others at its next scene.
 */
export class Rotation {
  constructor({ screens = 1, screen = 1 } = {}) {
    this.screens = screens;
    this.ahead = (screen - 1) % Math.max(screens, 1);
    this.shift = 0;
    this.heldAt = null;
    this.seconds = [];
  }

  /** How long each scene stays; the scene of this moment stays where it is in its place of the list. */
  setSeconds(seconds) {
    const isFirst = this.seconds.length === 0;
    const now = Date.now();
    const before = isFirst ? null : this.at(now);
    const isSame = before && seconds.length === this.seconds.length && seconds.every((one, i) => one === this.seconds[i]);
    this.seconds = seconds;
    if (before && !isSame) this.goTo(Math.min(before.index, seconds.length - 1), now);
  }

  get cycle() {
    return this.seconds.reduce((sum, one) => sum + one, 0) * 1000;
  }

  get isHeld() {
    return this.heldAt !== null;
  }

  /** The slot of the cycle that a moment is in. */
  slot(moment) {
    const cycle = Math.floor(moment / this.cycle);
    let left = moment - cycle * this.cycle;
    let place = 0;
    while (place < this.seconds.length - 1 && left >= this.seconds[place] * 1000) left -= this.seconds[place++] * 1000;
    return { cycle, place, elapsed: left };
  }

  /**
   * What stands at a moment.
   * @returns {{index: number, turn: number, share: number}} place of the scene; how many scenes went before, ever; the
   * share of its time that is over.
   */
  at(now) {
    const moment = (this.heldAt ?? now) + this.shift;
    const { cycle, place, elapsed } = this.slot(moment);
    const count = this.seconds.length;
    return {
      index: (place + this.ahead) % count,
      turn: cycle * count + place,
      round: cycle,
      share: elapsed / (this.seconds[place] * 1000),
    };
  }

  /** Fall in with the clock again, where several screens share the scenes. */
  rejoin() {
    if (this.screens > 1 && !this.isHeld) this.shift = 0;
  }

  goTo(index, now) {
    const count = this.seconds.length;
    const place = (index - this.ahead + count) % count;
    const start = this.seconds.slice(0, place).reduce((sum, one) => sum + one, 0) * 1000;
    const base = this.heldAt ?? now;
    const cycle = Math.floor((base + this.shift) / this.cycle);
    this.shift = cycle * this.cycle + start - base;
  }

  step(by, now) {
    const count = this.seconds.length;
    this.goTo((this.at(now).index + by + count) % count, now);
  }

  /** Hold, or go on from where it was held. */
  toggle(now) {
    if (this.isHeld) {
      this.shift += this.heldAt - now;
      this.heldAt = null;
    } else this.heldAt = now;
  }
}
