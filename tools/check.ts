// `npm run check`: everything that can be checked without running the product.
import { checks, failureOf } from './checks.ts'

for (const check of checks) {
  const failure = await failureOf(check)
  console.log(failure === null ? `✔ ${check.name}` : `✖ ${check.name}\n${failure}`)
  if (failure !== null) process.exitCode = 1
}
