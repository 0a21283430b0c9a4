// The six ways a request 申诉求决 is settled: 信访工作条例 art. 31. Five lead out of the petition to a legal path of their
// own; the sixth, whatever fits none of them, is accepted here and ends with an opinion.
export const paths = {
  litigation: ['诉讼、检察监督或公安法律程序', 'Courts, procuratorate or police procedure'],
  arbitration: ['仲裁', 'Arbitration'],
  party: ['党员申诉、申请复审', 'Party appeal'],
  administrative: ['行政复议、裁决、确认、许可、处罚等行政程序', 'Administrative procedure'],
  duty: ['申请查处违法行为、履行法定职责', 'A statutory duty to act'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>
