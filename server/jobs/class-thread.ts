// The thread in which classes are reckoned: seconds of work that must not hold up anybody's answer.
import { parentPort, workerData } from 'node:worker_threads'
import { classesOf } from '#core/analyse/classes.ts'
import type { ClassWork } from './classes.ts'

const { messages, now, fewest } = workerData as ClassWork
parentPort!.postMessage(classesOf(messages, now, fewest))
