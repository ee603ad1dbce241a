// The live part of the map: one canvas for all layers, fed by the desk, telling the desk what is pointed at.
// Everything that comes from records is drawn as text on the canvas or set by textContent, never as HTML.
(function () {
"use strict";
if (window.EOC) return;

const PAD = 0.3;          // of the view's size kept drawn around it, so that a pan shows no edge
const TOUCH = 4;          // pixels around a mark that still count as on it
const NAMED = 8;          // zoom from which venues carry their names: further out they lie upon each other
const HALO = 4;           // width of the pen behind a name
const CURSOR_MS = 50;
const SPRITES = 3000;     // kept at most

let P = null;             // the palette
let config = null;
let map = null;
let board = null;
let bridge = null;
let grounds = [];         // Leaflet layers of the base maps, from the ground up
const sprites = new Map(); // what was painted once: marks and names, by what they look like
const widths = new Map();  // of names
const layers = new Map(); // name -> {style, marks: Map, shapes: Map}

// ---------------------------------------------------------------- the ground

function ownRules() {
  const S = protomapsL;
  const line = (name, color, width, least) => ({dataLayer: name, minzoom: least, symbolizer: new S.LineSymbolizer({color, width})});
  return [
    {dataLayer: "earth", symbolizer: new S.PolygonSymbolizer({fill: P.land, stroke: P.coast, width: 1.2})},
    {dataLayer: "water", symbolizer: new S.PolygonSymbolizer({fill: P.sea, stroke: P.coast, width: 1.2})},
    line("counties", P.county, 1, 7),
    line("states", P.state, 1.2, 3),
    line("countries", P.country, 1.4, 0),
  ];
}

// OpenMapTiles' schema, enough to find one's way; any other file is drawn as plain lines and areas.
function streetRules(kind, names) {
  const S = protomapsL;
  const dark = P.name.startsWith("dark") || P.name.startsWith("contrast");
  const road = dark ? "#3A4757" : "#FFFFFF", main = dark ? "#6B5F3C" : "#E3C98F", park = dark ? "#20332C" : "#DCE8D3";
  const built = dark ? "#26313D" : "#E4E2DA";
  const is = (key, ...values) => (zoom, feature) => values.includes(feature.props[key]);
  const width = (base) => (zoom) => Math.max(0.4, base * Math.pow(1.55, zoom - 13));
  if (kind === "openmaptiles") return [
    {dataLayer: "landcover", symbolizer: new S.PolygonSymbolizer({fill: park, opacity: 0.7}), filter: is("class", "wood", "grass", "farmland")},
    {dataLayer: "park", symbolizer: new S.PolygonSymbolizer({fill: park})},
    {dataLayer: "water", symbolizer: new S.PolygonSymbolizer({fill: P.sea})},
    {dataLayer: "waterway", symbolizer: new S.LineSymbolizer({color: P.sea, width: 1})},
    {dataLayer: "building", minzoom: 14, symbolizer: new S.PolygonSymbolizer({fill: built})},
    {dataLayer: "transportation", symbolizer: new S.LineSymbolizer({color: road, width: width(1.2)}), filter: is("class", "minor", "service", "tertiary", "track")},
    {dataLayer: "transportation", symbolizer: new S.LineSymbolizer({color: road, width: width(2.2)}), filter: is("class", "primary", "secondary")},
    {dataLayer: "transportation", symbolizer: new S.LineSymbolizer({color: main, width: width(3)}), filter: is("class", "motorway", "trunk")},
    {dataLayer: "boundary", symbolizer: new S.LineSymbolizer({color: P.state, width: 1})},
  ];
  const rules = [];
  for (const name of names) {
    rules.push({dataLayer: name, symbolizer: new S.PolygonSymbolizer({fill: built, opacity: 0.6}), filter: (z, f) => f.geomType === 3});
    rules.push({dataLayer: name, symbolizer: new S.LineSymbolizer({color: P.state, width: 1}), filter: (z, f) => f.geomType !== 1});
    rules.push({dataLayer: name, symbolizer: new S.CircleSymbolizer({fill: P.muted, radius: 2}), filter: (z, f) => f.geomType === 1});
  }
  return rules;
}

function streetNames(layer, prop) {
  return {dataLayer: layer, symbolizer: new protomapsL.CenteredTextSymbolizer({
    labelProps: prop, fill: P.place, stroke: P.land, width: 3, font: "500 12px Inter"})};
}

function ground(base) {
  const shared = {bounds: base.bounds, minZoom: base.kind === "own" ? 0 : base.minZoom, attribution: "", pane: "tilePane"};
  if (base.kind === "raster")
    return L.tileLayer(base.url, Object.assign(shared, {maxNativeZoom: base.maxNative, maxZoom: base.maxZoom}));
  const drawn = Object.assign(shared, {url: base.url, maxDataZoom: base.maxNative, maxZoom: base.maxZoom, labelRules: [], paintRules: []});
  if (base.kind === "own") return protomapsL.leafletLayer(Object.assign(drawn, {bounds: undefined, paintRules: ownRules()}));
  if (base.kind === "protomaps") {
    const flavor = P.name.startsWith("light") ? "light" : "dark";
    return protomapsL.leafletLayer(Object.assign(drawn, {flavor, lang: "en"}));
  }
  const names = base.kind === "openmaptiles" ? [streetNames("transportation_name", ["name"]), streetNames("place", ["name"])] : [];
  return protomapsL.leafletLayer(Object.assign(drawn, {paintRules: streetRules(base.kind, base.layers || []), labelRules: names}));
}

function showGrounds() {
  const old = grounds;
  grounds = config.bases.map(ground);
  for (const layer of grounds) layer.on("load", settle).addTo(map);
  for (const layer of old) map.removeLayer(layer);
}

// ---------------------------------------------------------------- the canvas

// L.Renderer keeps a canvas in place through pans and zoom animations; drawing is ours.
const Board = L.Renderer.extend({
  options: {padding: PAD, pane: "eoc"},
  initialize(options) { L.Renderer.prototype.initialize.call(this, options); this._layers = {}; this.hits = []; this.areas = []; },
  _initContainer() { this._container = document.createElement("canvas"); this._ctx = this._container.getContext("2d"); },
  _destroyContainer() { L.DomUtil.remove(this._container); delete this._container; delete this._ctx; },
  _updatePaths() {},
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize(), ratio = window.devicePixelRatio || 1, canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    if (ratio !== this._ratio) { this._ratio = ratio; sprites.clear(); }
    const w = Math.round(size.x * ratio), h = Math.round(size.y * ratio);
    if (canvas.width !== w || canvas.height !== h) { canvas.width = w; canvas.height = h; }
    canvas.style.width = size.x + "px"; canvas.style.height = size.y + "px";
    this.draw();
  },
  draw() {
    if (!this._ctx || !this._bounds || this._map._animatingZoom) return;
    const c = this._ctx, ratio = window.devicePixelRatio || 1, min = this._bounds.min, size = this._bounds.getSize();
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, size.x, size.y);
    c.translate(-min.x, -min.y);
    this.hits = []; this.areas = [];
    this._origin = this._map.getPixelOrigin();
    const marks = [];
    for (const layer of layers.values()) {
      for (const shape of layer.shapes.values()) this._area(c, layer, shape);
      for (const mark of layer.marks.values()) marks.push([layer, mark, this._map.latLngToLayerPoint([mark.p[1], mark.p[0]])]);
    }
    const boxes = [];
    for (const [layer, mark, at] of marks) this._mark(c, layer, mark, at, boxes);
    const ringed = shown && this._map.latLngToLayerPoint([shown[1], shown[0]]);
    if (ringed) { const r = this._around(ringed) + 8 * P.scale; boxes.push([ringed.x - r, ringed.y - r, ringed.x + r, ringed.y + r]); }
    this._names(c, marks, boxes, this._covered());
    if (ringed) this._ring(c, ringed);
  },
  _covered() {
    const o = this._map.containerPointToLayerPoint([0, 0]);
    return cover.map(([left, top, right, bottom]) => [left + o.x, top + o.y, right + o.x, bottom + o.y]);
  },
  // Points of a shape are projected once per zoom; at a draw they only move.
  _path(shape) {
    const zoom = this._map.getZoom();
    if (shape.zoom !== zoom) {
      const project = (p) => { const q = this._map.project([p[1], p[0]], zoom); return [q.x, q.y]; };
      shape.zoom = zoom;
      shape.lines = shape.g.map((part) => part.map(project));
    }
    const path = new Path2D(), o = this._origin;
    for (const line of shape.lines) {
      line.forEach((p, i) => i ? path.lineTo(p[0] - o.x, p[1] - o.y) : path.moveTo(p[0] - o.x, p[1] - o.y));
      if (shape.a) path.closePath();
    }
    return path;
  },
  _area(c, layer, shape) {
    const colour = P.features[shape.w] || P.features.other, path = this._path(shape);
    c.save();
    if (shape.a) { c.fillStyle = colour; c.globalAlpha = 0.14; c.fill(path, "evenodd"); }
    c.globalAlpha = 0.95; c.strokeStyle = colour; c.lineWidth = (shape.a ? 1.5 : 2.5) * P.scale; c.lineJoin = "round";
    if (shape.w === "perimeter" || shape.w === "zone") c.setLineDash([6, 4]);
    c.stroke(path);
    c.restore();
    this.areas.push({path, layer: layer.name, key: shape.k, area: shape.a, title: shape.t});
  },
  _mark(c, layer, mark, at, boxes) {
    const k = P.scale;
    if (layer.style === "label") return;
    const r = (layer.style === "venue" ? 6 : mark.n > 1 ? Math.min(24, 13 + 1.7 * Math.log2(mark.n)) : 10) * k;
    const room = r + 9 * k, middle = {x: room, y: room};
    const stamp = (key, paint) => this._stamp(c, key, at.x - room, at.y - room, 2 * room, 2 * room, paint);
    if (layer.style === "venue") stamp(mark.x ? "venue touched" : "venue", (s) => this._venue(s, middle, k, mark.x));
    else if (layer.style === "shape") stamp("spot " + mark.w, (s) => this._spot(s, middle, k, P.features[mark.w] || P.features.other));
    else if (mark.n > 1) stamp(`bubble ${mark.s} ${mark.n}`, (s) => this._bubble(s, middle, r, mark, k));
    else stamp("pin " + mark.s, (s) => this._pin(s, middle, r, mark.s, k));
    boxes.push([at.x - r, at.y - r, at.x + r, at.y + r]);
    this.hits.push({x: at.x, y: at.y, r, layer: layer.name, key: mark.k, title: mark.t});
  },
  // Shadows and halos are dear without a graphics card: each look is painted once and then only copied.
  _stamp(c, key, x, y, w, h, paint) {
    const ratio = this._ratio;
    let made = sprites.get(key);
    if (!made) {
      made = document.createElement("canvas");
      made.width = Math.ceil(w * ratio); made.height = Math.ceil(h * ratio);
      const s = made.getContext("2d");
      s.setTransform(ratio, 0, 0, ratio, 0, 0);
      paint(s);
      if (sprites.size > SPRITES) sprites.clear();
      sprites.set(key, made);
    }
    c.drawImage(made, Math.round(x * ratio) / ratio, Math.round(y * ratio) / ratio, made.width / ratio, made.height / ratio);
  },
  _width(c, look) {
    const key = look.font + look.spacing + look.text;
    let w = widths.get(key);
    if (w === undefined) {
      c.font = look.font; c.letterSpacing = look.spacing;
      w = c.measureText(look.text).width;
      c.letterSpacing = "0px";
      if (widths.size > SPRITES) widths.clear();
      widths.set(key, w);
    }
    return w;
  },
  _disc(c, at, r, fill, edge, width) {
    c.beginPath(); c.arc(at.x, at.y, r, 0, 2 * Math.PI);
    c.fillStyle = fill; c.fill();
    if (edge) { c.strokeStyle = edge; c.lineWidth = width; c.stroke(); }
  },
  _venue(c, at, k, touched) {  // by a hazard: heavier, and in the colour of what is major
    const colour = touched ? P.severity[3][0] : P.muted;
    this._disc(c, at, (touched ? 7.5 : 6.5) * k, P.surface, null, 0);
    this._disc(c, at, 5.2 * k, P.surface, colour, (touched ? 2.6 : 1.6) * k);
    this._disc(c, at, (touched ? 2.4 : 1.8) * k, colour, null, 0);
  },
  _spot(c, at, k, colour) {
    this._disc(c, at, 5.5 * k, P.surface, null, 0);
    this._disc(c, at, 4 * k, colour, null, 0);
  },
  _pin(c, at, r, severity, k) {
    const [text, fill] = P.severity[Math.max(0, severity)];
    c.save(); c.shadowColor = "rgba(0,0,0,.35)"; c.shadowBlur = 3 * k; c.shadowOffsetY = 1 * k;
    this._disc(c, at, r + 1.5 * k, P.surface, null, 0); c.restore();
    const last = severity === P.severity.length - 1;
    this._disc(c, at, r - 0.7 * k, fill, last ? fill : text, 1.4 * k);
    this._glyph(c, at, severity, 4.8 * k, text);
  },
  _bubble(c, at, r, mark, k) {
    const [text, fill] = P.severity[Math.max(0, mark.s)], last = mark.s === P.severity.length - 1;
    c.save(); c.shadowColor = "rgba(0,0,0,.3)"; c.shadowBlur = 3 * k; c.shadowOffsetY = 1 * k;
    this._disc(c, at, r, P.surface, null, 0); c.restore();
    this._disc(c, at, r - 1.2 * k, P.surface, last ? fill : text, 2.4 * k);
    c.fillStyle = P.text; c.font = `600 ${11 * k}px Inter`; c.textAlign = "center"; c.textBaseline = "middle";
    c.fillText(mark.n < 10000 ? String(mark.n) : Math.floor(mark.n / 1000) + " k", at.x, at.y + 0.5 * k);
    const corner = {x: at.x + r * 0.74, y: at.y - r * 0.74};
    this._disc(c, corner, 8.5 * k, P.surface, null, 0);
    this._disc(c, corner, 7.2 * k, fill, null, 0);
    this._glyph(c, corner, mark.s, 4.2 * k, text);
  },
  _glyph(c, at, severity, size, colour) {
    const g = config.glyphs[Math.max(0, severity)];
    c.beginPath();
    if (g.points.length) g.points.forEach(([x, y], i) => i ? c.lineTo(at.x + x * size, at.y + y * size) : c.moveTo(at.x + x * size, at.y + y * size));
    else c.arc(at.x, at.y, g.radius * size, 0, 2 * Math.PI);
    c.closePath();
    if (g.stroke) { c.strokeStyle = colour; c.lineWidth = g.stroke * size; c.stroke(); } else { c.fillStyle = colour; c.fill(); }
  },
  _around(at) {
    const under = this.hits.filter((h) => Math.hypot(h.x - at.x, h.y - at.y) < h.r).map((h) => h.r);
    return Math.max(12 * P.scale, ...under) + 4 * P.scale;
  },
  _ring(c, at) {
    const r = this._around(at);
    c.save(); c.strokeStyle = P.accent; c.lineWidth = 3 * P.scale; c.setLineDash([]);
    c.beginPath(); c.arc(at.x, at.y, r, 0, 2 * Math.PI); c.stroke();
    c.globalAlpha = 0.3; c.lineWidth = 7 * P.scale; c.beginPath(); c.arc(at.x, at.y, r + 4 * P.scale, 0, 2 * Math.PI); c.stroke();
    c.restore();
  },
  // Names are set in order of weight, each where it fits beside its mark, or not at all.
  _names(c, marks, solid, covered) {
    const boxes = solid.concat(covered);
    const far = this._map.getZoom() < NAMED;
    const named = marks.filter(([layer, mark]) => mark.l && !(far && layer.style === "venue"));
    const weight = (style) => style === "label" ? 0 : 1;
    named.sort((a, b) => weight(b[0].style) - weight(a[0].style) || b[1].r - a[1].r || (a[1].k < b[1].k ? -1 : 1));
    for (const [layer, mark, at] of named) {
      const look = this._look(layer.style, mark);
      const w = this._width(c, look), h = look.size * 1.1, pad = HALO * P.scale;
      let places = [[-w / 2, -h / 2]];
      if (layer.style !== "label") {  // beside all that lies upon the point, were it the bubble of a group
        const own = solid.filter((b) => b[0] <= at.x && b[2] >= at.x && b[1] <= at.y && b[3] >= at.y), gap = 5 * P.scale;
        const right = Math.max(...own.map((b) => b[2])) - at.x + gap, left = Math.min(...own.map((b) => b[0])) - at.x - gap;
        const top = Math.min(...own.map((b) => b[1])) - at.y - gap, foot = Math.max(...own.map((b) => b[3])) - at.y + gap;
        places = [[right, -h / 2], [left - w, -h / 2], [-w / 2, top - h], [-w / 2, foot]];
      }
      for (const [dx, dy] of places) {
        const box = [at.x + dx - 2, at.y + dy - 1, at.x + dx + w + 2, at.y + dy + h + 1];
        if (boxes.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1])) continue;
        boxes.push(box);
        this._stamp(c, look.font + look.halo + look.text, at.x + dx - pad, at.y + dy - pad, w + 2 * pad, h + 2 * pad, (s) => this._name(s, look, pad, h));
        break;
      }
    }
  },
  _name(s, look, pad, h) {
    s.font = look.font; s.letterSpacing = look.spacing;
    s.textAlign = "left"; s.textBaseline = "middle"; s.lineJoin = "round";
    s.strokeStyle = look.halo; s.lineWidth = pad; s.strokeText(look.text, pad, pad + h / 2);
    s.fillStyle = look.colour; s.fillText(look.text, pad, pad + h / 2);
  },
  _look(style, mark) {
    const k = P.scale;
    if (style !== "label") return {text: mark.l, font: `600 ${12 * k}px Inter`, size: 12 * k, spacing: "0px", colour: P.text, halo: P.land};
    if (mark.w === "sea") return {text: mark.l.toUpperCase(), font: `italic 400 ${11 * k}px Inter`, size: 11 * k, spacing: 1.4 * k + "px", colour: P.water, halo: P.sea};
    return {text: mark.l, font: `500 ${11 * k}px Inter`, size: 11 * k, spacing: "0px", colour: P.place, halo: P.land};
  },
  hit(point) {
    for (let i = this.hits.length - 1; i >= 0; i--) {
      const h = this.hits[i];
      if (Math.hypot(h.x - point.x, h.y - point.y) <= h.r + TOUCH) return h;
    }
    const c = this._ctx, min = this._bounds.min, ratio = window.devicePixelRatio || 1;
    c.save(); c.setTransform(1, 0, 0, 1, 0, 0); c.lineWidth = 8;
    let found = null;
    for (let i = this.areas.length - 1; i >= 0 && !found; i--) {
      const a = this.areas[i];
      if (c.isPointInStroke(a.path, point.x, point.y) || (a.area && c.isPointInPath(a.path, point.x, point.y, "evenodd"))) found = a;
    }
    c.restore();
    return found;
  },
});

