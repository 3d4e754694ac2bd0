// Whether the server is there: asked by the browser itself, since a server that is gone can't say so.

const EVERY_MS = 10_000;
const PATIENCE_MS = 5_000;

/** Asks until it is ended. */
export class Watch {
  /** @param {{onLost: function(Date), onBack: function}} told called once at each change. */
  constructor({ onLost, onBack }) {
    this.seenAt = new Date();
    this.isLost = false;
    this.timer = setInterval(() => this.ask(), EVERY_MS);
    this.onLost = onLost;
    this.onBack = onBack;
  }

  async ask() {
    const isThere = await fetch(new URL("/_stcore/health", location.origin), {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).then((answer) => answer.ok, () => false);
    if (this.timer === null) return;
    if (isThere) {
      this.seenAt = new Date();
      if (this.isLost) this.onBack();
    } else if (!this.isLost) this.onLost(this.seenAt);
    this.isLost = !isThere;
  }

  end() {
    clearInterval(this.timer);
    this.timer = null;
  }
}
