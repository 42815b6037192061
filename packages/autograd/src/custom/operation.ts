import {
  ArgumentError,
  type CustomOperation,
  checkDType,
  type DType,
  DTypeError,
  type GpuRule,
  type Operand,
  type ResultSpec,
  type Shape,
  ShapeError,
  type Tensor,
  type TensorSpec,
} from '@chainrule/tensor';
import { type AnyRule, checkedFormula, missingFormula } from './formula.ts';

/** A definition whose inputs and params are not known by type. */
export interface AnyDefinition {
  readonly name: string;
  shape(inputs: readonly TensorSpec[], params: object): Shape;
  dtype?(inputs: readonly TensorSpec[], params: object): DType;
  forward(out: Operand, inputs: readonly Operand[], params: object): void;
  readonly gradient?: AnyRule;
  readonly gpu?: GpuRule;
}

/** The rules of a defined primitive, each checked for what it gives. */
export class DefinedOperation implements CustomOperation {
  readonly name: string;
  /** The gradient, checked; a formula that throws where there is none. */
  readonly rule: AnyRule;
  readonly gpu?: GpuRule;
  private readonly definition: AnyDefinition;

  /** @throws {ArgumentError} when a rule is missing or is no function. */
  constructor(definition: AnyDefinition) {
    checkDefinition(definition);
    this.name = definition.name;
    this.definition = definition;
    this.rule = checkedRule(definition);
    if (definition.gpu !== undefined) this.gpu = definition.gpu;
  }

  infer(inputs: readonly TensorSpec[], params: object): ResultSpec {
    const shape = this.definition.shape(inputs, params);
    if (isShape(shape)) return { shape, dtype: this.dtypeOf(inputs, params) };
    throw new ShapeError(
      `shape of ${this.name} gives the lengths of the result, whole numbers from 0; ` +
        `it gave ${JSON.stringify(shape)}`,
    );
  }

  private dtypeOf(inputs: readonly TensorSpec[], params: object): DType {
    if (this.definition.dtype !== undefined) {
      return checkDType(this.definition.dtype(inputs, params));
    }
    const [first, ...others] = inputs.map(({ dtype }) => dtype) as [DType, ...DType[]];
    const other = others.find((dtype) => dtype !== first);
    if (other === undefined) return first;
    throw new DTypeError(
      `${this.name} takes tensors of one dtype; got ${first} and ${other}; cast one with to(), ` +
        'or give the primitive a dtype rule',
    );
  }

  forward(out: Operand, inputs: readonly Operand[], params: object): unknown {
    return this.definition.forward(out, inputs, params);
  }

  /** @throws {ArgumentError} when there are no tensors, or not as many as the gradient has formulas. */
  checkCount(inputs: readonly Tensor[]): void {
    if (inputs.length === 0) {
      throw new ArgumentError(`${this.name} takes one tensor or more; got none`);
    }
    const { rule } = this;
    if (typeof rule === 'function' || rule.length === inputs.length) return;
    throw new ArgumentError(
      `${this.name} was called with ${inputs.length} tensors; its gradient has ${rule.length} ` +
        'formulas, and each input needs one, or null',
    );
  }
}

function checkedRule({ name, gradient }: AnyDefinition): AnyRule {
  if (gradient === undefined) return missingFormula(name);
  if (typeof gradient === 'function') return checkedFormula(name, gradient);
  return gradient.map((formula) => (formula === null ? null : checkedFormula(name, formula)));
}

function isShape(shape: unknown): shape is Shape {
  return (
    Array.isArray(shape) && shape.every((length) => Number.isSafeInteger(length) && length >= 0)
  );
}

function isFormula(formula: unknown): boolean {
  return formula === null || typeof formula === 'function';
}

function checkGpuRule(name: string, gpu: GpuRule | undefined): void {
  if (gpu === undefined) return;
  const { inputs, element } = gpu;
  const areNames = Array.isArray(inputs) && inputs.every((each) => isName(each));
  if (areNames && typeof element === 'function') return;
  throw new ArgumentError(
    `gpu of ${name} has the names of its inputs and a function that gives the text of a kernel: ` +
      "{ inputs: ['x'], element: ([x]) => 'function element(i) { return x(i); }' }",
  );
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && /^[A-Za-z]\w*$/.test(name);
}

function checkDefinition({ name, shape, dtype, forward, gradient, gpu }: AnyDefinition): void {
  if (!isName(name)) {
    throw new ArgumentError(
      `the name of a primitive is that of a function, such as squaredDistance; got ${JSON.stringify(name)}`,
    );
  }
  const rules = { shape, forward, ...(dtype !== undefined && { dtype }) };
  for (const [rule, given] of Object.entries(rules)) {
    if (typeof given === 'function') continue;
    throw new ArgumentError(`${rule} of ${name} is a function; got ${typeof given}`);
  }
  checkGpuRule(name, gpu);
  const formulas = Array.isArray(gradient) ? gradient : [gradient ?? null];
  if (formulas.every(isFormula)) return;
  throw new ArgumentError(
    `gradient of ${name} is one formula, or a list with one, or null, for each input`,
  );
}
