// Still pictures of layers that only another view, theme or language changes: drawn once, and laid into every frame after,
// as one picture each. deck.gl draws all layers again for any change, and lines are most of what a frame costs where a
// browser draws without a graphics card. deck.gl stands on the page before this.

const PASS = "still";
// Colours in a picture are multiplied by their opacity already.
const LAID = {
  depthCompare: "always", depthWriteEnabled: false, cullMode: "none", blend: true,
  blendColorOperation: "add", blendColorSrcFactor: "one", blendColorDstFactor: "one-minus-src-alpha",
  blendAlphaOperation: "add", blendAlphaSrcFactor: "one", blendAlphaDstFactor: "one-minus-src-alpha",
};
const VERTICES = `#version 300 es
void main() {
  gl_Position = vec4(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0, 0.0, 1.0);
}`;
const PIXELS = `#version 300 es
precision highp float;
uniform sampler2D still;
out vec4 colour;
void main() {
  colour = texelFetch(still, ivec2(gl_FragCoord.xy), 0);
}`;

let numbers = 0;
const numbered = new WeakMap();

/** A number that stands for an object: the same object has the same number. */
function numberOf(thing) {
  if (!numbered.has(thing)) numbered.set(thing, (numbers += 1));
  return numbered.get(thing);
}

/** What a layer shows, as text. What its functions read from a row is told by `updateTriggers`, as to deck.gl itself. */
function shown(layer) {
  const told = Object.entries(layer.props).filter(([name, value]) => name !== "data" && name !== "extensions" && typeof value !== "function");
  return JSON.stringify([layer.id, numberOf(layer.props.data), layer.isLoaded, told]);
}

/** Lays a still picture over what is drawn. */
class Still extends deck.Layer {
  initializeState({ device }) {
    const model = new luma.Model(device, {
      id: this.id, vs: VERTICES, fs: PIXELS, topology: "triangle-list", vertexCount: 3, disableWarnings: true, parameters: LAID,
    });
    this.setState({ model });
  }

  draw({ renderPass }) {
    const { of } = this.props;
    // A map that shows the world twice is drawn twice; its picture holds both.
    if (!of.isLaid || of.laid === of.frame) return;
    of.laid = of.frame;
    this.state.model.setBindings({ still: of.texture });
    this.state.model.draw(renderPass);
  }
}
Still.layerName = "Still";

/** One still picture, and the layers in it. */
class Picture {
  constructor() {
    this.ids = new Set();
    this.frame = 0;
    this.isLaid = false;
  }

  /** Draw the layers, if they or the view are others than in the picture. */
  draw(frame, view, device, pass) {
    this.frame += 1;
    this.isLaid = true;
    const layers = frame.layers.filter((layer) => this.ids.has(rootOf(layer).id));
    const text = JSON.stringify([view, layers.filter((layer) => !layer.parent).map(shown)]);
    if (text === this.text) return;
    this.text = text;
    pass.render({ ...frame, layers, layerFilter: null, pass: PASS, clearCanvas: true, clearColor: [0, 0, 0, 0] });
    this.take(device, device.canvasContext.getDrawingBufferSize());
  }

  /** Keep what stands on the canvas, with its smooth edges: a canvas has them, a texture to draw on has not. */
  take(device, [width, height]) {
    if (this.texture?.width !== width || this.texture.height !== height) {
      this.texture?.destroy();
      this.texture = device.createTexture({ format: "rgba8unorm", width, height, sampler: { minFilter: "nearest", magFilter: "nearest" } });
    }
    const { gl } = device;
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture.handle);
    gl.copyTexSubImage2D(gl.TEXTURE_2D, 0, 0, 0, 0, 0, width, height);
    gl.bindTexture(gl.TEXTURE_2D, null);
  }

  end() {
    this.texture?.destroy();
    this.texture = undefined;
    this.text = undefined;
  }
}

function rootOf(layer) {
  return layer.parent ? rootOf(layer.parent) : layer;
}

/** The still pictures of a map: an effect of deck.gl's, which it asks before each frame. */
export class Stills {
  constructor() {
    this.id = "stills";
    this.props = {};
    this.pictures = new Map();
    this.isLaid = false;
  }

  setup({ device }) {
    this.device = device;
    this.pass = new deck._LayersPass(device);
  }

  preRender(frame) {
    const views = frame.viewports.map(({ longitude, latitude, zoom, width, height }) => [longitude, latitude, zoom, width, height]);
    const view = JSON.stringify([views, this.device.canvasContext.getDrawingBufferSize()]);
    this.isLaid = view === this.view;
    this.view = view;
    for (const picture of this.pictures.values()) {
      if (this.isLaid) picture.draw(frame, view, this.device, this.pass);
      else picture.isLaid = false;
    }
  }

  cleanup() {
    for (const picture of this.pictures.values()) picture.end();
  }

  /**
   * Layers, and the layer that lays their picture into a frame in their place.
   * @param {string} name of the picture.
   * @param {object[]} layers of deck.gl, which stay among the map's for the pointer to find.
   */
  laid(name, layers) {
    if (!this.pictures.has(name)) this.pictures.set(name, new Picture());
    const picture = this.pictures.get(name);
    picture.ids = new Set(layers.map(({ id }) => id));
    return [...layers, new Still({ id: `still-${name}`, of: picture, data: [], parameters: LAID })];
  }

  /** Whether deck.gl is to draw a layer itself: in a frame, none that stands in a picture. */
  draws({ layer, renderPass }) {
    return renderPass !== "screen" || !this.isLaid || ![...this.pictures.values()].some(({ ids }) => ids.has(layer.id));
  }
}
