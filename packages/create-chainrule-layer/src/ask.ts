import { cancel, intro, isCancel, text } from '@clack/prompts';
import { checkDescription, checkPackageName } from './create-layer.ts';
import { namesOf } from './layer-names.ts';
import { templateFiles } from './template.ts';

/** What was said on the command line; what is missing is asked for. */
export interface Answers {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly packageName?: string | undefined;
}

/** The message of the error that `check` throws, as prompts want it. */
function complaint(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** @throws {Error} when the question was cancelled. */
async function ask(question: Parameters<typeof text>[0]): Promise<string> {
  const answer = await text(question);
  if (!isCancel(answer)) return answer;
  cancel('Nothing was written.');
  throw new Error('cancelled');
}

/** Asks in the terminal for what wasn't said. */
export async function askFor({
  name,
  description,
  packageName,
}: Answers): Promise<Required<Answers>> {
  intro('A layer for Chainrule');
  const named =
    name ??
    (await ask({
      message: 'What is the layer called? In kebab-case.',
      placeholder: 'gated-linear',
      validate: (given) => complaint(() => templateFiles(namesOf(given ?? ''))),
    }));
  const described =
    description ??
    (await ask({
      message: 'What is it, in one line?',
      placeholder: 'A linear layer with a gate',
      validate: (given) => complaint(() => checkDescription(given ?? '')),
    }));
  const published =
    packageName ??
    (await ask({
      message: 'What is it published as?',
      initialValue: `chainrule-${named}`,
      validate: (given) => complaint(() => checkPackageName(given ?? '')),
    }));
  return { name: named, description: described, packageName: published };
}