let shown = null; // [lon, lat] of the record that was asked for
let cover = [];   // boxes of the view, in its pixels, that cards of the desk lie over
let sequence = 0; // of the last push

// ---------------------------------------------------------------- what the desk sends

function push(text) {
  const sent = JSON.parse(text);
  if (sent.palette) { P = sent.palette; sprites.clear(); dress(); showGrounds(); }
  if (sent.bases) { config.bases = sent.bases; showGrounds(); }
  for (const name in sent.layers || {}) change(layers.get(name), sent.layers[name]);
  if ("shown" in sent) shown = sent.shown;
  if (sent.cover) cover = sent.cover;
  sequence = sent.seq;
  board.draw();
  if (sent.go) map.setView([sent.go[1], sent.go[0]], sent.go[2] === null ? map.getZoom() : sent.go[2], {animate: sent.animate !== false});
  if (sent.fit) map.fitBounds([[sent.fit[1], sent.fit[0]], [sent.fit[3], sent.fit[2]]], {padding: [48, 48], maxZoom: 13, animate: false});
  if (sent.zoom) map.setZoom(map.getZoom() + sent.zoom);
  requestAnimationFrame(() => setTimeout(() => { bridge.acknowledge(sent.seq); settle(); }, 0));
}

// A picture of the desk waits until the ground under the last push is drawn too.
function settle() {
  const moving = map._animatingZoom || (map._panAnim && map._panAnim._inProgress);
  if (!bridge || moving || grounds.some((layer) => layer.isLoading())) return;
  // One frame to draw, two more until it has gone through the compositor to the glass.
  const after = (frames, then) => frames ? requestAnimationFrame(() => after(frames - 1, then)) : then();
  const seen = sequence;
  after(3, () => bridge.settle(seen));
}

