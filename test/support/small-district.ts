// The small district, indexed and ready for rules: `smallDistrict()`, or with parts of its pack replaced.
import type { District, Pack } from '#core/district/district.ts'
import { makeDistrict } from '#core/district/make-district.ts'
import { smallPack } from './small-pack.ts'

/** The small district with some lists of its pack replaced: `smallDistrict({ dispatch: [...] })`. */
export const smallDistrict = (changes: Partial<Pack> = {}): District =>
  makeDistrict({ ...smallPack, ...changes }, 'small-1')
