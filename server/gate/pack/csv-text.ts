// Writes rows as the strict reader reads them: RFC 4180 with LF line ends, so that one changed row is one changed line.

export const csvText = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${[header, ...rows].map(row => row.map(cell).join(',')).join('\n')}\n`

const cell = (value: string | number): string => {
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
