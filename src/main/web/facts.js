import { ask } from "./api.js";
import { byId, element, scrolled, table } from "./dom.js";

/**
 * @typedef {object} Ability
 * @property {string} profile
 * @property {string} isolation
 * @property {string | null} runtimeClassName
 * @property {boolean} docker
 * @property {boolean} runs
 * @property {string | null} why
 */

/** Reads and shows which node can run what. */
export async function showFacts() {
  const state = byId("facts-state");
  state.textContent = "Reading.";
  try {
    const facts = await (await ask("/facts")).json();
    state.textContent = facts.unknown ? `Nothing is known of the nodes: ${facts.unknown}.` : `${facts.nodes.length} nodes.`;
    byId("facts").replaceChildren(...(facts.unknown ? [] : [scrolled("Nodes", nodes(facts.nodes)), classes(facts.runtimeClasses)]));
  } catch (error) {
    state.textContent = error instanceof Error ? error.message : String(error);
  }
}

/** @param {{ name: string, kubelet: string, kernel: string, isolations: Ability[] }[]} all */
function nodes(all) {
  const head = ["Node", "Kubelet", "Kernel", ...(all[0]?.isolations ?? []).map(column)];
  const rows = all.map((node) => [
    node.name,
    node.kubelet,
    node.kernel,
    ...node.isolations.map((ability) => (ability.runs ? "yes" : `no: ${ability.why}`)),
  ]);
  return table("Which node can run which isolation of which profile", head, rows);
}

/** @param {Ability} ability */
function column({ profile, isolation, runtimeClassName, docker }) {
  return `${profile}: ${[isolation, runtimeClassName, docker ? "with docker" : ""].filter(Boolean).join(" ")}`;
}

/** @param {{ name: string, handler: string, nodeSelector: string }[]} all */
function classes(all) {
  return all.length === 0
    ? element("p", {}, "No runtime classes.")
    : table("Runtime classes", ["Name", "Handler", "Node selector"], all.map((one) => [one.name, one.handler, one.nodeSelector]));
}
