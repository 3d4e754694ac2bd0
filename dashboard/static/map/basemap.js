// The basemap: our own files, or an administrator's tiles, under and over the data. deck.gl stands on the page before this.

const FOLDER = new URL("../basemap/", import.meta.url);
const VERSION = new URL(import.meta.url).search;

// From which zoom on each rank shows.
const RIVER_ZOOMS = [0, 4.6, 6.3, 7.8];
const TICK_ZOOMS = [6.3, 7.8, 9.8];
const TICK_PIXELS = [16, 11, 7];
// The labels were placed so that none touch from this zoom on; farther out only the greatest stand.
const LABELS_FIT_ZOOM = 5.3;
const FARTHEST_ZOOM = 4.3;

const files = new Map();
const sorted = new WeakMap();
let dashes;

/** A file of the basemap, fetched once; nothing until it is there, then `onArrival` is called. */
function fetched(name, onArrival) {
  if (!files.has(name)) {
    files.set(name, null);
    fetch(new URL(name + VERSION, FOLDER))
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${name}: ${answer.status}`))))
      .then((content) => {
        files.set(name, content);
        onArrival();
      })
      .catch((error) => {
        // The next drawing asks again.
        files.delete(name);
        console.error(`basemap: ${error.message}`);
      });
  }
  return files.get(name);
}

/** The features of a file in groups, the same arrays each time, so that nothing is drawn anew without need. */
function grouped(name, onArrival, group) {
  const content = fetched(name, onArrival);
  if (!content) return {};
  if (!sorted.has(content)) sorted.set(content, Object.groupBy(content.features, (feature) => group(feature.properties)));
  return sorted.get(content);
}

function lines(id, data, colour, width, more = {}) {
  return new deck.GeoJsonLayer({
    id,
    data: data ?? [],
    getLineColor: colour,
    getLineWidth: width,
    lineWidthUnits: "pixels",
    lineJointRounded: true,
    lineCapRounded: true,
    updateTriggers: { getLineColor: colour, getLineWidth: width },
    ...more,
  });
}

/** Water, land, provinces, rivers, boundaries: what our own basemap lays under the border. */
function ground({ colours, scale, zoom, onArrival }) {
  const land = grouped("countries.geojson", onArrival, ({ is_focus }) => (is_focus ? "focus" : "other"));
  const rivers = grouped("rivers.geojson", onArrival, ({ rank }) => rank);
  const all = () => "all";
  const area = (id, data, colour) =>
    // Outlines of all land would cost four fifths of a frame where a browser draws without a graphics card.
    new deck.GeoJsonLayer({ id, data: data ?? [], getFillColor: colour, stroked: false, updateTriggers: { getFillColor: colour } });
  return [
    area("land", land.other, colours.land),
    area("focus-land", land.focus, colours.focus_land),
    ...RIVER_ZOOMS.map((least, rank) =>
      lines(`rivers-${rank}`, rivers[rank], colours.river, (rank < 1 ? 1.5 : rank < 2 ? 1.1 : 0.8) * scale, { visible: zoom >= least }),
    ),
    lines("provinces", grouped("provinces.geojson", onArrival, all).all, colours.province, 0.8 * scale),
    lines("boundaries", grouped("boundaries.geojson", onArrival, all).all, colours.boundary, 1 * scale),
  ];
}

/** An administrator's tiles, in the order in which their style names them. */
function tiles(sources) {
  return sources.map(
    (source, place) =>
      new deck.TileLayer({
        id: `tiles-${place}`,
        data: source.tiles,
        minZoom: source.minzoom,
        maxZoom: source.maxzoom,
        tileSize: source.tile_size,
        renderSubLayers: ({ tile, data, ...props }) => {
          const { west, south, east, north } = tile.bbox;
          return data && new deck.BitmapLayer(props, { image: data, bounds: [west, south, east, north] });
        },
      }),
  );
}

/** The border of Thailand on a pale band, dashed where it is disputed. */
function border({ colours, scale, zoom, language, words, onArrival }) {
  const parts = grouped("border.geojson", onArrival, ({ is_disputed }) => (is_disputed ? "disputed" : "agreed"));
  const width = (zoom < 7 ? 1.6 : 2.2) * scale;
  const band = [...parts.agreed ?? [], ...parts.disputed ?? []];
  const name = ({ properties: p }) => (language === "th" ? `${p.name_th}\n${p.note_th}` : `${p.name}\n${p.note}`);
  dashes ??= new deck.PathStyleExtension({ dash: true, highPrecisionDash: true });
  return [
    lines("border-band", band.length ? (parts.band ??= band) : [], [...colours.border_band, 70], 3.6 * width),
    lines("border", parts.agreed, colours.border, width),
    lines("border-disputed", parts.disputed, colours.border, width, {
      extensions: [dashes],
      getDashArray: [3.2, 2.6],
      lineCapRounded: false,
      pickable: true,
      tip: (feature) => `${words.disputed}: ${name(feature)}`,
    }),
  ];
}

/** A mark across the border each so many kilometres. */
function ticks({ colours, scale, zoom, onArrival }) {
  const ranks = grouped("border_ticks.geojson", onArrival, ({ rank }) => rank);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="12">' +
    `<rect width="64" height="12" fill="rgb(${colours.border.join(",")})"/></svg>`;
  return TICK_ZOOMS.map(
    (least, rank) =>
      new deck.IconLayer({
        id: `ticks-${rank}`,
        data: ranks[rank] ?? [],
        visible: zoom >= least,
        iconAtlas: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`,
        iconMapping: { tick: { x: 0, y: 0, width: 64, height: 12, anchorX: 32, anchorY: 6 } },
        getIcon: () => "tick",
        getPosition: (feature) => feature.geometry.coordinates,
        getAngle: (feature) => -feature.properties.bearing,
        // The size of an icon is its height.
        getSize: (TICK_PIXELS[rank] * 12) / 64,
        sizeScale: scale,
      }),
  );
}

