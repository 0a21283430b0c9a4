// Rows to CSV text as RFC 4180 writes it, with LF line ends so that a change of one row is a change of one line.

export const csvText = (header: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `${[header, ...rows].map(row => row.map(cell).join(',')).join('\n')}\n`

const cell = (value: string | number): string => {
  const text = String(value)
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