function change(layer, sent) {
  if (!layer) return;
  for (const key of sent.drop || []) { layer.marks.delete(key); layer.shapes.delete(key); }
  for (const mark of sent.marks || []) layer.marks.set(mark.k, mark);
  for (const shape of sent.shapes || []) layer.shapes.set(shape.k, shape);
}

function dress() {
  const style = document.documentElement.style;
  const named = {sea: P.sea, text: P.text, surface: P.surface, line: P.line, accent: P.accent, scale: P.scale};
  for (const name in named) style.setProperty("--eoc-" + name, named[name]);
}

// ---------------------------------------------------------------- what the desk hears

function tell() {
  const b = map.getBounds();
  bridge.look(b.getWest(), b.getSouth(), b.getEast(), b.getNorth(), map.getZoom());
}

function listen() {
  const tip = document.createElement("div");
  tip.className = "eoc-tip"; tip.hidden = true;
  map.getContainer().appendChild(tip);
  let last = 0, waiting = null;
  const hover = (e) => {
    const found = board.hit(e.layerPoint);
    map.getContainer().classList.toggle("eoc-over", !!found);
    tip.hidden = !(found && found.title);
    if (!tip.hidden) {
      tip.textContent = found.title;
      const size = map.getSize(), p = e.containerPoint;
      tip.style.left = Math.max(4, Math.min(p.x + 14, size.x - tip.offsetWidth - 4)) + "px";
      tip.style.top = (p.y + 18 + tip.offsetHeight > size.y ? p.y - tip.offsetHeight - 8 : p.y + 18) + "px";
    }
    bridge.point(e.latlng.lat, e.latlng.lng);
  };
  map.on("mousemove", (e) => {
    clearTimeout(waiting);
    const wait = last + CURSOR_MS - performance.now();
    const now = () => { last = performance.now(); hover(e); };
    if (wait <= 0) now(); else waiting = setTimeout(now, wait);
  });
  map.on("mouseout movestart", () => { clearTimeout(waiting); tip.hidden = true; });
  map.on("click", (e) => { const h = board.hit(e.layerPoint); tip.hidden = true; if (h) bridge.pick(h.layer, h.key); else bridge.miss(); });
  map.on("contextmenu", (e) => {
    const h = board.hit(e.layerPoint); tip.hidden = true;
    bridge.ask(e.latlng.lat, e.latlng.lng, e.containerPoint.x, e.containerPoint.y, h ? h.layer : "", h ? h.key : "");
  });
  map.on("moveend", () => { tell(); settle(); });
  const home = map.getContainer();
  const keys = {PageDown: "next", PageUp: "previous", Enter: "open", Home: "all", Escape: "clear", ContextMenu: "menu"};
  home.addEventListener("keydown", (e) => { if (keys[e.key] && !e.ctrlKey && !e.altKey) { bridge.press(keys[e.key]); e.preventDefault(); } });
  window.addEventListener("focus", () => home.focus({preventScroll: true}));
  home.addEventListener("focus", () => home.classList.toggle("eoc-focus", home.matches(":focus-visible")));
  home.addEventListener("blur", () => home.classList.remove("eoc-focus"));
}

window.EOC = {
  layers,
  get map() { return map; },
  get board() { return board; },
  push,
  start(theMap, told) {
    map = theMap; config = told; P = told.palette;
    layers.set("places", {name: "places", style: "label", marks: new Map(), shapes: new Map()});
    for (const layer of told.layers) layers.set(layer.name, {name: layer.name, style: layer.style, marks: new Map(), shapes: new Map()});
    dress();
    const pane = map.createPane("eoc"); pane.style.zIndex = 450; pane.style.pointerEvents = "none";
    showGrounds();
    board = new Board().addTo(map);
    // Names measured before the font is there would be set by another font's widths.
    Promise.all(["500 11px Inter", "600 12px Inter", "italic 11px Inter"].map((font) => document.fonts.load(font))).then(() => {
      sprites.clear(); widths.clear(); board.draw();
    });
    if (!window.qt) return;
    new QWebChannel(qt.webChannelTransport, (channel) => {
      bridge = channel.objects.bridge;
      bridge.push.connect(push);
      listen();
      bridge.ready();
      tell();
    });
  },
};
})();
