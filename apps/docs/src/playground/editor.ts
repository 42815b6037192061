import { indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { syntaxHighlighting } from '@codemirror/language';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, keymap } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { basicSetup } from 'codemirror';

const markLine = StateEffect.define<number | null>();

/** The line with the error, until the program is changed. */
const markedLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, docChanged, state }) {
    const effect = effects.find((each) => each.is(markLine));
    if (effect === undefined) return docChanged ? Decoration.none : marks;
    const line = effect.value as number | null;
    if (line === null || line < 1 || line > state.doc.lines) return Decoration.none;
    const mark = Decoration.line({ class: 'cm-errorLine' });
    return Decoration.set([mark.range(state.doc.line(line).from)]);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** What a page does with an editor. */
export interface Editor {
  code(): string;
  setCode(code: string): void;
  /** Shows where the program went wrong; `null` shows nothing. */
  markLine(line: number | null): void;
  focus(): void;
  destroy(): void;
}

/** An editor for TypeScript in `parent`; Ctrl-Enter (or Cmd-Enter) runs. */
export function createEditor(
  parent: HTMLElement,
  code: string,
  { onRun, onChange }: { onRun(): void; onChange(): void },
): Editor {
  const run = (): boolean => {
    onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: code,
      extensions: [
        // Before the basic ones, which take the same keys for a new line.
        keymap.of([{ key: 'Mod-Enter', run }]),
        basicSetup,
        keymap.of([indentWithTab]),
        javascript({ typescript: true }),
        syntaxHighlighting(classHighlighter),
        markedLine,
        EditorView.lineWrapping,
        // Editable text can be reached by Tab anyway; the attribute says so to tools that check.
        EditorView.contentAttributes.of({ 'aria-label': 'Program', tabindex: '0' }),
        EditorView.updateListener.of(({ docChanged }) => {
          if (docChanged) onChange();
        }),
      ],
    }),
  });
  return {
    code: () => view.state.doc.toString(),
    setCode(text) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    markLine(line) {
      view.dispatch({ effects: markLine.of(line) });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
