import { diffArrays } from "diff";
import { stringify } from "yaml";
import { byId, element, scrolled } from "./dom.js";
import { title } from "./findings.js";

/** @typedef {import("./findings.js").Outcome} Outcome */

const select = /** @type {HTMLSelectElement} */ (byId("pod"));

/** @type {Outcome[]} */
let pods = [];

select.addEventListener("change", show);

/** Offers the pods that were judged, and shows the one that was shown before, or the first. @param {Outcome[]} outcomes */
export function offerPods(outcomes) {
  const chosen = Math.max(select.selectedIndex, 0);
  pods = outcomes.filter((outcome) => outcome.object);
  select.replaceChildren(...pods.map((pod, index) => element("option", { value: index }, title(pod))));
  select.disabled = pods.length === 0;
  select.selectedIndex = Math.min(chosen, pods.length - 1);
  show();
}

function show() {
  const pod = pods[select.selectedIndex];
  byId("diff").replaceChildren(
    pod ? scrolled("The pod before and after", columns(lines(pod.pod), lines(pod.object))) : element("p", {}, "No pod was judged."),
  );
}

/** @param {object | undefined} pod */
function lines(pod) {
  return stringify(pod, { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd().split("\n");
}

/** @param {string[]} before @param {string[]} after */
function columns(before, after) {
  return element(
    "table",
    { class: "diff" },
    element(
      "thead",
      {},
      element("tr", {}, number(""), element("th", { scope: "col" }, "as written"), number(""), element("th", { scope: "col" }, "as stored")),
    ),
    element("tbody", {}, ...rows(before, after)),
  );
}

/** @param {string[]} before @param {string[]} after */
function rows(before, after) {
  const made = [];
  let left = 0;
  let right = 0;
  const parts = diffArrays(before, after);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    // What goes stands before what comes in its place, in the same rows.
    const gone = part.removed ? part.value : [];
    const next = part.removed && parts[i + 1]?.added ? parts[++i].value : part.added ? part.value : [];
    const same = part.removed || part.added ? [] : part.value;
    for (const text of same) {
      made.push(row(cells(++left, text), cells(++right, text)));
    }
    for (let line = 0; line < Math.max(gone.length, next.length); line++) {
      made.push(row(
        line < gone.length ? cells(++left, element("del", {}, gone[line])) : cells("", ""),
        line < next.length ? cells(++right, element("ins", {}, next[line])) : cells("", ""),
      ));
    }
  }
  return made;
}

/** @param {...HTMLElement[]} sides */
function row(...sides) {
  return element("tr", {}, ...sides.flat());
}

/** @param {number | string} line @param {Node | string} text */
function cells(line, text) {
  return [number(line), element("td", {}, text)];
}

/** @param {number | string} line */
function number(line) {
  return element("td", { class: "number" }, String(line));
}
