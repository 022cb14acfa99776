import { stringify } from "yaml";
import { ask, hasToken, Refusal, send, useToken } from "./api.js";
import { compare } from "./comparison.js";
import { offerPods } from "./diff.js";
import { byId, element } from "./dom.js";
import { Editor } from "./editor.js";
import { showFacts } from "./facts.js";
import { marks, showFindings, tellVerdict } from "./findings.js";
import { pack, unpack } from "./share.js";

/** After the last key, in milliseconds: the server judges faster than most people type. */
const PAUSE = 30;

const tokenField = /** @type {HTMLInputElement} */ (byId("token"));
const profile = /** @type {HTMLSelectElement} */ (byId("profile"));
const template = /** @type {HTMLSelectElement} */ (byId("template"));
const asWorkspace = /** @type {HTMLInputElement} */ (byId("as-workspace"));
const validateOnly = /** @type {HTMLInputElement} */ (byId("validate-only"));
const manifest = new Editor(byId("manifest"), "Manifest, YAML or JSON", soon);
const candidate = new Editor(byId("candidate"), "Profile to try, YAML", soon);

let timer = 0;
let underWay = new AbortController();

/** The profiles in force. @type {{ metadata: { name: string } }[]} */
let inForce = [];

function soon() {
  clearTimeout(timer);
  timer = setTimeout(judge, PAUSE);
}

/** Asks for the verdict. What was asked before and is not answered yet is of no use any more. */
async function judge() {
  underWay.abort();
  underWay = new AbortController();
  const { signal } = underWay;
  const tried = candidate.text.trim() !== "";
  if (!hasToken() || manifest.text.trim() === "") {
    clear(hasToken() ? "Paste a manifest." : "Put a token into the field Token.");
    return;
  }
  try {
    const documents = tried ? `${manifest.text}\n---\n${candidate.text}` : manifest.text;
    show(await (await send(`/dry-run?${query()}`, documents, signal)).json());
  } catch (error) {
    if (!signal.aborted) {
      refuse(error);
    }
  }
}

function query() {
  const asked = new URLSearchParams();
  if (profile.value) {
    asked.set("profile", profile.value);
  }
  if (asWorkspace.checked) {
    asked.set("asWorkspace", "true");
  }
  if (validateOnly.checked) {
    asked.set("validateOnly", "true");
  }
  return asked;
}

/** @param {import("./findings.js").Outcome[]} outcomes */
function show(outcomes) {
  byId("problem").textContent = "";
  tellVerdict(outcomes);
  showFindings(outcomes, (line, column) => manifest.goTo(line, column));
  manifest.mark(marks(outcomes));
  candidate.mark([]);
  offerPods(outcomes);
  judged();
}

/** @param {string} why */
function clear(why) {
  byId("problem").textContent = "";
  byId("verdict").textContent = why;
  byId("verdict").dataset.verdict = "";
  showFindings([], () => {});
  manifest.mark([]);
  candidate.mark([]);
  offerPods([]);
}

/** @param {unknown} error */
function refuse(error) {
  const text = error instanceof Error ? error.message : String(error);
  clear("No verdict.");
  byId("problem").textContent = text;
  if (error instanceof Refusal && error.status === 400) {
    candidate.mark(ofTheProfile(text));
  }
  judged();
}

/** Lines count from the first document, and the profile stands behind the manifest and a line of its own. @param {string} text */
function ofTheProfile(text) {
  const before = manifest.lines + 1;
  return [...text.matchAll(/^-:(\d+):(\d+): (.*)$/gm)]
    .map(([, line, column, what]) => ({ line: Number(line) - before, column: Number(column), severity: /** @type {const} */ ("error"), text: what }))
    .filter(({ line }) => line > 0);
}

/** For whoever measures. */
function judged() {
  document.body.dataset.judged = String(Number(document.body.dataset.judged ?? 0) + 1);
}

async function readProfiles() {
  try {
    inForce = await (await ask("/profiles")).json();
  } catch {
    // Whoever may judge and not read profiles names none; a token that is no good is told by the verdict.
    inForce = [];
  }
  const names = inForce.map(({ metadata }) => metadata.name);
  const chosen = profile.value || wanted;
  profile.replaceChildren(
    element("option", { value: "" }, "the profiles that select it"),
    ...[...new Set([...names, chosen])].filter(Boolean).map((name) => element("option", { value: name }, name)),
  );
  profile.value = chosen;
  template.replaceChildren(...names.map((name) => element("option", { value: name }, name)));
}

