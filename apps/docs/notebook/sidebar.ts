import type { DefaultTheme } from 'vitepress';

/** The sections of the notebook, in its order. */
export const notebookSidebar: DefaultTheme.SidebarItem[] = [
  { text: 'The notebook', link: '/notebook/' },
  {
    text: 'XOR',
    items: [
      { text: 'The perceptron that can’t', link: '/notebook/xor-perceptron' },
      { text: 'Backpropagation by hand', link: '/notebook/mlp-backprop' },
      { text: 'Two layers', link: '/notebook/xor-nn' },
      { text: 'Wide and deep', link: '/notebook/xor-nn-wide-deep' },
    ],
  },
  {
    text: 'Handwritten digits',
    items: [
      { text: 'ReLU and optimizers', link: '/notebook/mnist-nn' },
      { text: 'Weight initialisation', link: '/notebook/mnist-nn-xavier' },
      { text: 'Dropout', link: '/notebook/mnist-nn-dropout' },
      { text: 'Batch normalisation', link: '/notebook/mnist-batchnorm' },
    ],
  },
];
