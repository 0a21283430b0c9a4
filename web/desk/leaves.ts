// After which moves a matter is done with in a tab, so that the next one opens by itself. After any other move the
// person stays: what they did is shown where they did it.
const leaving: Readonly<Record<string, readonly string[]>> = {
  desk: ['dispatch', 'decline', 'divert', 'merge'],
  todo: ['dispatch', 'decline', 'divert', 'merge', 'feedback', 'return', 'finish-part'],
  checking: ['close'],
  ruling: ['rule'],
  asked: ['approve', 'deny'],
  watching: ['confirm', 'attach', 'dismiss'],
}

export const leavesTab = (tab: string, move: string): boolean => leaving[tab]?.includes(move) ?? false
