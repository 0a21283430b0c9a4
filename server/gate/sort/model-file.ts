// A learned model as one small gzipped file, and back; what is no model is refused before anything is asked of it.
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

/** Throws a sentence when the file is missing or no model of this version. */
export const readModel = (file: string): Model => {
  const model = contentOf(file)
  const features = model.words?.length + model.grams?.length + model.pairs?.length / 2
  const fits =
    model.jiewang === 'sort-model' &&
    model.version === 1 &&
    model.rarity?.length === features &&
    model.labels?.length > 1 &&
    model.weights?.length === model.labels.length &&
    model.weights.every(w => w.of.length === features + 1)
  if (!fits) throw notAModel(file)
  return model
}

const contentOf = (file: string): Model => {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw new StartError('model-wrong', `找不到模型文件 ${file}。`, `There is no model file ${file}.`)
  }
  try {
    return JSON.parse(gunzipSync(bytes).toString())
  } catch {
    throw notAModel(file)
  }
}

const notAModel = (file: string): StartError =>
  new StartError(
    'model-wrong',
    `${file} 不是分类模型，请用 npx jiewang train 生成。`,
    `${file} is no sorting model; make one with npx jiewang train.`,
  )
