import type { Storage, Tensor } from '@chainrule/tensor';
import { hasEffect, type ProgramParts, valuesOf } from '../program-parts.ts';
import type { Instruction } from '../trace.ts';
import { Substitution } from './substitution.ts';

/** Numbers for objects, so that a text can stand for an instruction. */
class Numbering {
  private readonly numbers = new Map<object, number>();

  of(value: object): number {
    const known = this.numbers.get(value);
    if (known !== undefined) return known;
    this.numbers.set(value, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** Whether `out` is a copy of a whole value, in the same order. */
function isCopyOfValue({ primitive, inputs }: Instruction, values: ReadonlySet<Storage>): boolean {
  const [input] = inputs;
  return (
    primitive === 'contiguous' &&
    input !== undefined &&
    values.has(input.storage) &&
    input.isContiguous() &&
    input.numel() === input.storage.length
  );
}

/**
 * Computes once what is computed twice from the same values, and copies no value that stays as it
 * is. Storages in `parts.results` may be replaced too; what to read for them is in the substitution.
 */
export function shareValues(parts: ProgramParts): {
  instructions: Instruction[];
  substitution: Substitution;
} {
  const values = valuesOf(parts);
  const substitution = new Substitution();
  const numbers = new Numbering();
  const versions = new Map<Storage, number>();
  const known = new Map<string, Tensor>();
  const instructions: Instruction[] = [];

  const nameOf = ({ storage, shape, strides, offset }: Tensor): string =>
    `${numbers.of(storage)}.${versions.get(storage) ?? 0}[${shape}|${strides}|${offset}]`;
  const nameOfParam = (value: unknown): unknown => {
    if (typeof value === 'number') return [Object.is(value, -0) ? '-0' : String(value)];
    if (typeof value === 'function') return numbers.of(value);
    if (typeof value !== 'object' || value === null) return value ?? [String(value)];
    if (Array.isArray(value)) return ['list', ...value.map(nameOfParam)];
    return Object.getPrototypeOf(value) === Object.prototype
      ? Object.entries(value).map(([name, each]) => [name, nameOfParam(each)])
      : numbers.of(value);
  };
  const nameOfInstruction = ({ primitive, inputs, params, out }: Instruction): string =>
    `${primitive} ${inputs.map(nameOf)} ${out.dtype} ${JSON.stringify(nameOfParam(params))}`;

  for (const original of parts.instructions) {
    const instruction = substitution.in(original);
    const { storage } = instruction.out;
    if (values.has(storage) && !hasEffect(instruction)) {
      const [input] = instruction.inputs;
      if (input !== undefined && isCopyOfValue(instruction, values)) {
        substitution.set(storage, input);
        continue;
      }
      const name = nameOfInstruction(instruction);
      const same = known.get(name);
      if (same !== undefined) {
        substitution.set(storage, same);
        continue;
      }
      known.set(name, instruction.out);
    }
    versions.set(storage, (versions.get(storage) ?? 0) + 1);
    instructions.push(instruction);
  }
  return { instructions, substitution };
}
