// A learned model as one small gzipped file, and back; what is no model is refused before anything is asked of it.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Model } from '#core/sort/learn/model.ts'
import { StartError } from '#server/store/embedded/start-error.ts'

const best = 9

/** Returns the bytes written. */
export const writeModel = (file: string, model: Model): number => {
  const bytes = gzipSync(JSON.stringify(model), { level: best })
  writeFileSync(file, bytes)
  return bytes.length
}

export type ModelFile = { model: Model; bytes: Uint8Array /** SHA-256 of the bytes, hex. */; hash: string }

/** Throws a sentence when the file is missing or no model of this version. */
export const readModelFile = (file: string): ModelFile => {
  const bytes = bytesOf(file)
  return { model: modelOf(bytes, file), bytes, hash: createHash('sha256').update(bytes).digest('hex') }
}

export const readModel = (file: string): Model => readModelFile(file).model

/** How a model is named where a person reads it and in the facts it makes. */
export const shortHash = (hash: string): string => hash.slice(0, 12)

/** The model in the bytes of a file; `name` tells a person which file. */
export const modelOf = (bytes: Uint8Array, name: string): Model => {
  const model = contentOf(bytes, name)
  const features = model.words?.length + model.grams?.length + model.pairs?.length / 2
  const fits =
    model.jiewang === 'sort-model' &&
    model.version === 1 &&
    model.rarity?.length === features &&
    model.labels?.length > 1 &&
    model.weights?.length === model.labels.length &&
    model.weights.every(w => w.of.length === features + 1)
  if (!fits) throw notAModel(name)
  return model
}

const bytesOf = (file: string): Uint8Array => {
  try {
    return readFileSync(file)
  } catch {
    throw new StartError('model-wrong', `找不到模型文件 ${file}。`, `There is no model file ${file}.`)
  }
}

const contentOf = (bytes: Uint8Array, name: string): Model => {
  try {
    return JSON.parse(gunzipSync(bytes).toString())
  } catch {
    throw notAModel(name)
  }
}

const notAModel = (file: string): StartError =>
  new StartError(
    'model-wrong',
    `${file} 不是分类模型，请用 npx jiewang train 生成。`,
    `${file} is no sorting model; make one with npx jiewang train.`,
  )