/** The names of the map in a language, with where they stand; nothing until they are there. */
export function labelRows(language, onArrival) {
  return fetched(`labels-${language}.json`, onArrival)?.labels;
}

/** Names as images, which keep Thai tone marks where they belong; more of them as one looks closer. */
function labels({ theme, scale, zoom, language, hasTiles, onArrival }) {
  const content = fetched(`labels-${language}.json`, onArrival);
  if (!content) return [];
  const lowest = zoom >= LABELS_FIT_ZOOM ? Infinity : zoom >= FARTHEST_ZOOM ? 1 : 0;
  const shown = content.labels.filter(
    (label) => label.min_zoom <= zoom && label.rank <= lowest && (!hasTiles || label.kind === "tick"),
  );
  return [
    new deck.IconLayer({
      id: "labels",
      data: sameAsBefore(content, shown),
      iconAtlas: new URL(`labels-${language}-${theme === "light" ? "day" : "night"}.png${VERSION}`, FOLDER).href,
      iconMapping: content.mapping,
      getIcon: (label) => label.icon,
      getPosition: (label) => [label.longitude, label.latitude],
      getSize: (label) => label.size,
      sizeScale: scale,
    }),
  ];
}

/** The earlier array where it holds the same labels. */
function sameAsBefore(content, shown) {
  const before = sorted.get(content);
  const isSame = before?.length === shown.length && before.every((label, place) => label === shown[place]);
  if (!isSame) sorted.set(content, shown);
  return sorted.get(content);
}

/**
 * The layers of the basemap.
 * @param {object} style colours, theme, language, words, scale, zoom (as on an ordinary screen), tiles, hasNames, onArrival.
 * @returns {{ground: object[], border: object[], labels: object[]}} what lies under areas, over areas, and over all.
 */
export function basemap(style) {
  const hasTiles = style.tiles.length > 0;
  const given = { ...style, hasTiles };
  return {
    ground: hasTiles ? tiles(style.tiles) : ground(given),
    border: [...border(given), ...ticks(given)],
    labels: style.hasNames ? labels(given) : [],
  };
}
