import type { Loader } from './evaluate.ts';

/** What a program in the playground may import; each is fetched when it is first asked for. */
export const modules: Readonly<Record<string, Loader>> = {
  chainrule: () => import('chainrule'),
  '@chainrule/autograd': () => import('@chainrule/autograd'),
  '@chainrule/compile': () => import('@chainrule/compile'),
  '@chainrule/datasets': () => import('@chainrule/datasets'),
  '@chainrule/experiments': () => import('@chainrule/experiments'),
  '@chainrule/init': () => import('@chainrule/init'),
  '@chainrule/kernels-cpu': () => import('@chainrule/kernels-cpu'),
  '@chainrule/nn': () => import('@chainrule/nn'),
  '@chainrule/optim': () => import('@chainrule/optim'),
  '@chainrule/serialize': () => import('@chainrule/serialize'),
  '@chainrule/tensor': () => import('@chainrule/tensor'),
};
