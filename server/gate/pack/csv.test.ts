// What counts as a row and a cell, and where each one stands.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCsv } from './csv.ts'
import { csvText } from './csv-text.ts'

const cells = (text: string) => readCsv(text).rows.map(row => row.map(cell => cell.text))

test('rows and cells as RFC 4180 has them', () => {
  const table: readonly (readonly [string, string[][]])[] = [
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['\uFEFFa,b\n', [['a', 'b']]],
    [
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a,', [['a', '']]],
    ['"a,1","b\n2"\n', [['a,1', 'b\n2']]],
    ['"say ""hi"""\n', [['say "hi"']]],
    ['""\na\n', [['a']]],
    ['a\n\n\nb\n', [['a'], ['b']]],
    ['', []],
  ]
  for (const [text, rows] of table) {
    assert.deepEqual(cells(text), rows, JSON.stringify(text))
    assert.deepEqual(readCsv(text).mistakes, [])
  }
})

test('a cell knows its line and column, also after a cell of several lines', () => {
  const [, second] = readCsv('"a\nb",c\nd,e\n').rows
  assert.deepEqual(second, [
    { text: 'd', line: 3, column: 1 },
    { text: 'e', line: 3, column: 3 },
  ])
})

test('an open quote and text after a quote are mistakes with a place', () => {
  assert.deepEqual(
    readCsv('a\n"b,c\n').mistakes.map(m => [m.line, m.column]),
    [[2, 1]],
  )
  assert.deepEqual(
    readCsv('"a"x,b\n').mistakes.map(m => [m.line, m.column]),
    [[1, 4]],
  )
})

test('what is written is read back', () => {
  const rows = [
    ['plain', 'with, comma'],
    ['with "quote"', 'two\nlines'],
    ['', ' spaces '],
  ]
  assert.deepEqual(cells(csvText(['x', 'y'], rows)).slice(1), rows)
})
