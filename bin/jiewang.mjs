#!/usr/bin/env node
// `npx jiewang <command>`: the same door as launch.mjs, opening on the command line.
process.argv.splice(2, 0, 'cli')
import('./launch.mjs')
