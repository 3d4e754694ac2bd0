// How large words are: from the distance that they are read at and the height of the screen, never guessed.

// Height of a small x in Noto Sans, of the size of the type.
const X_HEIGHT = 0.536;
// The distance, in heights of a small x, from which each kind of words is read.
const READ_FROM = { small: 400, sentence: 250, figure: 100 };

/**
 * Sizes of type in pixels.
 * @param {{distance_m: number, height_m: number}} settings viewing distance and the screen's height, in metres.
 * @param {number} pixels height of the window.
 * @returns {{small: number, sentence: number, figure: number}} rounded up to a tenth.
 */
export function typeSizes({ distance_m: distance, height_m: height }, pixels) {
  const size = (from) => Math.ceil((10 * (distance / from) * pixels) / (height * X_HEIGHT)) / 10;
  return Object.fromEntries(Object.entries(READ_FROM).map(([name, from]) => [name, size(from)]));
}
