// Scanned from a wall: a report begun at that place. What was being written stays; only its place is this one now.
import { useState } from 'react'
import { Redirect, useSearch } from 'wouter'
import { placeOfCode } from '#ui/place.ts'
import { freshKey, keepDraft, keptDraft, newDraft } from './draft.ts'

export const At = () => {
  const search = useSearch()
  // Before the page of the report mounts, for it reads the draft once.
  useState(() => {
    const place = placeOfCode(search)
    if (place) keepDraft({ ...(keptDraft() ?? newDraft(freshKey())), place })
  })
  return <Redirect to="/report/words" replace />
}
