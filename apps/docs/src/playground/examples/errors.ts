import { nn, rand } from 'chainrule';

// Errors say what was asked, what was given, and what would work.
const model = new nn.Linear(3, 2);
console.log(model(rand(4, 3)).shape);
console.log(model(rand(4, 5)).shape);
