// Where the focus goes when a matter is entered: to the button that acts, so that Enter is the decision; where there is
// none, to the matter itself, so that a screen reader starts at its top.
export const acceptId = 'accept'

export const focusMatter = (): void =>
  (document.getElementById(acceptId) ?? document.getElementById('matter'))?.focus({ preventScroll: true })
