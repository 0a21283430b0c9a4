// Preloaded into the program the launcher starts. If the launcher is killed without a chance to pass the signal
// on, the channel between them closes, and the program is asked to stop instead of living on unseen.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel.unref()
}
