/** Something that people import, and what it may add to their bundle. */
export interface Budget {
  /** The package whose README tells it. */
  readonly packageName: string;
  /** How the README calls it. */
  readonly title: string;
  /** What is imported, by where from; `*` is everything. */
  readonly imports: Readonly<Record<string, string>>;
  /** What it may cost with all that it brings along, in kB of 1000 bytes, minified and gzipped. */
  readonly limit: number;
}

const everything = (packageName: string, limit: number): Budget => ({
  packageName,
  title: 'everything',
  imports: { [packageName]: '*' },
  limit,
});

/**
 * The budgets, a little above what things cost today: a change that needs more raises one, and the review
 * sees it.
 *
 * `@chainrule/tensor` is most of what the others cost. Every operation is a method of every tensor, which no
 * bundler can tell to be unused, and each has a kernel and a gradient that are looked up by name.
 */
export const budgets: readonly Budget[] = [
  everything('@chainrule/tensor', 41),
  {
    packageName: '@chainrule/tensor',
    title: '`tensor`, with every method',
    imports: { '@chainrule/tensor': 'tensor' },
    limit: 35,
  },
  everything('@chainrule/kernels-cpu', 72),
  everything('@chainrule/kernels-gpu', 130),
  everything('@chainrule/autograd', 45),
  everything('@chainrule/init', 37),
  everything('@chainrule/nn', 58),
  {
    packageName: '@chainrule/nn',
    title: '`Linear`, and `SGD` of `@chainrule/optim`',
    imports: { '@chainrule/nn': 'Linear', '@chainrule/optim': 'SGD' },
    limit: 48,
  },
  {
    packageName: '@chainrule/nn',
    title: 'the first example above',
    imports: {
      '@chainrule/nn': 'BCELoss, Linear, Sequential, Sigmoid',
      '@chainrule/optim': 'SGD',
      '@chainrule/tensor': 'manualSeed, tensor',
    },
    limit: 49,
  },
  everything('@chainrule/optim', 49),
  everything('@chainrule/datasets', 46),
  everything('@chainrule/compile', 86),
  everything('@chainrule/serialize', 42),
  everything('@chainrule/experiments', 120),
  everything('@chainrule/contrib-kan', 62),
  everything('@chainrule/contrib-rbf', 62),
  everything('chainrule', 140),
];
