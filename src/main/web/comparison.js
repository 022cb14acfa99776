import { send } from "./api.js";
import { chart } from "./chart.js";
import { byId, element, scrolled, table } from "./dom.js";

/**
 * @typedef {{ admitted: number, denied: number }} Counts
 * @typedef {{ type: "progress", objects: number }} Progress
 * @typedef {{ verdict: string, isolation: string | null, findings?: { check: string }[] }} Standing
 * @typedef {{ type: "change", kind: string, namespace: string, name: string, change: string, today: Standing, candidate: Standing }} Change
 * @typedef {object} Summary
 * @property {"summary"} type
 * @property {number} objects
 * @property {{ namespace: string, today: Counts, candidate: Counts }[]} namespaces
 * @property {{ check: string, today: number, candidate: number }[]} checks
 */

/** More rows than this help nobody; the command line has them all. */
const MOST_ROWS = 500;

/**
 * Compares what the cluster has under two sets of profiles.
 *
 * @param {string} candidate profiles, or nothing
 * @param {AbortSignal} signal
 */
export async function compare(candidate, signal) {
  const state = byId("progress");
  const answer = await send("/dry-run/cluster", candidate, signal, "application/x-ndjson");
  /** @type {Change[]} */
  const changes = [];
  byId("comparison").replaceChildren();
  state.textContent = "Reading the cluster.";
  for await (const line of lines(answer)) {
    switch (line.type) {
      case "progress":
        state.textContent = `${line.objects} objects judged, ${changes.length} would change.`;
        break;
      case "change":
        changes.push(line);
        break;
      case "summary":
        state.textContent = `${line.objects} objects judged, ${changes.length} would change.`;
        byId("comparison").replaceChildren(...summary(line), ...list(changes));
        return;
      case "error":
        throw new Error(line.message);
    }
  }
  throw new Error("The answer ended before its time: try again.");
}

/** @param {Response} answer */
async function* lines(answer) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (answer.body).pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const parts = (rest + next.value).split("\n");
    rest = parts.pop() ?? "";
    yield* parts.filter(Boolean).map((text) => JSON.parse(text));
  }
}

/** @param {Summary} told */
function summary({ namespaces, checks }) {
  return [
    element(
      "p",
      { class: "legend" },
      element("span", { class: "admitted", "aria-hidden": "true" }, "■"),
      " admitted ",
      element("span", { class: "denied", "aria-hidden": "true" }, "■"),
      " denied; of each pair, today stands above what would be.",
    ),
    element("h3", {}, "By namespace"),
    chart("What is admitted and denied in each namespace, today and then", namespaces.flatMap(pair)),
    table(
      "Figures by namespace",
      ["Namespace", "admitted today", "denied today", "admitted then", "denied then"],
      namespaces.map(({ namespace, today, candidate }) => [
        namespace,
        ...[today.admitted, today.denied, candidate.admitted, candidate.denied].map(String),
      ]),
    ),
    ...(checks.length ? byCheck(checks) : []),
  ];
}

/** @param {Summary["checks"]} checks */
function byCheck(checks) {
  return [
    element("h3", {}, "By check"),
    chart(
      "How many objects each check denies, today and then",
      checks.flatMap(({ check, today, candidate }) => [
        { label: `${check} today`, admitted: 0, denied: today },
        { label: "then", admitted: 0, denied: candidate },
      ]),
    ),
    table(
      "Figures by check",
      ["Check", "denied today", "denied then"],
      checks.map(({ check, today, candidate }) => [check, String(today), String(candidate)]),
    ),
  ];
}

/** @param {Summary["namespaces"][number]} row */
function pair({ namespace, today, candidate }) {
  return [
    { label: `${namespace} today`, ...today },
    { label: "then", ...candidate },
  ];
}

/** @param {Change[]} changes */
function list(changes) {
  const rows = changes.slice(0, MOST_ROWS).map(({ kind, namespace, name, change, today, candidate }) => [
    `${kind} ${namespace}/${name}`,
    change,
    standing(today),
    standing(candidate),
  ]);
  const rest = changes.length - rows.length;
  return changes.length === 0
    ? []
    : [
        element("h3", {}, "What would change"),
        scrolled("What would change", table("Each object whose lot changes", ["Object", "Change", "Today", "Then"], rows)),
        ...(rest > 0 ? [element("p", {}, `and ${rest} more: POST /dry-run/cluster tells all`)] : []),
      ];
}

/** @param {Standing} one */
function standing({ verdict, isolation, findings = [] }) {
  const checks = [...new Set(findings.map(({ check }) => check))];
  return [verdict, isolation, checks.join(", ")].filter(Boolean).join(", ");
}
