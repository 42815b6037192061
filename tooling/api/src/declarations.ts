import ts from 'typescript';

/** The declarations of a module, as its `.d.ts` has them, by name. */
export type Declarations = ReadonlyMap<string, readonly ts.Statement[]>;

/** What the `.d.ts` of every source file of a program would declare, by the path of the source. */
export function emittedDeclarations(program: ts.Program): Map<string, Declarations> {
  const all = new Map<string, Declarations>();
  const options = { ...program.getCompilerOptions() };
  for (const source of program.getSourceFiles()) {
    if (source.isDeclarationFile || source.fileName.includes('/node_modules/')) continue;
    program.emit(
      source,
      (path, text) => {
        if (path.endsWith('.d.ts')) all.set(source.fileName, declarationsOf(text));
      },
      undefined,
      true,
    );
  }
  if (all.size === 0) throw new Error(`nothing was emitted under ${JSON.stringify(options)}`);
  return all;
}

function declarationsOf(text: string): Declarations {
  const file = ts.createSourceFile('module.d.ts', text, ts.ScriptTarget.ESNext, true);
  const found = new Map<string, ts.Statement[]>();
  for (const statement of file.statements) {
    for (const name of namesOf(statement)) {
      found.set(name, [...(found.get(name) ?? []), statement]);
    }
  }
  return found;
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Identifier };
  return name === undefined ? [] : [name.text];
}

const printer = ts.createPrinter({ removeComments: true });

/** A declaration without its comments and what is private. */
export function printDeclaration(statement: ts.Statement): string {
  const isPublic = (member: ts.ClassElement): boolean =>
    !(member.name !== undefined && ts.isPrivateIdentifier(member.name)) &&
    (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0;
  const shown = ts.isClassDeclaration(statement)
    ? ts.factory.updateClassDeclaration(
        statement,
        statement.modifiers,
        statement.name,
        statement.typeParameters,
        statement.heritageClauses,
        statement.members.filter(isPublic),
      )
    : statement;
  const text = printer.printNode(ts.EmitHint.Unspecified, shown, statement.getSourceFile());
  return text.replace(/^export (?:declare )?/, '').replace(/^declare /, '');
}
