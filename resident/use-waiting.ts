// How many reports wait on this device to be sent; changes by itself.
import { useSyncExternalStore } from 'react'
import { onOutbox, waiting } from './outbox.ts'

export const useWaiting = (): number => useSyncExternalStore(onOutbox, () => waiting().length)
