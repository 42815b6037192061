import { translators } from './translators.ts';

/** The types of values in kernels, as gpu.js names them. */
export type ValueType = 'Number' | 'Integer' | 'Boolean' | 'Array(4)';

/** What gpu.js needs to know of a function to translate it. */
export interface FunctionNodeSettings {
  readonly name: string;
  readonly argumentTypes: readonly ValueType[];
  readonly returnType: ValueType;
  readonly output: readonly number[];
  readonly precision: 'single';
  readonly isRootKernel: false;
  readonly loopMaxIterations: number;
  /** The result of a function that is called. */
  lookupReturnType(name: string): ValueType | null;
  lookupFunctionArgumentTypes(name: string): readonly ValueType[] | undefined;
  needsArgumentType(): boolean;
  assignArgumentType(): void;
  triggerImplyArgumentType(name: string): void;
  onFunctionCall(caller: string, called: string): void;
}

interface SyntaxNode {
  readonly type: string;
  readonly operator: string;
  readonly id: { readonly name: string };
  readonly init: SyntaxNode;
}

interface VariableDeclaration {
  readonly declarations: readonly SyntaxNode[];
}

/** The part of gpu.js's translator that is used here; its own declarations leave most of it open. */
interface FunctionNode {
  toString(): string;
  getType(node: SyntaxNode): ValueType | 'LiteralInteger' | null;
  getDeclaration(identifier: SyntaxNode['id']): { valueType: ValueType };
  astGeneric(node: SyntaxNode, result: string[]): string[];
  astVariableDeclaration(node: VariableDeclaration, result: string[]): string[];
}

type FunctionNodeClass = new (source: string, settings: FunctionNodeSettings) => FunctionNode;

const { WebGLFunctionNode, WebGL2FunctionNode, WGSLFunctionNode } = translators as {
  readonly [name in
    | 'WebGLFunctionNode'
    | 'WebGL2FunctionNode'
    | 'WGSLFunctionNode']: FunctionNodeClass;
};

const comparisons = new Set(['==', '!=', '===', '!==', '<', '<=', '>', '>=']);

/**
 * Mends two of gpu.js's ways with types. It makes a float of every variable that starts as an integer,
 * and floats count only to 2^24: here such a variable is an integer. And it takes the result of `==`
 * for what is compared: here it is a boolean, so that it can be passed to a function.
 */
function withExactTypes(
  Base: FunctionNodeClass,
  declare: (name: string) => string,
): FunctionNodeClass {
  return class extends Base {
    override getType(node: SyntaxNode): ValueType | 'LiteralInteger' | null {
      if (node.type === 'BinaryExpression' && comparisons.has(node.operator)) return 'Boolean';
      if (node.type === 'UnaryExpression' && node.operator === '!') return 'Boolean';
      return super.getType(node);
    }

    override astVariableDeclaration(node: VariableDeclaration, result: string[]): string[] {
      for (const declaration of node.declarations) {
        if (this.getType(declaration.init) === 'Integer') {
          this.getDeclaration(declaration.id).valueType = 'Integer';
          result.push(declare(`user_${declaration.id.name}`), ' = ');
          this.astGeneric(declaration.init, result);
          result.push(';\n');
        } else {
          super.astVariableDeclaration({ ...node, declarations: [declaration] }, result);
        }
      }
      return result;
    }
  };
}

/** The shading languages: of WebGL 1 (headless GL), of WebGL 2, and of WebGPU. */
export type ShadingLanguage = 'glsl100' | 'glsl300' | 'wgsl';

/** gpu.js's translator from JavaScript to each language. */
export const functionNodes: { readonly [L in ShadingLanguage]: FunctionNodeClass } = {
  glsl100: withExactTypes(WebGLFunctionNode, (name) => `int ${name}`),
  glsl300: withExactTypes(WebGL2FunctionNode, (name) => `int ${name}`),
  wgsl: withExactTypes(WGSLFunctionNode, (name) => `var ${name} : i32`),
};
