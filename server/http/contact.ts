// What the vault holds of a reporter: whether there is a contact, and the contact itself for a door that has already
// written down who looks and why.
import type { Looked } from '#wire/commands.ts'
import type { VaultPort } from './world.ts'

/** Every reporter's contact and original words, those deleted left out. */
export const openContacts = async (vault: VaultPort, refs: readonly string[]): Promise<Looked[]> => {
  const opened = await Promise.all(refs.map(ref => vault.open(ref)))
  return opened.flatMap(plain => (plain === undefined ? [] : [JSON.parse(plain) as Looked]))
}

export const hasContact = async (vault: VaultPort, refs: readonly string[]): Promise<boolean> =>
  (await Promise.all(refs.map(ref => vault.holds(ref)))).some(Boolean)

/** Several reporters of one matter in one answer, in the order they reported. */
export const together = (contacts: readonly Looked[]): Looked => {
  const all = (key: keyof Looked) =>
    contacts
      .map(c => c[key])
      .filter(Boolean)
      .join('；')
  const [name, phone, words] = [all('name'), all('phone'), all('words')]
  return { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(words ? { words } : {}) }
}