/** The profile of a link, before it is known whether there is such a one. */
let wanted = "";

function tokenChanged() {
  useToken(tokenField.value);
  readProfiles().then(judge);
}

/** @param {DataTransfer | HTMLInputElement | null} source */
async function open(source) {
  const files = [...(source?.files ?? [])];
  if (files.length > 0) {
    const texts = await Promise.all(files.map((file) => file.text()));
    manifest.replace(texts.join("\n---\n"));
  }
}

async function share() {
  const packed = await pack({
    manifest: manifest.text,
    candidate: candidate.text,
    profile: profile.value,
    asWorkspace: asWorkspace.checked,
    validateOnly: validateOnly.checked,
  });
  history.replaceState(null, "", `#s=${packed}`);
  try {
    await navigator.clipboard.writeText(location.href);
    byId("shared").textContent = "Copied. It holds the editors, and no token.";
  } catch {
    byId("shared").textContent = "The address of this page is the link now. It holds the editors, and no token.";
  }
}

/** A token that sudosafe ui hands over, or what somebody shares. The token leaves the address at once. */
async function readAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const token = fragment.get("token");
  const shared = fragment.get("s");
  if (token !== null) {
    history.replaceState(null, "", location.pathname);
    tokenField.value = token;
    tokenChanged();
  }
  if (shared !== null) {
    try {
      take(await unpack(shared));
    } catch {
      byId("problem").textContent = "The link is damaged: ask for it again.";
    }
  }
}

/** @param {import("./share.js").Shared} shared */
function take(shared) {
  asWorkspace.checked = shared.asWorkspace;
  validateOnly.checked = shared.validateOnly;
  wanted = shared.profile;
  if (wanted && ![...profile.options].some((option) => option.value === wanted)) {
    profile.append(element("option", { value: wanted }, wanted));
  }
  profile.value = wanted;
  /** @type {HTMLDetailsElement} */ (byId("candidate-part")).open = shared.candidate !== "";
  candidate.replace(shared.candidate);
  manifest.replace(shared.manifest);
}

async function compareNow() {
  const stop = new AbortController();
  const cancel = /** @type {HTMLButtonElement} */ (byId("cancel"));
  const begin = /** @type {HTMLButtonElement} */ (byId("compare"));
  cancel.onclick = () => stop.abort();
  cancel.disabled = false;
  begin.disabled = true;
  try {
    await compare(candidate.text, stop.signal);
  } catch (error) {
    byId("progress").textContent = stop.signal.aborted ? "Cancelled." : error instanceof Error ? error.message : String(error);
  } finally {
    cancel.disabled = true;
    begin.disabled = false;
  }
}

tokenField.addEventListener("input", tokenChanged);
for (const choice of [profile, asWorkspace, validateOnly]) {
  choice.addEventListener("change", judge);
}
byId("file").addEventListener("change", (event) => open(/** @type {HTMLInputElement} */ (event.target)));
byId("share").addEventListener("click", share);
byId("take").addEventListener("click", () => {
  const chosen = inForce.find(({ metadata }) => metadata.name === template.value);
  if (chosen) {
    candidate.replace(stringify(chosen));
  }
});
byId("drop").addEventListener("click", () => candidate.replace(""));
byId("compare").addEventListener("click", compareNow);
byId("facts-part").addEventListener("toggle", () => /** @type {HTMLDetailsElement} */ (byId("facts-part")).open && showFacts());
const target = byId("manifest");
target.addEventListener("dragover", (event) => {
  event.preventDefault();
  target.classList.add("over");
});
target.addEventListener("dragleave", () => target.classList.remove("over"));
target.addEventListener(
  "drop",
  (event) => {
    target.classList.remove("over");
    if (event.dataTransfer?.files.length) {
      event.preventDefault();
      event.stopPropagation();
      open(event.dataTransfer);
    }
  },
  { capture: true },
);
addEventListener("hashchange", readAddress);
clear("Put a token into the field Token.");
readAddress();
