import { byId, element } from "./dom.js";

/**
 * @typedef {object} Finding
 * @property {string} check
 * @property {string} path
 * @property {number} line
 * @property {number} column
 * @property {string} reason
 * @property {string} remedy
 * @property {string} url
 *
 * @typedef {object} Outcome what POST /dry-run answers of a document
 * @property {number} line
 * @property {number} column
 * @property {string | null} kind
 * @property {string | null} namespace
 * @property {string | null} name
 * @property {string | null} profile
 * @property {"admitted" | "denied" | "skipped" | "error"} verdict
 * @property {string[]} warnings
 * @property {Finding[]} findings
 * @property {string} [reason]
 * @property {string} [error]
 * @property {string | null} [isolation]
 * @property {object} [pod]
 * @property {object} [object]
 */

const VERDICTS = /** @type {const} */ (["error", "denied", "admitted", "skipped"]);

/** @param {Outcome} outcome */
export function title({ kind, namespace, name, line }) {
  return `${kind ?? "document"} ${[namespace, name].filter(Boolean).join("/")} (line ${line})`;
}

/** The verdict for eyes and ears: one sentence. @param {Outcome[]} outcomes */
export function tellVerdict(outcomes) {
  const counts = VERDICTS.map((verdict) => [verdict, outcomes.filter((outcome) => outcome.verdict === verdict).length]);
  const worst = counts.find(([, count]) => count)?.[0] ?? "";
  const findings = outcomes.flatMap((outcome) => outcome.findings).length;
  const said = counts.filter(([, count]) => count).map(([verdict, count]) => `${count} ${verdict}`);
  const region = byId("verdict");
  region.dataset.verdict = String(worst);
  const text = `${said.join(", ")}${findings ? `: ${findings} ${findings === 1 ? "finding" : "findings"}` : ""}`;
  if (region.textContent !== text) {
    region.textContent = text;
  }
}

/**
 * @param {Outcome[]} outcomes
 * @param {(line: number, column: number) => void} goTo
 */
export function showFindings(outcomes, goTo) {
  byId("findings").replaceChildren(...outcomes.flatMap((outcome) => [heading(outcome), list(outcome, goTo)]));
}

/** @param {Outcome[]} outcomes @returns {import("./editor.js").Mark[]} */
export function marks(outcomes) {
  return outcomes.flatMap((outcome) => [
    ...outcome.findings.map(({ line, column, reason, remedy }) => mark(line, column, "error", `${reason}: ${remedy}`)),
    ...outcome.warnings.map((text) => mark(outcome.line, outcome.column, "warning", text)),
    ...errors(outcome),
  ]);
}

/** Of a document that cannot be read: each line says where. @param {Outcome} outcome */
function errors({ error, line, column }) {
  return (error ?? "")
    .split("\n")
    .filter(Boolean)
    .map((text) => {
      const [, atLine, atColumn, what] = /^-:(\d+):(\d+): (.*)$/.exec(text) ?? [, line, column, text];
      return mark(Number(atLine), Number(atColumn), "error", String(what));
    });
}

/**
 * @param {number} line
 * @param {number} column
 * @param {"error" | "warning"} severity
 * @param {string} text
 */
function mark(line, column, severity, text) {
  return { line, column, severity, text };
}

/** @param {Outcome} outcome */
function heading(outcome) {
  const by = outcome.profile ? ` by profile ${outcome.profile}` : "";
  const isolation = outcome.isolation ? `, isolated by ${outcome.isolation}` : "";
  return element(
    "h3",
    {},
    element("span", { class: `word ${outcome.verdict}` }, outcome.verdict),
    ` ${title(outcome)}${by}${isolation}`,
  );
}

/** @param {Outcome} outcome @param {(line: number, column: number) => void} goTo */
function list(outcome, goTo) {
  return element(
    "ul",
    {},
    ...outcome.findings.map((finding) => item(finding, goTo)),
    ...outcome.warnings.map((text) => element("li", { class: "warning" }, `warning: ${text}`)),
    ...errors(outcome).map((error) => element("li", {}, place(error, goTo), ` ${error.text}`)),
    ...(outcome.reason ? [element("li", { class: "warning" }, outcome.reason)] : []),
  );
}

/** @param {Finding} finding @param {(line: number, column: number) => void} goTo */
function item(finding, goTo) {
  const link = /^https:\/\//.test(finding.url)
    ? element("a", { href: finding.url, rel: "noreferrer", target: "_blank" }, finding.check)
    : element("span", {}, finding.check);
  return element(
    "li",
    {},
    place(finding, goTo),
    " ",
    element("strong", {}, finding.reason),
    `: ${finding.remedy}. See `,
    link,
  );
}

/** @param {{ line: number, column: number }} at @param {(line: number, column: number) => void} goTo */
function place({ line, column }, goTo) {
  const button = element("button", { type: "button" }, `line ${line}`);
  button.addEventListener("click", () => goTo(line, column));
  return button;
}
