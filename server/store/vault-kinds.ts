// What the vault may hold, and why: no record without a purpose, a legal basis and an end. A kind of personal data that
// is not in this table cannot be kept.

export type Kind = {
  purpose: string
  legalBasis: string
  /** Days a record is kept after the matter it belongs to has ended; after its making when it belongs to none. */
  keepDays: number
  /** What it hangs on: a record that should hang on a matter and does not is destroyed after a day. */
  of: 'matter' | 'account' | 'event'
}

const afterClosing = 3 * 365 // 3 years, class P2 of the retention table in docs/security.md

export const kinds = {
  contact: {
    purpose: '与反映人联系，核实和答复其反映的事项',
    legalBasis: '个人信息保护法第十三条第一款第三项；信访工作条例第二十二条',
    keepDays: afterClosing,
    of: 'matter',
  },
  words: {
    purpose: '保留反映人原话中被遮盖的部分，供核实',
    legalBasis: '个人信息保护法第十三条第一款第三项',
    keepDays: afterClosing,
    of: 'matter',
  },
  'second-factor': {
    purpose: '工作人员登录时的第二因素',
    legalBasis: '网络安全法（2025 年修正）第二十三条',
    keepDays: 0,
    of: 'account',
  },
} as const satisfies Record<string, Kind>

export type VaultKind = keyof typeof kinds

export const kindOf = (kind: VaultKind): Kind => kinds[kind]

/** Days an unbound record waits for its matter: a report whose keeping failed leaves one behind. */
export const unboundDays = 1
