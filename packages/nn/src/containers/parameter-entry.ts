import { ArgumentError, Tensor } from '@chainrule/tensor';
import { Parameter } from '../parameter.ts';

/** The parameter itself, or one made of a tensor. */
export function parameterOf(value: unknown): Parameter {
  if (value instanceof Parameter) return value;
  if (value instanceof Tensor) return new Parameter(value);
  throw new ArgumentError(
    `expected a parameter or a tensor; got ${value === null ? 'null' : typeof value}`,
  );
}

/** How PyTorch prints a parameter in a list or dict of them. */
export function describeParameter(key: string, typeName: string, parameter: Tensor): string {
  return `  (${key}): Parameter containing: [${typeName} of size ${parameter.shape.join('x')}]`;
}
