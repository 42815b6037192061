// Run before publishing, where GitHub says in the environment which repository it is. npm grants provenance
// only to packages whose manifest names the repository that they were built in; a fork names itself.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { publicPackages } from './public-packages.ts';
import { withRepository } from './repository.ts';

const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;
if (server === undefined || name === undefined) {
  process.stderr.write('set-repository: GITHUB_SERVER_URL and GITHUB_REPOSITORY are not set\n');
  process.exit(1);
}

for (const { manifest, directory, folder } of publicPackages()) {
  const written = withRepository(manifest, folder, `${server}/${name}`);
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(written, null, 2)}\n`);
}
