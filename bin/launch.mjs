// The door behind `npm start`, `npm test` and `npm run …`: plain JavaScript that even an old Node can read, so
// that a too old one gets a sentence instead of a stack. Everything else is in ground.mjs.
const words = process.versions.node.split('.').map(Number)
const major = words[0]
const minor = words[1]

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Node.js 版本太旧：现在是 ${process.versions.node}，请安装 20.19 或更新的版本。 ` +
      `Node.js ${process.versions.node} is too old: please install 20.19 or newer.\n`,
  )
  process.exit(1)
}

import('./ground.mjs').then(ground => ground.launch(process.argv[2], process.argv.slice(3)))
