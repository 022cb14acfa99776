import { drawn } from "./dom.js";

/**
 * @typedef {object} Bar
 * @property {string} label
 * @property {number} admitted
 * @property {number} denied
 */

const LABELS = 260;
const WIDTH = 360;
const ROW = 20;

/**
 * Bars of what is admitted and what is denied, one below the other.
 *
 * @param {string} label for those who cannot see it; a table says the figures
 * @param {Bar[]} bars
 */
export function chart(label, bars) {
  const most = Math.max(1, ...bars.map((bar) => bar.admitted + bar.denied));
  const height = bars.length * ROW;
  return drawn(
    "svg",
    { role: "img", "aria-label": label, viewBox: `0 0 ${LABELS + WIDTH + 60} ${height}`, width: LABELS + WIDTH + 60, height },
    ...bars.flatMap((bar, index) => drawing(bar, index * ROW, WIDTH / most)),
  );
}

/** @param {Bar} bar @param {number} y @param {number} scale */
function drawing({ label, admitted, denied }, y, scale) {
  const denials = LABELS + admitted * scale;
  return [
    drawn("text", { x: LABELS - 8, y: y + 14, "text-anchor": "end" }, label),
    drawn("rect", { class: "admitted", x: LABELS, y: y + 3, width: admitted * scale, height: ROW - 6 }),
    drawn("rect", { class: "denied", x: denials, y: y + 3, width: denied * scale, height: ROW - 6 }),
    drawn("text", { x: denials + denied * scale + 6, y: y + 14 }, String(admitted + denied)),
  ];
}
