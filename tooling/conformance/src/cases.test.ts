import type { FixtureCase } from '@chainrule/oracle/cases';
import { type DType, isFloatingPoint, primitiveKinds } from '@chainrule/tensor';
import { describe, expect, it } from 'vitest';
import { casesOfPrimitives, dtypesOf, hasGradient, primitives } from './cases.ts';
import { demands } from './primitives.ts';

const cases = casesOfPrimitives();
const some = (primitive: (typeof primitives)[number], test: (fixture: FixtureCase) => boolean) =>
  cases.get(primitive)?.some(test) ?? false;

/** What has no gradient: PyTorch gives none, or it is zero everywhere by definition. */
const flat = new Set(
  `full random ceil floor round trunc sign logicalNot eq ge gt le lt ne logicalAnd logicalOr logicalXor
  all any argmax argmin argsort`.split(/\s+/),
);

describe('every primitive has', () => {
  it('a case in each dtype that it takes', () => {
    const missing = primitives.flatMap((primitive) =>
      demands[primitive].dtypes
        .filter((dtype) => !some(primitive, (fixture) => dtypesOf(fixture).includes(dtype)))
        .map((dtype) => `${primitive} ${dtype}`),
    );
    expect(missing).toEqual([]);
  });

  it('cases in no dtype that it does not take', () => {
    const index = new Set(['gather', 'indexAdd', 'indexSelect', 'scatter', 'scatterAdd']);
    const allowed = (primitive: (typeof primitives)[number]): readonly DType[] => [
      ...demands[primitive].dtypes,
      ...(index.has(primitive) ? (['int32'] as const) : []),
    ];
    const surplus = primitives.flatMap((primitive) =>
      (cases.get(primitive) ?? [])
        .filter(
          (fixture) =>
            !dtypesOf(fixture).every((dtype) => allowed(primitive).includes(dtype as DType)),
        )
        .map(({ name }) => name),
    );
    expect(surplus).toEqual([]);
  });

  it('a gradient, where there is one', () => {
    expect(
      primitives.filter((primitive) => !flat.has(primitive) && !some(primitive, hasGradient)),
    ).toEqual([]);
  });

  it('tensors that are empty, 0-d, strided, offset and stretched', () => {
    const forms: Readonly<Record<string, (fixture: FixtureCase) => boolean>> = {
      empty: ({ inputs }) => inputs.some(({ shape }) => shape.includes(0)),
      strided: ({ inputs }) =>
        inputs.some(({ view }) => view?.some(([step]) => step === 'transpose')),
      offset: ({ inputs }) => inputs.some(({ view }) => view?.some(([step]) => step === 'narrow')),
      stretched: ({ inputs }) =>
        inputs.some(({ view }) => view?.some(([step]) => step === 'expand')),
    };
    const lacking = primitives
      .filter((primitive) => !['creation', 'view'].includes(primitiveKinds[primitive]))
      .flatMap((primitive) =>
        Object.entries(forms)
          .filter(([, test]) => !some(primitive, test))
          .map(([form]) => `${primitive} ${form}`),
      );
    expect(lacking).toEqual([]);
    const scalar = ({ inputs, options }: FixtureCase): boolean =>
      inputs.some(({ shape }) => shape.length === 0) || options?.dim === null;
    const elementwise = primitives.filter((primitive) =>
      ['elementwise', 'reduction'].includes(primitiveKinds[primitive]),
    );
    expect(elementwise.filter((primitive) => !some(primitive, scalar))).toEqual([]);
  });

  it('NaN or an infinity, where it computes with floats', () => {
    const special = ({ inputs }: FixtureCase): boolean =>
      inputs.some(({ data }) => data.some((value) => typeof value === 'string'));
    const computing = primitives.filter(
      (primitive) =>
        demands[primitive].dtypes.some((dtype) => isFloatingPoint(dtype)) &&
        ['elementwise', 'reduction', 'scan'].includes(primitiveKinds[primitive]) &&
        !primitive.startsWith('binaryCrossEntropy'),
    );
    expect(computing.filter((primitive) => !some(primitive, special))).toEqual([]);
  });

  it('an integer beyond what float32 holds, where it takes int32', () => {
    const wide = ({ inputs }: FixtureCase): boolean =>
      inputs.some(
        ({ dtype, data, pattern }) =>
          dtype === 'int32' &&
          (data.some((value) => Math.abs(Number(value)) > 2 ** 11) ||
            (pattern?.modulus ?? 0) > 100),
      );
    const takers = primitives.filter(
      (primitive) =>
        demands[primitive].dtypes.includes('int32') &&
        !['creation', 'view'].includes(primitiveKinds[primitive]),
    );
    expect(takers.filter((primitive) => !some(primitive, wide))).toEqual([]);
  });
});
