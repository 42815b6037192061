import type { ModuleSpec } from './records.ts';

type Construct = new (...args: unknown[]) => unknown;

/** Builds the module that `spec` describes from the classes of `nn`, inner modules first to last. */
export function buildModule(nn: Readonly<Record<string, unknown>>, spec: ModuleSpec): unknown {
  const construct = nn[spec.module];
  if (typeof construct !== 'function') throw new Error(`nn has no ${spec.module}`);
  const args = spec.args.map((value) => buildValue(nn, value));
  if (spec.options) args.push(spec.options);
  return new (construct as Construct)(...args);
}

function buildValue(nn: Readonly<Record<string, unknown>>, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => buildValue(nn, item));
  if (typeof value !== 'object' || value === null) return value;
  if ('module' in value) return buildModule(nn, value as ModuleSpec);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, buildValue(nn, item)]),
  );
}
