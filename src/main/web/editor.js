import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/**
 * @typedef {object} Mark
 * @property {number} line from 1
 * @property {number} column from 1
 * @property {"error" | "warning"} severity
 * @property {string} text
 */

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--key)" },
  { tag: tags.string, color: "var(--string)" },
  { tag: [tags.keyword, tags.labelName, tags.typeName], color: "var(--atom)" },
  { tag: tags.comment, color: "var(--quiet)" },
]);

// The marks of the lint extension are pictures in data: addresses, which the policy of the page does not allow.
const theme = EditorView.theme({
  "&": { color: "var(--text)", backgroundColor: "var(--back)", fontSize: "0.85rem" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", minHeight: "8rem", maxHeight: "34rem", overflow: "auto" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-gutters": { color: "var(--quiet)", backgroundColor: "var(--panel)", borderColor: "var(--line)" },
  ".cm-lintRange": { backgroundImage: "none !important", paddingBottom: "0" },
  ".cm-lintRange-error": { textDecoration: "underline wavy var(--bad)" },
  ".cm-lintRange-warning": { textDecoration: "underline wavy var(--warn)" },
  ".cm-lint-marker": { content: "none !important", borderRadius: "50%", width: "0.7em", height: "0.7em", marginTop: "0.35em" },
  ".cm-lint-marker-error": { backgroundColor: "var(--bad)" },
  ".cm-lint-marker-warning": { backgroundColor: "var(--warn)" },
  ".cm-tooltip, .cm-panels": { color: "var(--text)", backgroundColor: "var(--panel)", borderColor: "var(--line)" },
  ".cm-matchingBracket": { backgroundColor: "var(--good-back) !important" },
});

/** An editor of YAML. Tab is not bound in it, so that it leads on to what comes next. */
export class Editor {
  /**
   * @param {HTMLElement} parent
   * @param {string} label
   * @param {() => void} changed
   */
  constructor(parent, label, changed) {
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          EditorView.cspNonce.of(document.querySelector("meta[name=style-nonce]")?.getAttribute("content") ?? ""),
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => update.docChanged && changed()),
          lineNumbers(),
          history(),
          indentOnInput(),
          bracketMatching(),
          highlightSelectionMatches(),
          lintGutter(),
          yaml(),
          syntaxHighlighting(colours),
          keymap.of([...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
          theme,
        ],
      }),
    });
    this.view.scrollDOM.tabIndex = -1;
  }

  get text() {
    return this.view.state.doc.toString();
  }

  get lines() {
    return this.view.state.doc.lines;
  }

  /** @param {string} text */
  replace(text) {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  /** Puts marks beside the lines, in the place of those that were there. @param {Mark[]} marks */
  mark(marks) {
    const diagnostics = marks.map(({ line, column, severity, text }) => ({ ...this.#range(line, column), severity, message: text }));
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics.sort((a, b) => a.from - b.from)));
  }

  /** @param {number} line @param {number} column */
  goTo(line, column) {
    this.view.dispatch({ selection: { anchor: this.#range(line, column).from }, scrollIntoView: true });
    this.view.focus();
  }

  /** From there to the end of its line. @param {number} line @param {number} column */
  #range(line, column) {
    const at = this.view.state.doc.line(Math.min(Math.max(line, 1), this.lines));
    const from = Math.min(at.from + Math.max(column, 1) - 1, at.to);
    return { from, to: Math.max(at.to, from) };
  }
}
